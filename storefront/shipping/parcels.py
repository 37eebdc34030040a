"""Packs that travel together: what one vendor sends of one class is one parcel."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalog.catalogue.parcels import ParcelClass, pack_grams, pack_volume

from .tariff import volumetric_grams


@dataclass(frozen=True)
class Parcel:
    """Grams and cubic centimetres of all that is in it."""

    parcel_class: str
    grams: int
    volume: int = 0

    def chargeable_grams(self, divisor: int) -> int:
        """The larger of what it weighs and what its volume counts as."""
        return max(self.grams, volumetric_grams(self.volume, divisor))


def parcels_of(packs: Iterable[tuple[Any, int]]) -> list[Parcel]:
    """One parcel for each class among (pack, quantity), in the order of the classes.

    What is only fetched at the seller's is no parcel.
    """
    found: dict[str, list[int]] = {}
    for pack, quantity in packs:
        sums = found.setdefault(pack.parcel_class, [0, 0])
        sums[0] += pack_grams(pack) * quantity
        sums[1] += pack_volume(pack) * quantity
    return [
        Parcel(parcel_class=one, grams=found[one][0], volume=found[one][1])
        for one in ParcelClass.values
        if one in found and one != ParcelClass.PICK_UP
    ]
