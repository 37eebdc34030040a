"""The default engine: tantivy in our own process, an index under DATA_DIR, one writer at a time."""

import contextlib
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

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
from search.engine.sharing import Making, shared
from search.tokens import Words

from . import library
from .generations import Generation, Generations

#: A commit may remove a file between reading of it and opening of it.
_ATTEMPTS = 3
#: Counts that many visitors ask for, kept until the index changes.
_MOST_COUNTS = 512
#: The same of whole pages, some 30 KB each.
_MOST_PAGES = 128

Counts = tuple[int, dict[str, dict[str, int]]]


@dataclass
class _Opened:
    """An index at one commit, with what was counted and found in it."""

    stamp: tuple[Any, ...]
    index: Any
    generation: Generation
    counts: dict[Any, Counts] = field(default_factory=dict)
    pages: dict[Any, Page] = field(default_factory=dict)
    vocabulary: Vocabulary | None = None


class EmbeddedEngine:
    """See search.engine.protocol.Engine."""

    name = "embedded"

    def __init__(self, root: Path) -> None:
        self._generations = Generations(root, version=library.VERSION)
        self._opened: _Opened | None = None
        self._lock = threading.Lock()

    def search(self, query: Query) -> Page:
        opened = self._open()
        asked = (*_counted(query), query.order, query.after, query.limit)
        known = opened.pages.get(asked)
        if known is not None:
            return known
        searcher = opened.index.searcher()
        total, facets = self._counts(opened, searcher, query)
        found = _pick(searcher, query) if total else []
        page = Page(
            hits=tuple(_hit(searcher, *one) for one in found[: query.limit]),
            total=total,
            facets=facets,
            has_more=len(found) > query.limit,
        )
        if len(opened.pages) >= _MOST_PAGES:
            opened.pages.clear()
        opened.pages[asked] = page
        return page

    def _counts(self, opened: _Opened, searcher: Any, query: Query) -> Counts:
        """One pass for all facets without a choice, one more for each with one."""
        asked = _counted(query)
        known = opened.counts.get(asked)
        if known is not None:
            return known
        base = [*library.live(query.kind, query.day), *library.chosen(query.within)]
        if query.words:
            base.append(library.matching(levels(query.words.tokens)[-1]))
        free = [name for name in query.counted if name not in query.chosen]
        all_of_it = library.every(*base, *library.chosen(query.chosen))
        total, facets = library.counts(searcher, all_of_it, free)
        for name in query.counted:
            if name in query.chosen:
                others = library.every(*base, *library.chosen(query.chosen, but=name))
                facets |= library.counts(searcher, others, [name])[1]
        if len(opened.counts) >= _MOST_COUNTS:
            opened.counts.clear()
        opened.counts[asked] = (total, facets)
        return total, facets

    def suggest(self, words: Words, *, day: int, kind: str, limit: int) -> tuple[Hit, ...]:
        if not words:
            return ()
        searcher = self._open().index.searcher()
        sets = _sets(beginnings(words.tokens))
        found = _walk(searcher, sets, library.live(kind, day), order="rank", limit=limit)
        return tuple(_hit(searcher, *one) for one in found)

    def recall(self, kind: str, *, day: int, within: Mapping[str, frozenset[str]]) -> list[int]:
        searcher = self._open().index.searcher()
        wanted = library.every(*library.live(kind, day), *library.chosen(within))
        return library.numbers(searcher, wanted)

    def unknown(self, tokens: Iterable[str]) -> frozenset[str]:
        searcher = self._open().index.searcher()
        return frozenset(token for token in tokens if not library.holds(searcher, token))

    def vocabulary(self) -> Vocabulary:
        opened = self._open()
        if opened.vocabulary is None:
            searcher = opened.index.searcher()
            opened.vocabulary = Vocabulary(
                tokens=library.terms(searcher, "around") | library.terms(searcher, "folded"),
                pairs=library.terms(searcher, "pairs"),
                accented=library.terms(searcher, "accented"),
            )
        return opened.vocabulary

    @contextlib.contextmanager
    def exclusively(self) -> Iterator[None]:
        with self._generations.exclusively():
            yield

    def upsert(self, entries: Iterable[Entry]) -> None:
        given = list(entries)
        library.replace(
            self._current().path,
            gone=[entry.key for entry in given],
            documents=(document for entry in given for document in entry.documents),
        )

    def delete(self, keys: Iterable[str]) -> None:
        self.upsert(Entry(key) for key in keys)

    def rebuild(self, entries: Iterable[Entry]) -> int:
        generation = self._generations.begin()
        making = entries if isinstance(entries, Making) else Making(entries, _itself)
        count = library.create(
            generation.path, shared(making.items, lambda some: _lines(map(making.make, some)))
        )
        self._generations.switch_to(generation)
        self._generations.clear_away()
        return count

    def verify(self, entries: Iterable[Entry]) -> Differences:
        held: dict[str, list[int]] = {}
        for key, digest in library.digests(self._open().index.searcher()):
            held.setdefault(key, []).append(digest)
        wrong = []
        for entry in entries:
            expected = sorted(document.digest for document in entry.documents)
            if expected != sorted(held.pop(entry.key, [])):
                wrong.append(entry.key)
        return Differences(wrong=tuple(wrong), surplus=tuple(held))

    def version(self) -> str:
        try:
            return repr(self._open().stamp)
        except EngineUnavailable:
            return ""

    def health(self) -> Health:
        try:
            opened = self._open()
            return Health("ok", opened.index.searcher().num_docs, opened.generation.name)
        except EngineUnavailable:
            state = "failed" if self._generations.pointer.exists() else "missing"
            return Health(state)

    def _current(self) -> Generation:
        generation = self._generations.current()
        if generation is None:
            raise EngineUnavailable("there is no index of this schema; run search_rebuild")
        return generation

    def _open(self) -> _Opened:
        """The index as it was last committed; a look at two files where nothing has changed."""
        opened = self._opened
        if opened is not None and opened.stamp == self._stamp(opened.generation):
            return opened
        with self._lock:
            for attempt in range(_ATTEMPTS):
                try:
                    return self._open_anew()
                except (ValueError, OSError) as error:
                    if attempt == _ATTEMPTS - 1:
                        raise EngineUnavailable(f"the index cannot be opened: {error}") from error
        raise EngineUnavailable("the index cannot be opened")

    def _open_anew(self) -> _Opened:
        generation = self._current()
        stamp = self._stamp(generation)
        if self._opened is None or self._opened.stamp != stamp:
            index = library.open_index(generation.path)
            self._opened = _Opened(stamp=stamp, index=index, generation=generation)
        return self._opened

    def _stamp(self, generation: Generation) -> tuple[Any, ...]:
        """Changes with each swap and each commit; both files are replaced, never written over."""
        try:
            pointer = os.stat(self._generations.pointer)
            meta = os.stat(generation.path / "meta.json")
        except OSError:
            return ()
        return (pointer.st_ino, pointer.st_mtime_ns, meta.st_ino, meta.st_mtime_ns)


_Found = tuple[int, int, Any]


def _itself(entry: Entry) -> Entry:
    return entry


def _lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    return (library.line_of(document) for entry in entries for document in entry.documents)


def _counted(query: Query) -> tuple[Any, ...]:
    """All on which counts depend."""
    return (
        query.kind,
        query.day,
        query.words,
        query.counted,
        tuple(sorted(query.within.items())),
        tuple(sorted(query.chosen.items())),
    )


def _sets(wanted: list[Matching]) -> list[Any]:
    return [library.matching(one) for one in wanted]


def _pick(searcher: Any, query: Query) -> list[_Found]:
    """One hit more than the page holds: (level, key of order, address)."""
    base = [
        *library.live(query.kind, query.day),
        *library.chosen(query.within),
        *library.chosen(query.chosen),
    ]
    wanted = query.limit + 1
    if query.words and query.order == "rank":
        sets = _sets(levels(query.words.tokens))
        return _walk(searcher, sets, base, order="rank", limit=wanted, after=query)
    if query.words:
        base.append(library.matching(levels(query.words.tokens)[-1]))
    if query.after is not None:
        base.append(library.following(query.order, query.after.key))
    found = library.top(searcher, library.every(*base), order=query.order, limit=wanted)
    return [(1, key, address) for key, address in found]


def _walk(
    searcher: Any,
    sets: list[Any],
    base: list[Any],
    *,
    order: str,
    limit: int,
    after: Query | None = None,
) -> list[_Found]:
    """Set after set, each without those before it, until there are enough."""
    begin = after.after if after is not None else None
    found: list[_Found] = []
    for level, matching in enumerate(sets, start=1):
        if begin is not None and level < begin.level:
            continue
        parts = [*base, matching]
        if begin is not None and level == begin.level:
            parts.append(library.following(order, begin.key))
        here = library.every(*parts, but=sets[: level - 1])
        top = library.top(searcher, here, order=order, limit=limit - len(found))
        found += [(level, key, address) for key, address in top]
        if len(found) >= limit:
            break
    return found


def _hit(searcher: Any, level: int, order_key: int, address: Any) -> Hit:
    row = library.row(searcher, address)
    return Hit(key=row["key"], row=row, level=level, order_key=order_key)
