"""The states of a parcel; the moves between them are in storefront.states.table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from storefront.states.table import Mover, targets


class ShipmentStatus(models.TextChoices):
    ON_WAY = "on_way", _("on its way")
    FAILED = "failed", _("could not be handed over")
    DELIVERED = "delivered", _("delivered")
    RETURNING = "returning", _("on its way back")
    RETURNED = "returned", _("back at the seller's")


#: Still somewhere between seller and buyer.
UNDER_WAY = frozenset({ShipmentStatus.ON_WAY, ShipmentStatus.FAILED, ShipmentStatus.RETURNING})


def shipment_moves(status: str) -> list[ShipmentStatus]:
    """Where the vendor's people may move a parcel."""
    mine = targets("shipments.shipment", status, by=Mover.VENDOR)
    return [to for to in ShipmentStatus if to in mine]
