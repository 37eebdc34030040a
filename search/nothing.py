"""What helps where nothing was found: fewer filters, fewer words, what stands beside."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from django.http import QueryDict

from catalog.catalogue.selectors import Branch, Card, category_tree

from . import menus
from .facets import Chip
from .filters import Filters, address
from .lists import list_page, total_of
from .tokens import MOST_TOKENS, read_words
from .understanding import Understanding

_MOST_WAYS = 4
#: Words left out in turn; each asks the engine.
_MOST_TRIED = 6

Count = Callable[[Filters], int]


@dataclass(frozen=True, slots=True)
class Way:
    """Another list, with how much it holds."""

    chip: Chip
    total: int


@dataclass(frozen=True, slots=True)
class Help:
    without_filter: tuple[Way, ...] = ()
    fewer_words: tuple[Way, ...] = ()
    neighbours: tuple[Branch, ...] = ()
    in_season: tuple[Card, ...] = ()


def nothing_found(
    filters: Filters,
    asked: QueryDict,
    *,
    on: datetime.date,
    branch: Branch | None,
    place: str,
    known: Understanding,
) -> Help:
    """Only ways that lead to something. ``known``: of the list in which nothing was found."""

    def counted(filters: Filters) -> int:
        return total_of(filters, on=on, branch=branch, place=place, known=known)

    return Help(
        without_filter=tuple(islice(_without(filters, asked, counted), _MOST_WAYS)),
        fewer_words=tuple(islice(_fewer(filters, asked, counted), _MOST_WAYS)),
        neighbours=tuple(_beside(branch)),
        in_season=list_page(Filters(chosen={"season": ("now",)}), on=on, limit=4).cards,
    )


def _without(filters: Filters, asked: QueryDict, counted: Count) -> Iterator[Way]:
    for name, values in filters.chosen.items():
        rest = {other: kept for other, kept in filters.chosen.items() if other != name}
        total = counted(replace(filters, chosen=rest))
        if total:
            label = ", ".join(menus.label(name, value) for value in values)
            yield Way(Chip(label, address(asked, **{name: None})), total)


def _fewer(filters: Filters, asked: QueryDict, counted: Count) -> Iterator[Way]:
    """The query with one of its last words left out; only where there are several.

    Words are those that the engine is asked for: what is cut off a long query is no way.
    """
    words = filters.query.split()[:MOST_TOKENS]
    if len(read_words(filters.query).tokens) < 2:  # noqa: PLR2004
        return
    for left_out in islice(reversed(range(len(words))), _MOST_TRIED):
        shorter = " ".join(words[:left_out] + words[left_out + 1 :])
        total = counted(replace(filters, query=shorter))
        if total:
            yield Way(Chip(shorter, address(asked, q=shorter, exact=None)), total)


def _beside(branch: Branch | None) -> list[Branch]:
    """The sectors, or the other branches under the same one above."""
    tree = category_tree()
    if branch is None:
        return [one for one in tree.values() if one.level == "sector"]
    above = [one for one in tree.values() if branch.path.startswith(one.path) and one != branch]
    if not above:
        return [one for one in tree.values() if one.level == branch.level and one != branch]
    return [
        one
        for one in tree.values()
        if one.level == branch.level and one.path.startswith(above[-1].path) and one != branch
    ]
