"""Units that had left the house lie on its shelf again: each once, whichever way it is told.

A parcel that comes back shelves what was in it. A refund may say "on sale again" of what the buyer
has sent back: only of goods that arrived, so never of what is under way or came back as a parcel.
Both count in one row per line (ShelfCount).
"""

from dataclasses import dataclass
from typing import Literal

from django.db.models import F, Sum

from catalog.partner import stock
from storefront.order.models import Line
from storefront.vendors.statuses import VendorOrderStatus

from .models import ShelfCount, ShipmentLine
from .statuses import ShipmentStatus

_HAS_LEFT = (VendorOrderStatus.SHIPPED, VendorOrderStatus.DELIVERED)


@dataclass(frozen=True)
class Whereabouts:
    """Where the units of a line are: ``held`` in the house, the others where their parcels are.

    What is in none of them was given up before it left.
    """

    held: int
    sent: int
    arrived: int
    returned: int


def whereabouts(line: Line) -> Whereabouts:
    """By what is written down; what left before parcels were written down has arrived."""
    held = line.num_allocated or 0
    parcels = dict(
        ShipmentLine.objects.filter(line=line)
        .order_by()
        .values_list("shipment__status")
        .annotate(Sum("quantity"))
    )
    part = line.vendor_order
    is_older = part is not None and part.status in _HAS_LEFT and not part.shipments.exists()
    if is_older and not parcels:
        return Whereabouts(held, line.quantity - held, line.quantity - held, 0)
    return Whereabouts(
        held,
        sum(parcels.values()),
        parcels.get(ShipmentStatus.DELIVERED, 0),
        parcels.get(ShipmentStatus.RETURNED, 0),
    )


def shelved(line: Line) -> ShelfCount:
    """The line's row, written where it is not there yet; the part's row is locked."""
    return ShelfCount.objects.get_or_create(line=line, defaults={"sold": line.quantity})[0]


def shelve(line: Line, units: int, *, way: Literal["by_parcels", "by_refunds"]) -> bool:
    """Put so many units on sale again; False, and nothing changed, where more never left.

    Also False for goods whose stock record is no more.
    """
    if units < 1 or line.stockrecord_id is None:
        return False
    shelved(line)
    counted = ShelfCount.objects.filter(
        line=line, sold__gte=F("by_parcels") + F("by_refunds") + units
    ).update(**{way: F(way) + units})
    return bool(counted) and stock.put_back(line.stockrecord_id, units)
