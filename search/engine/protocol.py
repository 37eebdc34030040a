"""What every search engine promises. Two pass one contract (tests/contract/) and find the same sets.

Engines hold no rules of the market: documents say what may be found on which days, queries say what
is wanted. All text comes as tokens made by search.tokens.
"""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from search.tokens import Words

#: Bits of the number within a key.
NUMBER_BITS = 32
#: More values than any facet has.
MOST_VALUES = 200
NO_WORDS = Words()


class EngineUnavailable(Exception):
    """No index, no answer in time, or an answer that makes no sense: use the database."""


@dataclass(frozen=True, slots=True)
class Kind:
    """By what documents of one kind are narrowed and ordered.

    ``facets`` hold one value or several a document, and are counted; ``fields`` narrow in the same way
    and are never counted (they have thousands of values). ``orders`` are keys by which hits can
    stand, each unique within the kind: the number comes last.
    """

    facets: tuple[str, ...] = ()
    orders: tuple[str, ...] = ("newest", "rank")
    fields: tuple[str, ...] = ()


#: Every kind of document. Facets stand in the order in which pages show them.
KINDS: Mapping[str, Kind] = {
    "product": Kind(
        facets=(
            *("star", "place", "category", "price", "form", "standard"),
            *("origin", "season", "ready"),
        ),
        orders=("newest", "stars", "price_up", "price_down", "rank"),
    ),
    "supplier": Kind(
        facets=(
            *("star", "place", "category", "form", "led", "standard"),
            *("capacity", "ready", "export"),
        ),
        orders=("newest", "stars", "volume", "rank"),
        fields=("commune",),
    ),
    "producer": Kind(),
    # Never on a page: recalled to be judged (search.matching).
    "supply": Kind(orders=("newest",), fields=("goods",)),
    "need": Kind(orders=("newest",), fields=("goods",)),
}


@dataclass(frozen=True, slots=True)
class Text:
    """Tokens of a document, by what a match in them is worth."""

    leads: tuple[str, ...]
    accented: tuple[str, ...]
    pairs: tuple[str, ...]
    folded: tuple[str, ...]
    around: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A product, supplier or producer over days on which nothing dated about it changes.

    ``facets`` and ``orders`` are those of its kind; a facet left out has no value.
    """

    kind: str
    key: str
    number: int
    live_from: int
    live_until: int
    text: Text
    facets: Mapping[str, tuple[str, ...]]
    orders: Mapping[str, int]
    row: Mapping[str, Any]
    digest: int


@dataclass(frozen=True, slots=True)
class Entry:
    """All documents of one product, supplier or producer; none: it is to be found no more."""

    key: str
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class After:
    """The last hit of the page before: its level (of relevance) and its key of order."""

    level: int
    key: int


@dataclass(frozen=True)
class Query:
    """``kind`` is one of KINDS, and says which facets, fields and orders there are.

    ``within`` always holds (facets and fields); ``chosen`` are facets: OR within one, AND across, and
    a facet's own choice does not narrow its own counts. By "rank" with words, hits stand by level of
    relevance first. ``day`` is a date's ordinal. ``facets`` are those to count; None: all of the kind.
    """

    day: int
    kind: str = "product"
    words: Words = NO_WORDS
    within: Mapping[str, frozenset[str]] = field(default_factory=dict)
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    order: str = "newest"
    after: After | None = None
    limit: int = 24
    facets: tuple[str, ...] | None = None

    @property
    def counted(self) -> tuple[str, ...]:
        """The facets to count."""
        return KINDS[self.kind].facets if self.facets is None else self.facets


@dataclass(frozen=True, slots=True)
class Hit:
    """``level`` 1 is the best match; ``order_key`` is the key that the query asked for."""

    key: str
    row: Mapping[str, Any]
    level: int
    order_key: int


@dataclass(frozen=True, slots=True)
class Page:
    """``total`` counts all that match; ``facets`` count values, only those that occur."""

    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[str, Mapping[str, int]]
    has_more: bool


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """The tokens and pairs that the index knows, with how many documents hold each.

    ``tokens``: folded, in names or beside them; ``pairs`` and ``accented``: as documents hold them,
    in names.
    """

    tokens: Mapping[str, int]
    pairs: Mapping[str, int]
    accented: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Differences:
    """Keys whose documents in the index are not those expected; ``surplus`` should not be there."""

    wrong: tuple[str, ...]
    surplus: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.wrong or self.surplus)


@dataclass(frozen=True, slots=True)
class Health:
    """``state``: ok, missing (to be built), failed (to be built anew), unreachable (to be waited for)."""

    state: str
    documents: int = 0
    generation: str = ""


class Engine(Protocol):
    """Reading methods raise EngineUnavailable; so do writing ones where there is no index."""

    name: str

    def search(self, query: Query) -> Page:
        """One page of documents of the query's kind."""

    def suggest(self, words: Words, *, day: int, kind: str, limit: int) -> tuple[Hit, ...]:
        """What begins with the words, the last of which may be unfinished; best first."""

    def recall(self, kind: str, *, day: int, within: Mapping[str, frozenset[str]]) -> list[int]:
        """The numbers of all documents of a kind that hold on a day, however many; ascending.

        ``within`` is as in a query.
        """

    def unknown(self, tokens: Iterable[str]) -> frozenset[str]:
        """Those folded tokens that no document holds."""

    def vocabulary(self) -> Vocabulary:
        """All that it knows; remembered until the index changes."""

    def exclusively(self) -> AbstractContextManager[None]:
        """Whoever changes the index holds this: one at a time, the others wait."""

    def upsert(self, entries: Iterable[Entry]) -> None:
        """Replace the documents of each entry, all at once for readers."""

    def delete(self, keys: Iterable[str]) -> None:
        """Forget them; unknown ones do not matter."""

    def rebuild(self, entries: Iterable[Entry]) -> int:
        """A fresh generation of these alone, then a swap, while reading goes on; how many documents."""

    def verify(self, entries: Iterable[Entry]) -> Differences:
        """Compare the index with what it should hold; changes nothing."""

    def version(self) -> str:
        """What a search from now on will show, or something older; empty where there is no index.

        At once (pages are kept under it), and never again what it was before a change.
        """

    def health(self) -> Health:
        """Whether it answers, and with what; never raises."""
