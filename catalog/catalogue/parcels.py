"""What a pack is to whoever carries it: its class, its weight, its measures."""

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

#: Packaging on top of the net weight where a vendor has stated no gross weight.
_PACKAGING_PERCENT = 15
#: A pack of which nothing is known.
_UNKNOWN_GRAMS = 500
#: What a person can lift and a carrier's counter takes: typing errors end here.
MOST_GRAMS = 200_000
LONGEST_CM = 300


class ParcelClass(models.TextChoices):
    """How goods must travel; a carrier offers some of these, at a charge of its own."""

    ORDINARY = "ordinary", _("ordinary")
    COLD = "cold", _("chilled or frozen")
    FRAGILE = "fragile", _("fragile")
    LIVE = "live", _("live plants or animals")
    PICK_UP = "pick_up", _("only fetched at the seller's")


def pack_grams(pack: Any) -> int:
    """Weight of one pack: as stated, else net weight with packaging, else a guess."""
    return grams_of(pack.gross_weight, pack.net_quantity, pack.net_unit)


def grams_of(gross_weight: int | None, net_quantity: Decimal | None, net_unit: str) -> int:
    """The same from what is stated."""
    if gross_weight:
        return int(gross_weight)
    if net_quantity and net_unit in ("g", "ml"):
        return int(net_quantity * Decimal(100 + _PACKAGING_PERCENT) / 100)
    return _UNKNOWN_GRAMS


def pack_volume(pack: Any) -> int:
    """Cubic centimetres of one pack; 0 where a measure is missing, then its weight alone counts."""
    return (pack.parcel_length or 0) * (pack.parcel_width or 0) * (pack.parcel_height or 0)
