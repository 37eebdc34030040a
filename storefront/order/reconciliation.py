"""Do the shelves agree with the orders? What stock records hold as reserved, against the lines."""

from dataclasses import asdict, dataclass

from django.db.models import Sum
from oscar.core.loading import get_model

from .models import Line

StockRecord = get_model("partner", "StockRecord")


@dataclass(frozen=True)
class Disagreement:
    """A stock record that holds more, or fewer, units than the open lines account for."""

    sku: str
    reserved: int
    in_orders: int

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def disagreements() -> list[Disagreement]:
    """Every stock record whose books differ; empty where all is well. Two queries."""
    in_orders = dict(
        Line.objects.filter(num_allocated__gt=0, stockrecord__isnull=False)
        .values("stockrecord")
        .annotate(units=Sum("num_allocated"))
        .values_list("stockrecord", "units")
    )
    records = StockRecord.objects.filter(num_allocated__gt=0) | StockRecord.objects.filter(
        pk__in=Line.objects.filter(num_allocated__gt=0).values("stockrecord")
    )
    return [
        Disagreement(sku=sku, reserved=allocated or 0, in_orders=in_orders.get(pk, 0))
        for pk, sku, allocated in records.order_by("pk").values_list(
            "pk", "partner_sku", "num_allocated"
        )
        if (allocated or 0) != in_orders.get(pk, 0)
    ]
