"""The one module that imports tantivy: schema, writing, and queries in its terms."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import orjson
import tantivy
from tantivy import FieldType, Occur, Order

from search.engine.levels import Matching, Term
from search.engine.protocol import KINDS, MOST_VALUES, Document

#: Goes into the pointer file: an index of another schema, or of documents made by other rules, is
#: built anew.
VERSION = f"7-tantivy-{version('tantivy')}"

_TEXTS = ("leads", "accented", "pairs", "folded", "around")
#: What documents of any kind are narrowed and ordered by: one schema holds them all.
_FACETS = sorted({name for kind in KINDS.values() for name in kind.facets})
_FIELDS = sorted({name for kind in KINDS.values() for name in kind.fields})
_ORDERS = sorted({name for kind in KINDS.values() for name in kind.orders})
_ASCENDING = frozenset({"price_up"})
_HEAP = 64_000_000
_SMALL_HEAP = 15_000_000

Searcher = tantivy.Searcher
Found = tuple[int, tantivy.DocAddress]
Must, Should, MustNot = Occur.Must, Occur.Should, Occur.MustNot
_Query = tantivy.Query


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    for name in _TEXTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    for name in ("kind", "key", *_FIELDS):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in _FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("live_from", "live_until", "digest", *_ORDERS):
        builder.add_integer_field(name, indexed=name.startswith("live"), fast=True)
    builder.add_bytes_field("row", stored=True)
    return builder.build()


SCHEMA = _schema()


def create(path: Path, lines: Iterable[bytes]) -> int:
    """Write a new index of ``line_of`` documents into an empty directory; how many."""
    index = tantivy.Index(SCHEMA, path=str(path))
    writer = index.writer(_HEAP, 1)
    count = 0
    for count, line in enumerate(lines, start=1):  # noqa: B007
        writer.add_json(line.decode())
    writer.commit()
    writer.wait_merging_threads()
    return count


def open_index(path: Path) -> Any:
    """An index to read; it looks for commits only when told to. Raises ValueError or OSError."""
    index = tantivy.Index.open(str(path))
    index.config_reader("manual", 1)
    index.reload()
    return index


def replace(path: Path, *, gone: Iterable[str], documents: Iterable[Document]) -> None:
    """In one commit: forget the documents of these keys, then add those."""
    index = tantivy.Index.open(str(path))
    writer = index.writer(_SMALL_HEAP, 1)
    for key in gone:
        writer.delete_documents_by_term("key", key)
    for document in documents:
        writer.add_document(_written(document))
    writer.commit()
    writer.wait_merging_threads()


def line_of(document: Document) -> bytes:
    """The document in one line, as ``create`` takes it."""
    values = _values(document)
    return orjson.dumps(values | {"row": b64encode(values["row"]).decode()})


def _written(document: Document) -> Any:
    return tantivy.Document.from_dict(_values(document), SCHEMA)


def _values(document: Document) -> dict[str, Any]:
    text = document.text
    values: dict[str, Any] = {
        "kind": document.kind,
        "key": document.key,
        "live_from": document.live_from,
        "live_until": document.live_until,
        "digest": document.digest,
        "row": orjson.dumps({"key": document.key, **document.row}),
        "leads": " ".join(text.leads),
        "accented": " ".join(text.accented),
        "pairs": " ".join(text.pairs),
        "folded": " ".join(text.folded),
        "around": " ".join(text.around),
        **document.orders,
    }
    for name, of_facet in document.facets.items():
        if of_facet:
            values[name] = list(of_facet)
    return values


# --- queries ---------------------------------------------------------------------------------


def term(field: str, value: str) -> Any:
    return _Query.term_query(SCHEMA, field, value)


def every(*queries: Any, but: Iterable[Any] = ()) -> Any:
    """All of ``queries`` and none of ``but``."""
    return _Query.boolean_query([*((Must, one) for one in queries), *((MustNot, o) for o in but)])


def either(*queries: Any) -> Any:
    return queries[0] if len(queries) == 1 else _Query.boolean_query([(Should, q) for q in queries])


def live(kind: str, day: int) -> list[Any]:
    """Documents of a kind that hold on a day."""
    return [
        term("kind", kind),
        _Query.range_query(SCHEMA, "live_from", FieldType.Integer, None, day),
        _Query.range_query(SCHEMA, "live_until", FieldType.Integer, day, None),
    ]


def chosen(filters: Mapping[str, frozenset[str]], *, but: str = "") -> list[Any]:
    """OR within a facet, AND across; leaving one aside."""
    return [
        _Query.term_set_query(SCHEMA, facet, sorted(values))
        for facet, values in filters.items()
        if facet != but
    ]


def following(order: str, key: int) -> Any:
    """What stands behind ``key``."""
    low, high = (key + 1, None) if order in _ASCENDING else (None, key - 1)
    return _Query.range_query(SCHEMA, order, FieldType.Integer, low, high)


def matching(wanted: Matching) -> Any:
    """Documents of one set of the rule of relevance."""
    return every(*(either(*(_said(one) for one in clause)) for clause in wanted))


def _said(wanted: Term) -> Any:
    if not wanted.is_begun:
        return term(wanted.field, wanted.text)
    # Tokens are letters, digits and "_": nothing in them means more in an expression.
    return _Query.regex_query(SCHEMA, wanted.field, f"{wanted.text}.*")


# --- reading ---------------------------------------------------------------------------------


def top(searcher: Searcher, query: Any, *, order: str, limit: int) -> list[Found]:
    """The first of a set: each with its key of order."""
    direction = Order.Asc if order in _ASCENDING else Order.Desc
    found = searcher.search(query, limit, count=False, order_by_field=order, order=direction)
    return list(found.hits)


def numbers(searcher: Searcher, query: Any) -> list[int]:
    """Of every document of a set, ascending."""
    if not searcher.num_docs:
        return []
    found = searcher.search(
        query, searcher.num_docs, count=False, order_by_field="newest", order=Order.Asc
    )
    return [int(number) for number, _address in found.hits]


def row(searcher: Searcher, address: Any) -> dict[str, Any]:
    return dict(orjson.loads(searcher.doc(address)["row"][0]))


def counts(
    searcher: Searcher, query: Any, facets: Iterable[str]
) -> tuple[int, dict[str, dict[str, int]]]:
    """How many there are, and how many of each value."""
    asked: dict[str, Any] = {
        name: {"terms": {"field": name, "size": MOST_VALUES}} for name in facets
    }
    said = searcher.aggregate(query, asked | {"total": {"value_count": {"field": "newest"}}})
    return int(said["total"]["value"]), {
        name: {str(bucket["key"]): int(bucket["doc_count"]) for bucket in said[name]["buckets"]}
        for name in asked
    }


def holds(searcher: Searcher, token: str) -> bool:
    return bool(searcher.doc_freq("folded", token) or searcher.doc_freq("around", token))


def terms(searcher: Searcher, field: str) -> dict[str, int]:
    """Every term of a field with the number of its documents."""
    return dict(searcher.terms_with_prefix(field, ""))


def digests(searcher: Searcher) -> Iterator[tuple[str, int]]:
    """(key, digest) of every document."""
    number = searcher.num_docs
    if not number:
        return
    found = searcher.search(_Query.all_query(), number, count=False, order_by_field="newest")
    addresses = [address for _key, address in found.hits]
    values = searcher.fast_field_values("digest", addresses)
    for address, digest in zip(addresses, values, strict=True):
        yield row(searcher, address)["key"], int(digest or 0)
