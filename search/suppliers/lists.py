"""A page of the directory: asked of the engine, checked against the database, or the plain list."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from catalog.supply.suppliers import Supplier, suppliers
from search.engine.protocol import Query
from search.filters import write_after
from search.finding import find
from search.tokens import read_words

from .documents import KIND
from .filters import ORDER_OF, Filters, Sort, chosen_facets, read_after, within_facets
from .near import centre_code, centres, distance
from .plain import plain_filters, plain_page

PAGE = 20


@dataclass(frozen=True)
class Row:
    """``km`` to the place asked for, where there is one."""

    supplier: Supplier
    km: int | None = None


@dataclass(frozen=True)
class DirectoryPage:
    """``total`` and ``counts`` are None where no engine counted. ``filters`` are those that held."""

    rows: tuple[Row, ...]
    filters: Filters
    after: str = ""
    total: int | None = None
    counts: Mapping[str, Mapping[str, int]] | None = None
    corrected: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows)


def directory_page(filters: Filters, *, on: datetime.date, limit: int = PAGE) -> DirectoryPage:
    """Four queries, one more after the first page."""
    found = find(query_of(filters, on=on, limit=limit), as_typed=filters.as_typed)
    if found is None:
        held = plain_filters(filters)
        ids, after = plain_page(held, on=on, limit=limit)
        return DirectoryPage(_rows(ids, held, on=on), held, after=after)
    hits = found.page.hits
    return DirectoryPage(
        rows=_rows([hit.row["id"] for hit in hits], filters, on=on),
        filters=filters,
        after=write_after(hits[-1]) if found.page.has_more and hits else "",
        total=found.page.total,
        counts=found.page.facets,
        corrected=found.corrected,
    )


def query_of(filters: Filters, *, on: datetime.date, limit: int) -> Query:
    words = read_words(filters.query)
    return Query(
        day=on.toordinal(),
        kind=KIND,
        words=words,
        within=within_facets(filters),
        chosen=chosen_facets(filters),
        order=ORDER_OF[Sort(filters.sort)],
        after=read_after(filters.after) if filters.after else None,
        limit=limit,
    )


def total_of(filters: Filters, *, on: datetime.date) -> int:
    """How many there would be; 0 where nobody can say. No query."""
    query = query_of(replace(filters, after=""), on=on, limit=1)
    found = find(replace(query, facets=()), as_typed=filters.as_typed)
    return found.page.total if found is not None else 0


def _rows(ids: list[int], filters: Filters, *, on: datetime.date) -> tuple[Row, ...]:
    return tuple(Row(one, km_to(one, filters)) for one in suppliers(ids, on=on))


def km_to(supplier: Supplier, filters: Filters) -> int | None:
    """Whole kilometres from the place asked for to where the supplier ships from."""
    here = filters.near.centre
    if here is None:
        return None
    there = centres().get(centre_code(supplier.commune_code, supplier.province_code))
    return round(distance(here, there)) if there else None
