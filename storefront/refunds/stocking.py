"""What a refund does to stock: units that were held go back on sale, units that had left may too."""

from collections.abc import Iterable

from django.db.models import F, Sum

from catalog.partner import stock
from storefront.order.models import Line
from storefront.shipments.models import ShipmentLine

from .models import RefundLine


def settle_stock(lines: Iterable[RefundLine]) -> None:
    """Call it in the refund's transaction, with the part locked.

    Units that the line still holds (they have not left) go first: given back, or used up where they
    are not for sale again. Units that had left come back to the shelf where that was said. Lines
    are taken in the order of their stock records, as everywhere.
    """
    for one in sorted(lines, key=lambda one: (one.line.stockrecord_id or 0, one.line_id)):
        record = one.line.stockrecord_id
        if not one.quantity or record is None:
            continue
        unsent = min(one.quantity, Line.objects.get(pk=one.line_id).num_allocated or 0)
        if unsent:
            _give_up(one, unsent)
        back = one.quantity - unsent - _left_meanwhile(one)
        if one.restocked and back > 0:
            stock.put_back(record, back)


def _left_meanwhile(one: RefundLine) -> int:
    """Units that were in the house when the refund was proposed, and have been sent since."""
    since = ShipmentLine.objects.filter(
        line=one.line_id, shipment__created_at__gt=one.refund.created_at
    )
    return since.aggregate(all=Sum("quantity"))["all"] or 0


def _give_up(one: RefundLine, units: int) -> None:
    """Of what the line still holds; the part is locked, so nobody sends it meanwhile."""
    held = Line.objects.filter(pk=one.line_id, num_allocated__gte=units).update(
        num_allocated=F("num_allocated") - units
    )
    move = stock.release if one.restocked else stock.consume
    if not held or not move(one.line.stockrecord_id, units):
        raise RuntimeError(f"line {one.line_id} holds what its stock record does not know")
