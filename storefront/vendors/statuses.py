"""The states of a vendor's part of an order and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VendorOrderStatus(models.TextChoices):
    PENDING = "pending", _("awaiting payment")
    NEW = "new", _("new")
    ACCEPTED = "accepted", _("accepted")
    PACKED = "packed", _("packed")
    SHIPPED = "shipped", _("on its way")
    DELIVERED = "delivered", _("delivered")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("expired")


VENDOR_ORDER_MOVES: dict[str, frozenset[str]] = {
    VendorOrderStatus.PENDING: frozenset(
        {VendorOrderStatus.NEW, VendorOrderStatus.CANCELLED, VendorOrderStatus.EXPIRED}
    ),
    VendorOrderStatus.NEW: frozenset({VendorOrderStatus.ACCEPTED, VendorOrderStatus.CANCELLED}),
    VendorOrderStatus.ACCEPTED: frozenset({VendorOrderStatus.PACKED, VendorOrderStatus.CANCELLED}),
    VendorOrderStatus.PACKED: frozenset({VendorOrderStatus.SHIPPED, VendorOrderStatus.CANCELLED}),
    VendorOrderStatus.SHIPPED: frozenset({VendorOrderStatus.DELIVERED}),
    VendorOrderStatus.DELIVERED: frozenset(),
    VendorOrderStatus.CANCELLED: frozenset(),
    # Paid in full all the same, with everything still there (order.services.revive_order).
    VendorOrderStatus.EXPIRED: frozenset({VendorOrderStatus.NEW}),
}

#: Out of these lead only the payment, the buyer and the time-out.
_NOT_BY_HAND = frozenset({VendorOrderStatus.PENDING, VendorOrderStatus.EXPIRED})


def moves_by_hand(status: str) -> list[VendorOrderStatus]:
    """Where the vendor's people may move an order, forward first.

    Out of "awaiting payment" only the payment, the buyer and the time-out lead.
    """
    if status in _NOT_BY_HAND:
        return []
    return [to for to in VendorOrderStatus if to in VENDOR_ORDER_MOVES[status]]
