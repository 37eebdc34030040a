"""What of supplies goes into the documents of products and of suppliers; the only reader of them here."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from catalog.partner.models import Vendor
from catalog.supply.models import Capacity, Supply
from catalog.supply.readiness import TEST_REPORT_DAYS, checks_held
from catalog.supply.units import content_of, convert

from .documents import ordinal


@dataclass(frozen=True, slots=True)
class SupplyFacts:
    """One supply of a verified vendor; ``left`` is what is free by month, in units, ``kg`` in
    kilograms where that is known. ``stated`` is what its checks are read off.
    """

    vendor_id: int
    product_id: int
    standards: tuple[str, ...]
    papers: tuple[str, ...]
    stated: Mapping[str, Any]
    left: Mapping[datetime.date, int]
    kg: Mapping[datetime.date, int]

    def checks_on(self, day: datetime.date) -> frozenset[str]:
        return checks_held(**self.stated, left=self.left, on=day)

    @property
    def days(self) -> set[int]:
        """Days on which a check is otherwise than the day before."""
        days = [month_after(month, 1) for month, amount in self.left.items() if amount > 0]
        tested = self.stated["tested_on"]
        if tested is not None:
            days.append(tested + datetime.timedelta(days=TEST_REPORT_DAYS + 1))
        night = datetime.timedelta(days=1)
        return {ordinal(d) for d in days if self.checks_on(d) != self.checks_on(d - night)}


def month_after(day: datetime.date, months: int) -> datetime.date:
    """The first day of the month so many months on."""
    number = day.year * 12 + day.month - 1 + months
    return datetime.date(number // 12, number % 12 + 1, 1)


def supplies_of(
    *, vendors: Collection[int] = (), products: Collection[int] = ()
) -> list[SupplyFacts]:
    """Active supplies of these vendors, or of these products; two queries."""
    mine = Q(vendor__in=vendors) if vendors else Q(product__in=products)
    active = Supply.objects.filter(
        mine, state=Supply.State.ACTIVE, vendor__state=Vendor.State.VERIFIED
    ).order_by("pk")
    rows = list(active)
    left: dict[int, dict[datetime.date, int]] = defaultdict(dict)
    for supply_id, month, quantity, committed in Capacity.objects.filter(
        supply__in=active.order_by().values("pk")
    ).values_list("supply_id", "month", "quantity", "committed"):
        left[supply_id][month] = quantity - committed
    return [_facts(supply, left[supply.pk]) for supply in rows]


def _facts(supply: Supply, left: Mapping[datetime.date, int]) -> SupplyFacts:
    content = content_of(
        supply.unit, kg=supply.content_kg, pack_size=supply.pack_size, pack_unit=supply.pack_unit
    )
    kg = {month: convert(Decimal(n), supply.unit, "kg", content) for month, n in left.items()}
    return SupplyFacts(
        vendor_id=supply.vendor_id,
        product_id=supply.product_id,
        standards=tuple(supply.standards),
        papers=tuple(supply.export_papers),
        stated={
            "has_barcode": supply.has_barcode,
            "shelf_life_days": supply.shelf_life_days,
            "tested_on": supply.tested_on,
            "has_e_invoice": supply.has_e_invoice,
            "has_retail_packaging": supply.has_retail_packaging,
            "minimum_quantity": supply.minimum_quantity,
        },
        left=left,
        kg={month: int(amount) for month, amount in kg.items() if amount is not None},
    )
