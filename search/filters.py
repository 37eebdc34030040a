"""What a list is asked for in its address. Anything that is no filter of ours is left aside."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import models
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.models import Product
from marketplace.kernel import text

from . import readiness
from .engine.protocol import NUMBER_BITS, After, Hit
from .menus import known_values
from .tokens import LONGEST_QUERY

#: Parameter of the address → facet of the index. ``region`` shares a facet with ``province``.
PARAMETERS = {
    "star": "star",
    "province": "place",
    "region": "place",
    "category": "category",
    "price": "price",
    "form": "form",
    "standard": "standard",
    "origin": "origin",
    "season": "season",
    "ready": "ready",
}
#: All that a list reads of its address.
ADDRESS = ("q", *PARAMETERS, "sort", "after", "exact")
_AFTER = re.compile(r"(?:([1-6])-(\d{1,10})-)?([0-9a-z]{1,16})")
#: A larger value would leave the 64 bits of a key; prices and stars are far below.
_LARGEST_VALUE = 2**31 - 1
#: More values of one parameter than any page offers are a mistake.
MOST_VALUES = 40


class Sort(models.TextChoices):
    """``newest`` and ``price`` are also what the plain list can do."""

    RELEVANCE = "relevance", _("Best match")
    NEWEST = "newest", _("Newest first")
    STARS = "stars", _("Most stars first")
    PRICE = "price", _("Lowest price first")
    PRICE_DOWN = "price-down", _("Highest price first")


ORDER_OF = {
    Sort.RELEVANCE: "rank",
    Sort.NEWEST: "newest",
    Sort.STARS: "stars",
    Sort.PRICE: "price_up",
    Sort.PRICE_DOWN: "price_down",
}


@dataclass(frozen=True)
class Filters:
    """``chosen`` holds the values by parameter; ``after`` is where the page begins and no filter."""

    query: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = Sort.NEWEST
    after: str = ""
    as_typed: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.chosen)

    @property
    def sorts(self) -> list[tuple[str, str]]:
        """Best match only where something was typed to match."""
        return _sorts(bool(self.query), get_language() or "")

    @property
    def is_sorted(self) -> bool:
        return self.sort != default_sort(self.query)


@lru_cache(maxsize=8)
def _sorts(has_query: bool, _language: str) -> list[tuple[str, str]]:
    return [(sort.value, str(sort.label)) for sort in Sort if has_query or sort != Sort.RELEVANCE]


def default_sort(query: str) -> Sort:
    return Sort.RELEVANCE if query else Sort.NEWEST


def read_filters(asked: QueryDict) -> Filters:
    """Reads ``q``, the parameters, ``sort after exact``; what is malformed or unknown counts as absent."""
    query = text.clean(asked.get("q", "")[:LONGEST_QUERY])
    query = query if text.key(query) else ""
    known = known_values()
    chosen = {
        name: tuple(dict.fromkeys(v for v in asked.getlist(name)[:MOST_VALUES] if v in known[name]))
        for name in PARAMETERS
    }
    sort = asked.get("sort", "")
    after = asked.get("after", "")
    return Filters(
        query=query,
        chosen={name: values for name, values in chosen.items() if values},
        sort=sort
        if sort in Sort.values and (query or sort != Sort.RELEVANCE)
        else default_sort(query),
        after=after if parts_of(after) else "",
        as_typed=asked.get("exact") == "1",
    )


def facet_values(parameter: str, values: tuple[str, ...], *, month: int) -> frozenset[str]:
    """The values of a parameter as documents hold them."""
    if parameter == "region":
        return frozenset(f"region:{value}" for value in values)
    if parameter == "season":
        return frozenset({str(month)})
    if parameter == "ready":
        return frozenset({readiness.value_of(values)})
    return frozenset(values)


def write_after(hit: Hit) -> str:
    """Where the next page begins: level, the sorted value, and the public id that breaks ties."""
    return f"{hit.level}-{hit.order_key >> NUMBER_BITS}-{hit.row['public_id']}"


def read_after(after: str) -> After | None:
    """Back again, by one query; None for none. A product that nobody knows stands before all others."""
    parts = parts_of(after)
    if parts is None:
        return None
    level, value, public_id = parts
    number = Product.objects.filter(public_id=public_id).values_list("pk", flat=True).first() or 0
    return After(level, value << NUMBER_BITS | number)


def parts_of(after: str) -> tuple[int, int, str] | None:
    """Level, sorted value, public id; None for what no page of ours has written."""
    match = _AFTER.fullmatch(after)
    if match is None:
        return None
    level, value, public_id = match.groups()
    number = int(value or 0)
    return (int(level or 1), number, public_id) if number <= _LARGEST_VALUE else None


def address(asked: QueryDict, **changes: str | list[str] | None) -> str:
    """The same list with other parameters, from its beginning; None takes one away."""
    following = asked.copy()
    following.pop("after", None)
    for name, value in changes.items():
        following.pop(name, None)
        if value:
            following.setlist(name, value if isinstance(value, list) else [value])
    return "?" + following.urlencode()
