"""A quote per origin: from where a vendor ships to where the buyer lives."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from marketplace.geography.models import Province

from .tariff import Zone, charge, tariff_on

#: Packaging on top of the net weight where a vendor has stated no gross weight.
_PACKAGING_PERCENT = 15
#: A pack of which nothing is known.
_UNKNOWN_GRAMS = 500


def zone(origin: Province | None, destination: Province) -> Zone:
    """An origin that is not known counts as far away."""
    if origin is None:
        return Zone.OTHER
    if origin.pk == destination.pk:
        return Zone.SAME_PROVINCE
    return Zone.SAME_REGION if origin.region_id == destination.region_id else Zone.OTHER


def quote(*, origin: Province | None, destination: Province, grams: int, on: datetime.date) -> int:
    """Whole đồng for one parcel; see tariff.py for what it rests on."""
    return charge(tariff_on(on).rates[zone(origin, destination)], grams)


@dataclass(frozen=True)
class Arrival:
    """The days between which a parcel ordered today is expected."""

    first_day: datetime.date
    last_day: datetime.date


def arrival(*, origin: Province | None, destination: Province, on: datetime.date) -> Arrival:
    """When a parcel ordered on a day arrives; see tariff.py for what it rests on."""
    first, last = tariff_on(on).rates[zone(origin, destination)].days
    return Arrival(on + datetime.timedelta(days=first), on + datetime.timedelta(days=last))


def cheapest(*, grams: int, on: datetime.date) -> int:
    """The least that a parcel of that weight costs: the hint before an address is known."""
    return min(charge(rate, grams) for rate in tariff_on(on).rates.values())


def pack_grams(pack: Any) -> int:
    """Chargeable weight of one pack: as stated, else net weight with packaging, else a guess."""
    if pack.gross_weight:
        return int(pack.gross_weight)
    if pack.net_quantity and pack.net_unit in ("g", "ml"):
        return int(pack.net_quantity * Decimal(100 + _PACKAGING_PERCENT) / 100)
    return _UNKNOWN_GRAMS
