"""How documents lie in an index. Core features only: any distribution of Elasticsearch serves.

Tokens come ready from search.tokens, so fields of tokens are keywords: no analyzer, no statistics.
"""

from collections.abc import Iterator
from typing import Any

from search.engine.protocol import KINDS, Document, Entry

#: Part of every index's and alias's name: another schema, or documents made by other rules, lives
#: beside this one, so that releases can follow each other while both answer.
VERSION = "5"

TEXTS = ("leads", "accented", "pairs", "folded", "around")
#: Whose tokens are told as the vocabulary; the others need no column.
TOLD = ("accented", "around", "folded", "pairs")
_FACETS = sorted({name for kind in KINDS.values() for name in kind.facets})
_FIELDS = sorted({name for kind in KINDS.values() for name in kind.fields})
_ORDERS = sorted({name for kind in KINDS.values() for name in kind.orders})
ASCENDING = frozenset({"price_up"})
#: The longest page that anybody may ask for at once (`manage.py search --limit`), and some.
LONGEST_PAGE = 20_000

MAPPING: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        **{name: {"type": "keyword"} for name in ("kind", "key", *_FACETS)},
        **{name: {"type": "keyword", "doc_values": name in TOLD} for name in TEXTS},
        **{name: {"type": "keyword", "doc_values": False} for name in _FIELDS},
        **{name: {"type": "integer"} for name in ("live_from", "live_until")},
        **{name: {"type": "long", "index": False} for name in ("digest", *_ORDERS)},
        "row": {"type": "object", "enabled": False},
    },
}
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    # Readers see what a writer has finished, never its half.
    "refresh_interval": "-1",
    "max_result_window": LONGEST_PAGE,
}
WHILE_BUILDING: dict[str, Any] = {"number_of_replicas": 0, "translog.durability": "async"}
ONCE_BUILT: dict[str, Any] = {"auto_expand_replicas": "0-1", "translog.durability": "request"}


def identified(entry: Entry) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, source) of each document of an entry."""
    for number, document in enumerate(entry.documents):
        yield f"{entry.key}@{number}", _source(document)


def _source(document: Document) -> dict[str, Any]:
    text = {name: getattr(document.text, name) for name in TEXTS}
    return {
        "kind": document.kind,
        "key": document.key,
        "live_from": document.live_from,
        "live_until": document.live_until,
        "digest": document.digest,
        "row": document.row,
        **text,
        **document.facets,
        **document.orders,
    }
