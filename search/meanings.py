"""A word typed without accents may mean several: "dua" is dừa, dứa and dưa. Each with how many."""

import functools
from collections import defaultdict
from dataclasses import dataclass, replace

from marketplace.kernel import text

from .engine.protocol import Engine, Query, Vocabulary
from .normalising.syllables import spelled
from .tokens import Token, Words

#: Syllables like "ba" have a dozen forms; the most frequent are asked for.
_MOST = 6


@dataclass(frozen=True, slots=True)
class Meaning:
    """``total``: what is found where the accents are insisted on, with the filters of the list."""

    word: str
    total: int


def meanings(engine: Engine, query: Query) -> tuple[Meaning, ...]:
    """Of a single word without accents, the most found first; empty where there is no choice."""
    tokens = query.words.tokens
    if len(tokens) != 1 or tokens[0].is_marked or not tokens[0].folded.isalpha():
        return ()
    forms = _forms(engine.vocabulary()).get(tokens[0].folded, ())
    found = [
        Meaning(spelled(form), _total(engine, query, Token(tokens[0].folded, form)))
        for form in forms[:_MOST]
    ]
    found = sorted((one for one in found if one.total), key=lambda one: (-one.total, one.word))
    return tuple(found) if len(found) > 1 else ()


def _total(engine: Engine, query: Query, token: Token) -> int:
    alone = replace(query, words=Words((token,)).meant, after=None, limit=1, facets=())
    return engine.search(alone).total


@functools.lru_cache(maxsize=2)
def _forms(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Each folded syllable → its accented forms in names, the most frequent first."""
    found: dict[str, list[str]] = defaultdict(list)
    for form in sorted(vocabulary.accented, key=lambda one: (-vocabulary.accented[one], one)):
        found[text.fold(form.partition("0")[0])].append(form)
    return found
