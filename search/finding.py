"""Asking the engine: in time, with did-you-mean, and never with an error for the visitor."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from marketplace.kernel import text

from .engine.choosing import current_engine
from .engine.guard import READERS
from .engine.protocol import Engine, EngineUnavailable, Hit, Page, Query
from .normalising.syllables import spelled
from .tokens import Words
from .understanding import understand

logger = logging.getLogger(__name__)

T = TypeVar("T")

_guard = READERS
#: One line a minute tells operators enough.
_SAY_AGAIN_SECONDS = 60.0
_said_at = [-_SAY_AGAIN_SECONDS]


@dataclass(frozen=True, slots=True)
class Found:
    """``mended``: ``query`` holds other words than were typed."""

    page: Page
    query: Query
    mended: bool = False

    @property
    def corrected(self) -> str:
        """What was looked for instead of what was typed, for people; empty where it was the same.

        With the accents that were typed or that keys said, else those of the best hit.
        """
        if not self.mended:
            return ""
        title = str(self.page.hits[0].row["title"]) if self.page.hits else ""
        accents = {
            text.key(word): word for word in text.clean(title).lower().replace(",", " ").split()
        }
        return " ".join(
            spelled(token.accented) if token.is_marked else accents.get(token.folded, token.folded)
            for token in self.query.words.tokens
        )


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
    if not query.words:
        return Found(engine.search(query), query)
    if as_typed:
        insisted = replace(query, words=query.words.meant)
        return Found(engine.search(insisted), insisted)
    if not engine.unknown(query.words.folded):
        page = engine.search(query)
        if page.total:
            return Found(page, query)
    understood = understand(engine, query)
    if understood is None:
        return Found(engine.search(query), query)
    better = replace(query, words=understood.words)
    return Found(engine.search(better), better, mended=understood.mended)
