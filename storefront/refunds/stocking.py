"""What a refund does to stock: units that were held go back on sale, units that had left may too."""

from collections.abc import Iterable

from django.db.models import F, Sum

from catalog.partner import stock
from storefront.order.models import Line
from storefront.shipments.models import ShipmentLine
from storefront.shipments.shelving import shelve, shelved, whereabouts

from .models import RefundLine
from .statuses import GRANTED


def settle_stock(lines: Iterable[RefundLine]) -> None:
    """Call it in the refund's transaction, with the part locked.

    Units that the line still holds (they have not left) go first: given back, or used up where they
    are not for sale again. Then count units that came back as a parcel: their shelf was decided
    with it. The others come back to the shelf where that was said and the buyer had them. Lines
    are taken in the order of their stock records, as everywhere.
    """
    for one in sorted(lines, key=lambda one: (one.line.stockrecord_id or 0, one.line_id)):
        if not one.quantity or one.line.stockrecord_id is None or one.refund.shipment_id:
            continue
        line = Line.objects.select_related("vendor_order").get(pk=one.line_id)
        unsent = min(one.quantity, line.num_allocated or 0)
        back = _sent_back_by_buyer(one, line, one.quantity - unsent) if one.restocked else 0
        if unsent:
            _give_up(one, unsent)
        if back > 0:
            shelve(line, back, way="by_refunds")


def _sent_back_by_buyer(one: RefundLine, line: Line, units: int) -> int:
    """How many of ``units`` that had left arrived, and are not on the shelf by another refund."""
    where, count = whereabouts(line), shelved(line)
    before = (
        RefundLine.objects.filter(line=line, refund__state__in=GRANTED)
        .exclude(refund=one.refund_id)
        .aggregate(all=Sum("quantity"))["all"]
        or 0
    )
    given_up = line.quantity - where.sent - where.held
    came_back = max(0, where.returned - (before - given_up - count.by_refunds))
    return min(units - came_back - _left_meanwhile(one), where.arrived - count.by_refunds)


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
