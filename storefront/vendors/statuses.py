"""The states of a vendor's part of an order; the moves between them are in storefront.states.table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from storefront.states.table import Mover, targets


class VendorOrderStatus(models.TextChoices):
    PENDING = "pending", _("awaiting payment")
    NEW = "new", _("new")
    ACCEPTED = "accepted", _("accepted")
    PACKED = "packed", _("packed")
    SHIPPED = "shipped", _("on its way")
    DELIVERED = "delivered", _("delivered")
    RETURNED = "returned", _("came back")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("expired")


def moves_by_hand(status: str) -> list[VendorOrderStatus]:
    """Where the vendor's people may move an order, forward first.

    Out of "awaiting payment" only the payment, the buyer and the time-out lead.
    """
    mine = targets("vendors.vendororder", status, by=Mover.VENDOR)
    return [to for to in VendorOrderStatus if to in mine]
