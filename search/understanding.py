"""What to look for instead of what was typed: concepts that it names, words mended.

Decided by the words and the day alone, never by filters, order or page: else sorting a list would
change what is in it. A query that is wholly the wording of concepts is read as these; any other stays
as it was typed where it finds anything in names.
"""

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from .concepts import Concept
from .engine.protocol import Engine, Query, Vocabulary
from .intents import Intent, pairs_of_phrases, read_intent, words_of_phrases
from .normalising.readings import readings
from .tokens import Token, Words

#: Readings that the engine is asked about.
_MOST_ASKED = 5
#: Levels up to this one stand in names (levels in the engines).
_IN_NAMES = 5
_NOWHERE = 9


@dataclass(frozen=True, slots=True)
class Understood:
    """``mended``: some word was not what was typed. ``rest``: words beside the concepts, all of which
    were looked for, but for ``left_out``."""

    words: Words
    mended: bool = False
    concepts: tuple[Concept, ...] = ()
    rest: tuple[Token, ...] = ()
    left_out: tuple[Token, ...] = ()


class Understanding:
    """Of all that one page asks for: what the engine said of words is asked of it once."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._is_unknown: dict[str, bool] = {}
        self._understood: dict[tuple[int, str, Words], Understood | None] = {}

    def is_needed(self, words: Words) -> bool:
        """Whether there is anything to understand before the engine is asked for the words as they are."""
        return bool(read_intent(words)) or bool(self.unknown(words))

    def unknown(self, words: Words) -> frozenset[str]:
        """Folded tokens that the index does not know."""
        new = [token for token in words.folded if token not in self._is_unknown]
        if new:
            unknown = self.engine.unknown(new)
            self._is_unknown |= {token: token in unknown for token in new}
        return frozenset(token for token in words.folded if self._is_unknown[token])

    def of(self, query: Query) -> Understood | None:
        """None: as typed. A handful of questions to the engine, only for words that need them."""
        key = query.day, query.kind, query.words
        if key not in self._understood:
            self._understood[key] = _understand(self, query)
        return self._understood[key]


def _understand(known: Understanding, query: Query) -> Understood | None:
    alone = Query(query.day, query.kind, order="rank", limit=1, facets=())
    asking = _Asking(known.engine, alone)
    words = query.words
    intent = read_intent(words)
    if intent.is_whole and (found := asking.for_whole(intent, words)):
        return found
    unknown = known.unknown(words)
    level = _NOWHERE if unknown else asking.level(words)
    if level <= _IN_NAMES:
        return None
    loosely = read_intent(words, loosely=True)
    if loosely.is_whole and (found := asking.for_intent(loosely)):
        return replace(found, mended=True)
    if intent and not (intent.is_only_places and intent.concepts and level < _NOWHERE):
        found = asking.for_intent(intent)
        if found:
            return found
    found = asking.for_readings(words, unknown - words_of_phrases(), wanted=bool(unknown))
    if found is None and level == _NOWHERE:
        found = asking.for_less(words, intent, unknown)
    return found


@dataclass(frozen=True, slots=True)
class _Asking:
    """Questions to the engine about words alone."""

    engine: Engine
    alone: Query

    def level(self, words: Words) -> int:
        """The best level of any hit, without filters."""
        page = self.engine.search(replace(self.alone, words=words))
        return page.hits[0].level if page.hits else _NOWHERE

    def for_intent(self, intent: Intent) -> Understood | None:
        """The intent, or it without its soft concepts, if that finds anything."""
        for one in dict.fromkeys((intent, intent.only(hard=True))):
            if one.words and self.level(one.words) < _NOWHERE:
                return Understood(one.words, concepts=one.concepts, rest=one.rest)
        return None

    def for_whole(self, intent: Intent, words: Words) -> Understood | None:
        """The intent, unless the words typed without accents begin names ("mien dong": Miến dong) that
        the phrase with its accents ("miền Đông") does not begin."""
        if not any(token.is_marked for token in words.tokens):
            begins = self.level(words) == 1
            if begins and self.level(intent.spelled.meant) > 1:
                return None
        return self.for_intent(intent)

    def for_less(self, words: Words, intent: Intent, unknown: frozenset[str]) -> Understood | None:
        """The concepts alone; else, where no less than half the words are known, these in names."""
        if intent.concepts:
            found = self.for_intent(intent.only(rest=False))
            return replace(found, left_out=intent.rest) if found else None
        known = tuple(token for token in words.tokens if token.folded not in unknown)
        left_out = tuple(token for token in words.tokens if token.folded in unknown)
        if len(known) < len(left_out) or not left_out or self.level(Words(known)) > _IN_NAMES:
            return None
        return Understood(Words(known), rest=known, left_out=left_out)

    def for_readings(
        self, words: Words, unknown: frozenset[str], *, wanted: bool
    ) -> Understood | None:
        """The first reading that names concepts or stands in names; else, where a word is unknown, the
        first that finds anything."""
        best: Understood | None = None
        for reading in self._readings(words, unknown):
            intent = read_intent(reading, loosely=True)
            if intent.is_whole and (found := self.for_whole(intent, reading)):
                return replace(found, mended=True)
            level = self.level(reading)
            if level <= _IN_NAMES:
                return Understood(reading, mended=True)
            if level < _NOWHERE and best is None:
                best = Understood(reading, mended=True)
        return best if wanted else None

    def _readings(self, words: Words, unknown: frozenset[str]) -> Iterator[Words]:
        vocabulary = _with_phrases(self.engine.vocabulary())
        return islice(readings(words, unknown, vocabulary), _MOST_ASKED)


@functools.lru_cache(maxsize=2)
def _with_phrases(vocabulary: Vocabulary) -> Vocabulary:
    """What the index knows, and the words by which concepts are named."""
    return Vocabulary(
        tokens=dict.fromkeys(words_of_phrases(), 1) | dict(vocabulary.tokens),
        pairs=dict.fromkeys(pairs_of_phrases(), 1) | dict(vocabulary.pairs),
        accented=vocabulary.accented,
    )
