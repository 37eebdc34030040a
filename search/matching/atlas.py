"""Provinces, former provinces and distances as numbers, read once until reference data changes."""

import math
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from marketplace.caching import stamps
from marketplace.geography.models import FormerProvince, Province, Succession

#: Kilometres from the centre of the earth, on average.
_EARTH = 6371.0


@dataclass(frozen=True)
class Atlas:
    """Numbers of provinces are their places in the list by code; so are those of former ones."""

    number: dict[str, int]
    centres: tuple[tuple[float, float], ...]
    regions: dict[str, tuple[str, ...]]
    former_number: dict[str, int]
    #: Former province → the slug of the one that it is part of today.
    part_of: dict[str, str]
    #: Commune → bits of the former provinces whose wards it is made of.
    former_of_commune: dict[int, int]

    def names(self, bits: int) -> list[str]:
        """Slugs of provinces."""
        return [slug for slug, number in self.number.items() if bits >> number & 1]

    def former_names(self, bits: int) -> list[str]:
        return [slug for slug, number in self.former_number.items() if bits >> number & 1]


def atlas() -> Atlas:
    """Three queries the first time."""
    return _atlas(*stamps.held_for())


@lru_cache(maxsize=2)
def _atlas(_database: str, _version: int) -> Atlas:
    provinces = list(Province.objects.select_related("region").order_by("code"))
    regions: dict[str, list[str]] = defaultdict(list)
    for province in provinces:
        regions[province.region.slug].append(province.slug)
    former = list(FormerProvince.objects.select_related("province").order_by("code"))
    number = {one.slug: place for place, one in enumerate(former)}
    of_commune: dict[int, int] = defaultdict(int)
    rows = Succession.objects.values_list("commune", "district__former_province__slug").distinct()
    for commune, slug in rows:
        of_commune[commune] |= 1 << number[slug]
    return Atlas(
        number={one.slug: place for place, one in enumerate(provinces)},
        centres=tuple((one.latitude, one.longitude) for one in provinces),
        regions={slug: tuple(slugs) for slug, slugs in regions.items()},
        former_number=number,
        part_of={one.slug: one.province.slug for one in former},
        former_of_commune=dict(of_commune),
    )


@lru_cache(maxsize=2**13)
def kilometres(
    latitude: float, longitude: float, centres: tuple[tuple[float, float], ...]
) -> tuple[int, ...]:
    """As the crow flies to each centre, whole kilometres."""
    return tuple(round(_between(latitude, longitude, *centre)) for centre in centres)


def _between(south: float, west: float, north: float, east: float) -> float:
    """The great circle (haversine)."""
    phi, psi = math.radians(south), math.radians(north)
    half = (
        math.sin((psi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(psi) * math.sin(math.radians(east - west) / 2) ** 2
    )
    return 2 * _EARTH * math.asin(math.sqrt(half))
