"""Asking the engine: in time, with did-you-mean, and never with an error for the visitor."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from marketplace.kernel import text

from .engine.choosing import current_engine
from .engine.guard import Guard
from .engine.protocol import Engine, EngineUnavailable, Hit, Page, Query
from .normalising import corrected
from .tokens import Token, Words

logger = logging.getLogger(__name__)

T = TypeVar("T")

_guard = Guard()
#: One line a minute tells operators enough.
_SAY_AGAIN_SECONDS = 60.0
_said_at = [-_SAY_AGAIN_SECONDS]


@dataclass(frozen=True, slots=True)
class Found:
    """``corrected`` is what was looked for instead of what was typed; empty where it was the same."""

    page: Page
    query: Query
    corrected: str = ""

    @property
    def in_words(self) -> str:
        """``corrected`` with the accents of the best hit where it holds the words, for people."""
        if not self.corrected or not self.page.hits:
            return self.corrected
        title = text.clean(str(self.page.hits[0].row["title"])).lower()
        accents = {text.key(word): word for word in title.replace(",", " ").split()}
        return " ".join(accents.get(word, word) for word in self.corrected.split())


def find(query: Query, *, as_typed: bool = False, engine: Engine | None = None) -> Found | None:
    """The page, or None where the engine does not answer: show the plain list then.

    Words that the index does not know are mended first, unless the visitor insists.
    """
    asked = engine or current_engine()
    return _asked(lambda: find_now(asked, query, as_typed=as_typed))


def index_version() -> str:
    """Under which pages of lists are kept besides the database's stamp; empty without an index."""
    return current_engine().version()


def suggest(words: Words, *, day: int, kind: str, limit: int) -> tuple[Hit, ...]:
    """For type-ahead; nothing where the engine does not answer."""
    engine = current_engine()
    return _asked(lambda: engine.suggest(words, day=day, kind=kind, limit=limit)) or ()


def _asked(call: Callable[[], T]) -> T | None:
    try:
        return _guard.ask(call)
    except EngineUnavailable as error:
        now = time.monotonic()
        if now - _said_at[0] >= _SAY_AGAIN_SECONDS:
            _said_at[0] = now
            logger.error("search engine unavailable, lists come from the database: %s", error)
        return None


def find_now(engine: Engine, query: Query, *, as_typed: bool) -> Found:
    """The same without patience or rest: raises EngineUnavailable where there is no answer."""
    if not query.words or as_typed:
        return Found(engine.search(query), query)
    unknown = engine.unknown(query.words.folded)
    if not unknown:
        return Found(engine.search(query), query)
    mended = corrected(query.words.folded, unknown, engine.vocabulary())
    if mended is None:
        return Found(engine.search(query), query)
    words = _with_accents(query.words, mended)
    better = replace(query, words=words)
    return Found(engine.search(better), better, corrected=" ".join(mended))


def _with_accents(typed: Words, mended: tuple[str, ...]) -> Words:
    """What was typed right keeps its accents; what was mended has none to keep."""
    known = {token.folded: token for token in typed.tokens}
    return Words(tuple(known.get(one) or Token(one, one) for one in mended))
