"""What to look for instead of what was typed, where that finds too little.

Decided by the words and the day alone, never by filters, order or page: else sorting a list would
change what is in it. What was typed stays where it finds anything in names.
"""

from dataclasses import dataclass, replace
from itertools import islice

from .engine.protocol import Engine, Query
from .normalising.readings import readings
from .tokens import Words

#: Readings that the engine is asked about.
_MOST_ASKED = 5
#: Levels up to this one stand in names (levels in the engines).
_IN_NAMES = 5
_NOWHERE = 9


@dataclass(frozen=True, slots=True)
class Understood:
    """``mended``: some word was not what was typed."""

    words: Words
    mended: bool = False


def understand(engine: Engine, query: Query) -> Understood | None:
    """None: as typed. A handful of questions to the engine, only for words that need them."""
    alone = Query(day=query.day, kind=query.kind, order="rank", limit=1, facets=())
    words = query.words
    unknown = engine.unknown(words.folded)
    if not unknown and _level(engine, alone, words) <= _IN_NAMES:
        return None
    return _mended(engine, alone, words, unknown)


def _mended(
    engine: Engine, alone: Query, words: Words, unknown: frozenset[str]
) -> Understood | None:
    """The first reading that stands in names; else, for unknown words, the first that finds anything."""
    best: Words | None = None
    for reading in islice(readings(words, unknown, engine.vocabulary()), _MOST_ASKED):
        level = _level(engine, alone, reading)
        if level <= _IN_NAMES:
            return Understood(reading, mended=True)
        if level < _NOWHERE and best is None:
            best = reading
    return Understood(best, mended=True) if best and unknown else None


def _level(engine: Engine, alone: Query, words: Words) -> int:
    """The best level of any hit, without filters."""
    page = engine.search(replace(alone, words=words))
    return page.hits[0].level if page.hits else _NOWHERE
