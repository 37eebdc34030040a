"""The former province and districts of each commune, in memory: by these names people still know
places (truth 8), and by these units some carriers still reckon.

Read once per process until reference data changes, kept by code and not by database id.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache

from marketplace.caching import stamps

from .models import Succession


@dataclass
class _Before:
    """What a commune was made of."""

    provinces: set[str] = field(default_factory=set)
    districts: set[str] = field(default_factory=set)


def former_province_of(commune_code: str | None) -> str:
    """The province before 1 July 2025 in which a commune lay.

    Empty where it was made of two provinces' wards, because nobody would know which name to use.
    """
    found = _before(commune_code).provinces
    return next(iter(found)) if len(found) == 1 else ""


def former_districts_of(commune_code: str | None) -> frozenset[str]:
    """The codes of the districts before 1 July 2025 that a commune was made of."""
    return frozenset(_before(commune_code).districts)


def _before(commune_code: str | None) -> _Before:
    if not commune_code:
        return _Before()
    known = _communes(stamps.reference())
    if not known:
        forget()
    return known.get(commune_code, _Before())


def forget() -> None:
    """Read again at the next look-up; called when reference data is loaded."""
    _communes.cache_clear()


@lru_cache(maxsize=1)
def _communes(_version: int) -> dict[str, _Before]:
    found: dict[str, _Before] = defaultdict(_Before)
    rows = Succession.objects.values_list(
        "commune__code", "district__former_province__name_vi", "district__code"
    ).distinct()
    for code, province, district in rows:
        found[code].provinces.add(province)
        found[code].districts.add(district)
    return dict(found)
