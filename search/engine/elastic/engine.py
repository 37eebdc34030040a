"""The scaled engine: a cluster of Elasticsearch 8, shared by all hosts."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from search.engine.guard import PATIENCE_SECONDS, READERS, Guard
from search.engine.levels import Matching, beginnings, levels
from search.engine.protocol import (
    Differences,
    EngineUnavailable,
    Entry,
    Health,
    Hit,
    Page,
    Query,
    Vocabulary,
)
from search.tokens import Words

from . import library, schema
from .address import Address
from .generations import STATE_KIND, Generations
from .library import Cluster
from .vocabulary import Remembered

#: How long a version is taken for the current one: each page asks for it.
_VERSION_SECONDS = 0.2
_KEYS = 1_000

Exclusively = Callable[[], contextlib.AbstractContextManager[None]]


class ElasticEngine:
    """See search.engine.protocol.Engine. ``exclusively`` holds among all who write to the cluster;
    ``readers`` are those who let it rest together.
    """

    name = "elasticsearch"

    def __init__(
        self,
        address: Address,
        *,
        exclusively: Exclusively,
        patience: float = PATIENCE_SECONDS,
        readers: Guard = READERS,
    ) -> None:
        self._cluster = Cluster(address, patience=patience)
        self._generations = Generations(self._cluster, address.prefix)
        self._exclusively = exclusively
        self._readers = readers
        self._vocabulary = Remembered(self._read_vocabulary, patience=patience)
        self._version = ("", float("-inf"))
        self._lock = threading.Lock()

    # --- reading

    def search(self, query: Query) -> Page:
        base = [*library.live(query.kind, query.day), *library.chosen(query.within)]
        sets = levels(query.words.tokens) if query.words else []
        by_level = bool(sets) and query.order == "rank"
        if sets and not by_level:
            base.append(library.matching(sets[-1]))
        search = library.page(
            base,
            order=query.order,
            size=query.limit + 1,
            scored=library.by_level(sets) if by_level else None,
            after=_after(query, len(sets) if by_level else 0),
        )
        said = self._ask(library.counting(search, query).to_dict())
        hits = _hits(said, len(sets) if by_level else 0)
        return Page(
            hits=hits[: query.limit],
            total=int(said["hits"]["total"]["value"]),
            facets=library.counted(said),
            has_more=len(hits) > query.limit,
        )

    def suggest(self, words: Words, *, day: int, kind: str, limit: int) -> tuple[Hit, ...]:
        if not words:
            return ()
        sets: list[Matching] = beginnings(words.tokens)
        search = library.page(
            library.live(kind, day), order="rank", size=limit, scored=library.by_level(sets)
        )
        return _hits(self._ask(search.extra(track_total_hits=False).to_dict()), len(sets))

    def recall(self, kind: str, *, day: int, within: Mapping[str, frozenset[str]]) -> list[int]:
        wanted = library.every([*library.live(kind, day), *library.chosen(within)])
        return library.numbers(self._cluster.writing, self._generations.alias, wanted)

    def unknown(self, tokens: Iterable[str]) -> frozenset[str]:
        asked = frozenset(tokens)
        if not asked:
            return asked
        held = self._ask(library.presence(sorted(asked)))["aggregations"]["held"]["buckets"]
        return frozenset(token for token in asked if not held[token]["doc_count"])

    def vocabulary(self) -> Vocabulary:
        return self._vocabulary.at(self._generations.version())

    def _read_vocabulary(self) -> Vocabulary:
        read = {
            field: library.terms(self._cluster.writing, self._generations.alias, field)
            for field in schema.TOLD
        }
        return Vocabulary(
            tokens=read["around"] | read["folded"],
            pairs=read["pairs"],
            accented=read["accented"],
        )

    def _ask(self, body: dict[str, Any]) -> dict[str, Any]:
        return library.ask(self._cluster.reading, self._generations.alias, body)

    # --- writing

    @contextlib.contextmanager
    def exclusively(self) -> Iterator[None]:
        with self._exclusively():
            yield

    def upsert(self, entries: Iterable[Entry]) -> None:
        """Readers see all of it at once, when the index is refreshed at the end."""
        given = {entry.key: entry for entry in entries}
        index, turn = self._generations.claim()
        self._generations.show(index)  # what a writer that died has left, so that it is found here
        written = {id_: source for e in given.values() for id_, source in schema.identified(e)}
        gone = [id_ for id_ in self._held(index, list(given)) if id_ not in written]
        version = {"version": turn, "version_type": "external"}
        library.write(
            self._cluster.writing,
            index,
            (
                *({"_op_type": "delete", "_id": id_, **version} for id_ in gone),
                *({"_id": id_, "_source": of, **version} for id_, of in written.items()),
            ),
        )
        self._generations.finish(index, turn)
        self._forget_version()

    def _held(self, index: str, keys: list[str]) -> Iterator[str]:
        """Ids of the documents of these keys."""
        for begin in range(0, len(keys), _KEYS):
            wanted = library.among("key", keys[begin : begin + _KEYS])
            for id_, _columns in library.walk(self._cluster.writing, index, wanted, []):
                yield id_

    def delete(self, keys: Iterable[str]) -> None:
        self.upsert(Entry(key) for key in keys)

    def rebuild(self, entries: Iterable[Entry]) -> int:
        index, turn = self._generations.begin()
        count = library.write(
            self._cluster.writing,
            index,
            (
                {"_id": id_, "_source": source, "version": turn, "version_type": "external"}
                for entry in entries
                for id_, source in schema.identified(entry)
            ),
        )
        self._generations.switch_to(index, turn)
        self._forget_version()
        return count

    def verify(self, entries: Iterable[Entry]) -> Differences:
        held: dict[str, list[int]] = {}
        everything = library.all_but("kind", STATE_KIND)
        columns = ["key", "digest"]
        index = self._generations.alias
        for _id, found in library.walk(self._cluster.writing, index, everything, columns):
            held.setdefault(found["key"], []).append(int(found["digest"]))
        wrong = []
        for entry in entries:
            expected = sorted(document.digest for document in entry.documents)
            if expected != sorted(held.pop(entry.key, [])):
                wrong.append(entry.key)
        return Differences(wrong=tuple(wrong), surplus=tuple(held))

    # --- state

    def version(self) -> str:
        """Asked of the cluster a few times a second, and not at all while readers let it rest."""
        told, until = self._version
        if time.monotonic() < until:
            return told
        try:
            told = self._readers.ask(self._generations.version)
        except EngineUnavailable:
            return ""
        with self._lock:
            self._version = (told, time.monotonic() + _VERSION_SECONDS)
        return told

    def _forget_version(self) -> None:
        with self._lock:
            self._version = ("", float("-inf"))

    def health(self) -> Health:
        alias = self._generations.alias
        try:
            generation, status = library.state(self._cluster.reading, alias)
            if status == "missing":
                return Health("missing")
            if status == "red":
                return Health("unreachable", generation=generation)
            everything = library.all_but("kind", STATE_KIND)
            documents = library.count(self._cluster.reading, alias, everything)
        except EngineUnavailable:
            return Health("unreachable")
        return Health("ok", documents, generation)


def _after(query: Query, sets: int) -> list[int] | None:
    """Where to go on: as the sort has it, by score first where there are ``sets`` of relevance."""
    if query.after is None:
        return None
    return [sets + 1 - query.after.level, query.after.key] if sets else [query.after.key]


def _hits(said: dict[str, Any], sets: int) -> tuple[Hit, ...]:
    """The score is how many sets there are less the place of the first that holds the document."""
    return tuple(
        Hit(
            key=hit["_source"]["key"],
            row={"key": hit["_source"]["key"], **hit["_source"]["row"]},
            level=sets + 1 - round(hit["sort"][0]) if sets else 1,
            order_key=hit["sort"][-1],
        )
        for hit in said["hits"]["hits"]
    )
