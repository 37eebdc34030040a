"""Asking the engine: in time, with did-you-mean, and never with an error for the visitor."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from marketplace.kernel import text
from marketplace.kernel.language import words

from .engine.choosing import current_engine
from .engine.guard import READERS
from .engine.protocol import Engine, EngineUnavailable, Hit, Page, Query
from .meanings import Meaning, meanings
from .normalising.readings import readings
from .normalising.syllables import spelled
from .tokens import Token, Words
from .understanding import Understanding, Understood

logger = logging.getLogger(__name__)

T = TypeVar("T")

_guard = READERS
#: One line a minute tells operators enough.
_SAY_AGAIN_SECONDS = 60.0
_said_at = [-_SAY_AGAIN_SECONDS]


@dataclass(frozen=True, slots=True)
class Found:
    """``understood``: what ``query`` holds instead of what was typed."""

    page: Page
    query: Query
    understood: Understood | None = None

    @property
    def corrected(self) -> str:
        """What was looked for instead of what was typed, for people; empty where no word was mended.

        With the accents that were typed or that keys said, else those of the best hit.
        """
        if self.understood is None or not self.understood.mended:
            return ""
        if self.understood.concepts:
            return ", ".join(self.meaning)
        return " ".join(self._spelled(token) for token in self.query.words.tokens)

    @property
    def meaning(self) -> list[str]:
        """The concepts that the query was read as, and the words beside them; empty for plain words."""
        if self.understood is None:
            return []
        if self.understood.mended and not self.understood.concepts:
            return []
        said = [str(words(one.vietnamese, one.english)) for one in self.understood.concepts]
        rest = " ".join(self._spelled(token) for token in self.understood.rest)
        return [*said, f"“{rest}”"] if rest else said

    @property
    def left_out(self) -> str:
        """Words that were not looked for, because nothing would have been found."""
        left_out = self.understood.left_out if self.understood else ()
        return " ".join(spelled(token.accented) for token in left_out)

    def _spelled(self, token: Token) -> str:
        if token.is_marked:
            return spelled(token.accented)
        title = text.clean(str(self.page.hits[0].row["title"])).lower() if self.page.hits else ""
        accents = {text.key(word): word for word in title.replace(",", " ").split()}
        return accents.get(token.folded, token.folded)


def find(
    query: Query,
    *,
    as_typed: bool = False,
    engine: Engine | None = None,
    known: Understanding | None = None,
) -> Found | None:
    """The page, or None where the engine does not answer: show the plain list then.

    Words that the index does not know are mended first, unless the visitor insists. ``known``: of
    what else the same page asks for.
    """
    asked = engine or current_engine()
    return _asked(lambda: find_now(asked, query, as_typed=as_typed, known=known))


def understanding() -> Understanding:
    """For a page that asks for several lists."""
    return Understanding(current_engine())


def meanings_of(query: Query) -> tuple[Meaning, ...]:
    """What a word without accents may mean; none where the engine does not answer."""
    if not query.words:
        return ()
    engine = current_engine()
    return _asked(lambda: meanings(engine, query)) or ()


def index_version() -> str:
    """Under which pages of lists are kept besides the database's stamp; empty without an index."""
    return current_engine().version()


def suggest(words: Words, *, day: int, kind: str, limit: int) -> tuple[Hit, ...]:
    """For type-ahead; nothing where the engine does not answer.

    Where nothing begins with the words they are read as keys or as joined syllables.
    """
    engine = current_engine()

    def suggested() -> tuple[Hit, ...]:
        found = engine.suggest(words, day=day, kind=kind, limit=limit)
        unknown = frozenset() if found else engine.unknown(words.folded)
        reading = next(readings(words, unknown, engine.vocabulary()), None) if unknown else None
        return engine.suggest(reading, day=day, kind=kind, limit=limit) if reading else found

    return _asked(suggested) or ()


def _asked(call: Callable[[], T]) -> T | None:
    try:
        return _guard.ask(call)
    except EngineUnavailable as error:
        now = time.monotonic()
        if now - _said_at[0] >= _SAY_AGAIN_SECONDS:
            _said_at[0] = now
            logger.error("search engine unavailable, lists come from the database: %s", error)
        return None


def find_now(
    engine: Engine, query: Query, *, as_typed: bool, known: Understanding | None = None
) -> Found:
    """The same without patience or rest: raises EngineUnavailable where there is no answer."""
    if not query.words:
        return Found(engine.search(query), query)
    if as_typed:
        insisted = replace(query, words=query.words.meant)
        return Found(engine.search(insisted), insisted)
    known = known or Understanding(engine)
    page = None if known.is_needed(query.words) else engine.search(query)
    if page is not None and page.total:
        return Found(page, query)
    understood = known.of(query)
    if understood is None:
        return Found(page if page is not None else engine.search(query), query)
    better = replace(query, words=understood.words)
    return Found(engine.search(better), better, understood)
