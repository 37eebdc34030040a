"""What the directory is asked for in its address. Anything that is no filter of ours is left aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.kernel import text
from search import readiness
from search.engine.protocol import NUMBER_BITS, After
from search.filters import MOST_VALUES, parts_of
from search.tokens import LONGEST_QUERY

from .documents import ANY_MONTH
from .menus import known_values
from .near import Near, read_near, within

#: Parameter of the address → facet of the index, where values are alternatives as they stand.
PARAMETERS = {
    "star": "star",
    "province": "place",
    "region": "place",
    "category": "category",
    "form": "form",
    "led": "led",
    "standard": "standard",
    "export": "export",
}
#: Parameters of which one value holds, or several together.
_OTHERS = ("month", "volume", "ready")
CHOICES = (*PARAMETERS, *_OTHERS)
#: All that the directory reads of its address.
ADDRESS = ("q", *CHOICES, "near", "km", "view", "sort", "after", "exact")


class Sort(models.TextChoices):
    BEST = "best", _("Best match")
    VOLUME = "volume", _("Largest volume in a month")
    STARS = "stars", _("Most stars first")
    NEWEST = "newest", _("Newest first")


ORDER_OF = {
    Sort.BEST: "rank",
    Sort.VOLUME: "volume",
    Sort.STARS: "stars",
    Sort.NEWEST: "newest",
}


@dataclass(frozen=True)
class Filters:
    """``chosen`` holds the values by parameter; ``after`` and ``is_map`` are no filters."""

    query: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Near = field(default_factory=Near)
    sort: str = Sort.BEST
    after: str = ""
    as_typed: bool = False
    is_map: bool = False

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.chosen or self.near.typed)

    @property
    def is_sorted(self) -> bool:
        return self.sort != Sort.BEST

    @property
    def sorts(self) -> list[tuple[str, str]]:
        return [(sort.value, str(sort.label)) for sort in Sort]

    @property
    def month(self) -> str:
        return next(iter(self.chosen.get("month", ())), "")

    @property
    def volume(self) -> str:
        return next(iter(self.chosen.get("volume", ())), "")


def read_filters(asked: QueryDict) -> Filters:
    """What is malformed or unknown counts as absent."""
    query = text.clean(asked.get("q", "")[:LONGEST_QUERY])
    known = known_values()
    chosen = {
        name: tuple(dict.fromkeys(v for v in asked.getlist(name)[:MOST_VALUES] if v in known[name]))
        for name in CHOICES
    }
    for name in ("month", "volume"):
        chosen[name] = chosen[name][:1]
    sort, after = asked.get("sort", ""), asked.get("after", "")
    return Filters(
        query=query if text.key(query) else "",
        chosen={name: values for name, values in chosen.items() if values},
        near=read_near(asked.get("near", ""), asked.get("km", "")),
        sort=sort if sort in Sort.values else Sort.BEST,
        after=after if parts_of(after) else "",
        as_typed=asked.get("exact") == "1",
        is_map=asked.get("view") == "map",
    )


def chosen_facets(filters: Filters) -> dict[str, frozenset[str]]:
    """The choices as documents hold them."""
    chosen: dict[str, frozenset[str]] = {}
    for name, facet in PARAMETERS.items():
        values = filters.chosen.get(name, ())
        if values:
            held = (f"region:{value}" if name == "region" else value for value in values)
            chosen[facet] = chosen.get(facet, frozenset()) | frozenset(held)
    if filters.month or filters.volume:
        chosen["capacity"] = frozenset({capacity_value(filters.month, filters.volume)})
    if "ready" in filters.chosen:
        chosen["ready"] = frozenset({readiness.value_of(filters.chosen["ready"])})
    return chosen


def within_facets(filters: Filters) -> dict[str, frozenset[str]]:
    """What narrows every count: the places within reach."""
    return {"commune": within(filters.near)} if filters.near else {}


def capacity_value(month: str, volume: str) -> str:
    """So much free in that month; without a month in any of the year ahead."""
    return f"{month or ANY_MONTH}:{volume}" if volume else month


def read_after(after: str) -> After | None:
    """Back again, by one query; None for none. A supplier that nobody knows stands before all."""
    parts = parts_of(after)
    if parts is None:
        return None
    level, value, public_id = parts
    number = Vendor.objects.filter(public_id=public_id).values_list("pk", flat=True).first() or 0
    return After(level, value << NUMBER_BITS | number)
