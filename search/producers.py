"""Producers as documents: found while any product of theirs may be shown."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from catalog.catalogue.listing import ListingState
from catalog.certification.models import LiveInterval
from catalog.producers.models import Producer

from .documents import Span, in_chunks, joined, make_document, orders_of, ordinal, text_of
from .engine.protocol import Entry

KIND = "producer"
CHUNK = 1000
COLUMNS = (
    "id",
    "public_id",
    "slug",
    "name",
    "name_en",
    "province__name_vi",
    "province__name_en",
)


def key_of(producer_id: int) -> str:
    return f"{KIND}:{producer_id}"


def producer_entries(ids: Collection[int] | None = None) -> Iterator[Entry]:
    """An entry for each of these producers, empty where nothing of theirs may be shown; None: all."""
    wanted: Iterable[int] = sorted(ids) if ids is not None else _all()
    for chunk in in_chunks(wanted, CHUNK):
        spans = _spans(chunk)
        rows = {row["id"]: row for row in Producer.objects.filter(pk__in=chunk).values(*COLUMNS)}
        for producer_id in chunk:
            row = rows.get(producer_id)
            yield Entry(key_of(producer_id)) if row is None else _entry(row, spans[producer_id])


def _entry(row: dict[str, object], spans: list[Span]) -> Entry:
    number = int(str(row["id"]))
    text = text_of(
        [str(row["name"]), str(row["name_en"])],
        around=[str(row["province__name_vi"]), str(row["province__name_en"])],
    )
    documents = [
        make_document(
            kind=KIND,
            key=key_of(number),
            number=number,
            span=span,
            text=text,
            facets={},
            orders=orders_of(number),
            row=row,
        )
        for span in joined(spans)
    ]
    return Entry(key_of(number), tuple(documents))


def _all() -> Iterator[int]:
    return Producer.objects.order_by("pk").values_list("pk", flat=True).iterator()


def _spans(ids: Collection[int]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = defaultdict(list)
    rows = LiveInterval.objects.filter(
        product__producer__in=ids,
        product__listing_state=ListingState.APPROVED,
        product__is_public=True,
    ).values_list("product__producer_id", "live_from", "live_until")
    for producer_id, first, last in rows:
        found[producer_id].append((ordinal(first), ordinal(last)))
    return found
