"""Supplies and needs as documents of the index, to be recalled by; the only readers of their models there.

What else must hold (a vendor verified, a listing approved, a star) is asked of the database when they
are judged: documents change with the supply, its product and the demand alone.
"""

import datetime
from collections.abc import Collection, Iterator

from catalog.supply.models import Supply
from search.documents import Span, in_chunks, make_document, ordinal
from search.engine.protocol import Document, Entry, Text

from . import codes, goods
from .models import Demand
from .words import words_of, words_of_names

SUPPLY = "supply"
#: An entry is a demand, its documents are the lines.
NEED = "need"
CHUNK = 1000
_NO_TEXT = Text((), (), (), (), ())
_ALWAYS: Span = (1, ordinal(datetime.date(9000, 1, 1)))


def supply_entries(ids: Collection[int] | None = None) -> Iterator[Entry]:
    """An entry for each of these supplies, empty where it is not on offer; None: all that are."""
    for chunk in in_chunks(sorted(ids) if ids is not None else _active(), CHUNK):
        rows = Supply.objects.filter(pk__in=chunk, state=Supply.State.ACTIVE).values_list(
            "pk", "product__criteria_set__code", "product__title", "product__title_en"
        )
        found = {
            pk: goods.of_supply(
                codes.bits([code or ""], codes.GROUPS), words_of_names([title, title_en])
            )
            for pk, code, title, title_en in rows
        }
        for pk in chunk:
            key = f"{SUPPLY}:{pk}"
            made = [_document(SUPPLY, key, pk, _ALWAYS, found[pk])] if pk in found else []
            yield Entry(key, tuple(made))


def need_entries(demands: Collection[int] | None = None) -> Iterator[Entry]:
    """An entry for each of these demands, empty where it is not open; None: all that are."""
    for chunk in in_chunks(sorted(demands) if demands is not None else _open(), CHUNK):
        stored = Demand.objects.filter(pk__in=chunk, state=Demand.State.OPEN)
        found = {demand.pk: demand for demand in stored.prefetch_related("lines")}
        for pk in chunk:
            key = f"{NEED}:{pk}"
            yield Entry(key, tuple(_lines(key, found[pk])) if pk in found else ())


def _lines(key: str, demand: Demand) -> Iterator[Document]:
    last = ordinal(demand.open_until) if demand.open_until else _ALWAYS[1]
    for line in demand.lines.all():
        words = {number for keyword in line.keywords for number in words_of(keyword)}
        held = goods.of_need(codes.bits(line.groups, codes.GROUPS), words)
        yield _document(NEED, key, line.pk, (_ALWAYS[0], last), held)


def _document(kind: str, key: str, number: int, span: Span, held: tuple[str, ...]) -> Document:
    return make_document(
        kind=kind,
        key=key,
        number=number,
        span=span,
        text=_NO_TEXT,
        facets={goods.FIELD: held},
        orders={"newest": number},
        row={},
    )


def _active() -> Iterator[int]:
    found = Supply.objects.filter(state=Supply.State.ACTIVE).order_by("pk")
    return found.values_list("pk", flat=True).iterator()


def _open() -> Iterator[int]:
    found = Demand.objects.filter(state=Demand.State.OPEN).order_by("pk")
    return found.values_list("pk", flat=True).iterator()
