"""A page of a list: asked of the engine, checked against the database, or the plain list."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from catalog.catalogue.selectors import Branch, Card
from catalog.catalogue.selectors.cards import Draw, cards

from .engine.protocol import Query
from .filters import ORDER_OF, PARAMETERS, Filters, Sort, facet_values, read_after, write_after
from .finding import Found, find, meanings_of
from .meanings import Meaning
from .plain import plain_filters, plain_list
from .tokens import read_words
from .understanding import Understanding

PAGE = 24


@dataclass(frozen=True)
class ListPage:
    """``total`` and ``counts`` are None where no engine counted. ``filters`` are those that held.

    ``corrected``, ``understood``, ``left_out``: see finding.Found; ``meanings``: of an ambiguous word.
    """

    cards: tuple[Card, ...]
    filters: Filters
    after: str = ""
    total: int | None = None
    counts: Mapping[str, Mapping[str, int]] | None = None
    corrected: str = ""
    understood: tuple[str, ...] = ()
    left_out: str = ""
    meanings: tuple[Meaning, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cards)


def list_page(
    filters: Filters,
    *,
    on: datetime.date,
    branch: Branch | None = None,
    place: str = "",
    limit: int = PAGE,
    draw: Draw | None = None,
    known: Understanding | None = None,
) -> ListPage:
    """``branch`` and ``place`` (a slug) are what the page is about. Two or three queries.

    ``draw`` makes cards of rows for a page that shows more than the list, and is called at most once.
    """
    query = query_of(filters, on=on, branch=branch, place=place, limit=limit)
    found = find(query, as_typed=filters.as_typed, known=known)
    if found is None:
        held = plain_filters(filters)
        page = plain_list(held, on=on, branch=branch, place=place, limit=limit, draw=draw)
        return ListPage(page.cards, held, after=page.after)
    hits = found.page.hits
    return ListPage(
        cards=_shown(found, draw or partial(cards, on=on)),
        filters=filters,
        after=write_after(hits[-1]) if found.page.has_more and hits else "",
        total=found.page.total,
        counts=found.page.facets,
        corrected=found.corrected,
        understood=tuple(found.meaning),
        left_out=found.left_out,
        meanings=() if filters.after or filters.as_typed else meanings_of(found.query),
    )


def query_of(
    filters: Filters, *, on: datetime.date, branch: Branch | None, place: str, limit: int
) -> Query:
    within = {}
    if branch is not None:
        within["category"] = frozenset({branch.code})
    if place:
        within["place"] = frozenset({place})
    chosen: dict[str, frozenset[str]] = {}
    for name, values in filters.chosen.items():
        facet = PARAMETERS[name]
        chosen[facet] = chosen.get(facet, frozenset()) | facet_values(name, values, month=on.month)
    words = read_words(filters.query)
    sort = Sort.NEWEST if filters.sort == Sort.RELEVANCE and not words else Sort(filters.sort)
    return Query(
        day=on.toordinal(),
        words=words,
        within=within,
        chosen=chosen,
        order=ORDER_OF[sort],
        after=read_after(filters.after) if filters.after else None,
        limit=limit,
    )


def total_of(
    filters: Filters,
    *,
    on: datetime.date,
    branch: Branch | None,
    place: str,
    known: Understanding,
) -> int:
    """How many there would be; 0 where nobody can say. No query."""
    query = query_of(replace(filters, after=""), on=on, branch=branch, place=place, limit=1)
    found = find(replace(query, facets=()), as_typed=filters.as_typed, known=known)
    return found.page.total if found is not None else 0


def _shown(found: Found, draw: Draw) -> tuple[Card, ...]:
    """Cards of those hits that may be shown by what the database says now: the index may be late."""
    made = draw([hit.row for hit in found.page.hits])
    return tuple(card for card in made if card.badge is not None)
