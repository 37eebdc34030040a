"""The one former province of each commune, in memory: by these names people still know places (truth 8).

Read once per process until reference data changes, kept by code and not by database id.
"""

from collections import defaultdict
from functools import lru_cache

from marketplace.caching import stamps

from .models import Succession


def former_province_of(commune_code: str | None) -> str:
    """The province before 1 July 2025 in which a commune lay.

    Empty where it was made of two provinces' wards, because nobody would know which name to use.
    """
    if not commune_code:
        return ""
    known = _former_provinces(stamps.reference())
    if not known:
        forget()
    return known.get(commune_code, "")


def forget() -> None:
    """Read again at the next look-up; called when reference data is loaded."""
    _former_provinces.cache_clear()


@lru_cache(maxsize=1)
def _former_provinces(_version: int) -> dict[str, str]:
    names: dict[str, set[str]] = defaultdict(set)
    rows = Succession.objects.values_list(
        "commune__code", "district__former_province__name_vi"
    ).distinct()
    for code, name in rows:
        names[code].add(name)
    return {code: found.pop() for code, found in names.items() if len(found) == 1}
