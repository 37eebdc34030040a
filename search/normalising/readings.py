"""The likeliest readings of a query in words that the index knows.

A reading costs what its repairs cost, less what speaks for it: neighbours that stand beside each
other in some name, and words that many names hold.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.engine.protocol import Vocabulary
from search.tokens import Token, Words

from .joined import Pieces, apart, runs
from .keys import Typed, typed_by_keys, typed_too_early
from .slips import SHORTEST, confused, slips

_LONGEST = 24
#: Candidates for one token, and readings kept while going from token to token.
_MOST = 8
_KEYS, _KEYS_OF_KNOWN, _KEYS_EARLY = 0.4, 1.5, 1.5
_JOINED, _RUNS, _MERGED = 1.0, 0.6, 1.4
_BESIDE, _BESIDE_OFTEN, _OFTEN = 0.8, 0.15, 0.1


@dataclass(frozen=True, slots=True)
class _Way:
    """What a token, or two that belong together, may be."""

    pieces: Pieces
    cost: float
    length: int = 1


_Mend = Callable[[str, str, str, Vocabulary], list[_Way]]


def readings(words: Words, unknown: frozenset[str], vocabulary: Vocabulary) -> Iterator[Words]:
    """The likeliest first, none of them what was typed; nothing where a word cannot be mended.

    Unknown words are mended: read by keys and taken apart where that is enough, else also by slips.
    Without any unknown one of the known was perhaps not meant. Made as they are asked for.
    """
    tokens = words.tokens
    seen: set[Pieces] = set()
    for found in _attempts(tokens, unknown, vocabulary):
        for _cost_of_it, pieces in found:
            if pieces not in seen:
                seen.add(pieces)
                yield Words(tuple(_token(piece, tokens, vocabulary) for piece in pieces))


def _attempts(
    tokens: Sequence[Token], unknown: frozenset[str], vocabulary: Vocabulary
) -> Iterator[list[tuple[float, Pieces]]]:
    if not unknown:
        yield _with_one_changed(tokens, vocabulary)
        return
    yield _with_unknown(tokens, unknown, vocabulary, _without_slips)[:1]
    yield _with_unknown(tokens, unknown, vocabulary, _mended)


def _token(piece: Typed, tokens: Sequence[Token], vocabulary: Vocabulary) -> Token:
    """With the accents that the keys say or that were typed, where some name has them."""
    folded, accented = piece
    if folded != accented and accented in vocabulary.accented:
        return Token(folded, accented)
    typed = next((token for token in tokens if token.folded == folded), None)
    return typed or Token(folded, folded)


# --- unknown words ---------------------------------------------------------------------------


def _with_unknown(
    tokens: Sequence[Token], unknown: frozenset[str], vocabulary: Vocabulary, mend: _Mend
) -> list[tuple[float, Pieces]]:
    """Readings kept by the number of tokens that they cover."""
    kept: list[list[tuple[float, Pieces]]] = [[] for _place in range(len(tokens) + 1)]
    kept[0] = [(0.0, ())]
    for place in range(len(tokens)):
        before = sorted(kept[place], key=_cost)[:_MOST]
        for way in _ways(tokens, place, unknown, vocabulary, mend) if before else ():
            for cost, pieces in before:
                more = cost + way.cost - _speaks_for(way.pieces, vocabulary, behind=pieces[-1:])
                kept[place + way.length].append((more, pieces + way.pieces))
    return sorted(kept[-1], key=_cost)[:_MOST]


def _cost(one: tuple[float, Pieces]) -> float:
    return one[0]


def _ways(
    tokens: Sequence[Token],
    place: int,
    unknown: frozenset[str],
    vocabulary: Vocabulary,
    mend: _Mend,
) -> list[_Way]:
    token = tokens[place].folded
    after = tokens[place + 1].folded if place + 1 < len(tokens) else ""
    before = tokens[place - 1].folded if place else ""
    if token not in unknown:
        ways = [_Way(((token, tokens[place].accented),), 0.0)]
        ways += [_Way((typed,), _KEYS_OF_KNOWN) for typed in _by_keys(token, vocabulary)]
    else:
        ways = mend(token, before, after, vocabulary)
    merged = token + after
    if after and (token in unknown or after in unknown) and merged in vocabulary.tokens:
        ways.append(_Way(((merged, merged),), _MERGED, 2))
    return ways


def _without_slips(token: str, _before: str, _after: str, vocabulary: Vocabulary) -> list[_Way]:
    ways = [_Way((typed,), _KEYS) for typed in _by_keys(token, vocabulary)]
    pieces = apart(token, vocabulary)
    if pieces:
        ways.append(_Way(pieces, _JOINED + 0.1 * len(pieces)))
    by_kind = runs(token)
    if by_kind and all(one in vocabulary.tokens for one in by_kind):
        ways.append(_Way(tuple((one, one) for one in by_kind), _RUNS))
    return ways


def _mended(token: str, before: str, after: str, vocabulary: Vocabulary) -> list[_Way]:
    ways = _without_slips(token, before, after, vocabulary)
    ways += [
        _Way((typed,), _KEYS_EARLY)
        for typed in typed_too_early(token)
        if typed[0] in vocabulary.tokens
    ]
    return ways + _by_slips(token, before, after, vocabulary)


def _by_slips(token: str, before: str, after: str, vocabulary: Vocabulary) -> list[_Way]:
    """The likeliest of the words nearby, by what they cost and by their neighbours."""
    if not SHORTEST <= len(token) <= _LONGEST or token.isdigit():
        return []
    near = [_Way(((word, word),), cost) for word, cost in _near(token, vocabulary)]
    near.sort(key=lambda way: way.cost - _context(way.pieces[0][0], before, after, vocabulary))
    return near[:_MOST]


def _by_keys(token: str, vocabulary: Vocabulary) -> Iterator[Typed]:
    return (typed for typed in typed_by_keys(token) if typed[0] in vocabulary.tokens)


def _near(token: str, vocabulary: Vocabulary) -> Iterator[tuple[str, float]]:
    """Each known word once, at its least cost."""
    found: dict[str, float] = {}
    for word, cost in (*slips(token, vocabulary), *confused(token, vocabulary.tokens)):
        found[word] = min(cost, found.get(word, cost))
    return iter(found.items())


# --- known words, one of them not meant ------------------------------------------------------


def _with_one_changed(
    tokens: Sequence[Token], vocabulary: Vocabulary
) -> list[tuple[float, Pieces]]:
    whole: Pieces = tuple((token.folded, token.accented) for token in tokens)
    found: list[tuple[float, Pieces]] = []
    for place, token in enumerate(tokens):
        before = tokens[place - 1].folded if place else ""
        after = tokens[place + 1].folded if place + 1 < len(tokens) else ""
        for way in _others(token.folded, before, after, vocabulary):
            pieces = whole[:place] + way.pieces + whole[place + 1 :]
            found.append((way.cost - _speaks_for(pieces, vocabulary), pieces))
        if (merged := token.folded + after) in vocabulary.tokens and after:
            pieces = (*whole[:place], (merged, merged), *whole[place + 2 :])
            found.append((_MERGED - _speaks_for(pieces, vocabulary), pieces))
    return sorted(found, key=_cost)[:_MOST]


def _others(token: str, before: str, after: str, vocabulary: Vocabulary) -> list[_Way]:
    ways = [_Way((typed,), _KEYS) for typed in _by_keys(token, vocabulary)]
    return ways + _by_slips(token, before, after, vocabulary)


# --- what speaks for a reading ---------------------------------------------------------------


def _context(word: str, before: str, after: str, vocabulary: Vocabulary) -> float:
    return (
        _OFTEN * math.log1p(vocabulary.tokens.get(word, 0))
        + (_beside(before, word, vocabulary) if before else 0.0)
        + (_beside(word, after, vocabulary) if after else 0.0)
    )


def _speaks_for(pieces: Pieces, vocabulary: Vocabulary, *, behind: Pieces = ()) -> float:
    often = sum(math.log1p(vocabulary.tokens.get(word, 0)) for word, _accented in pieces)
    words = [word for word, _accented in behind + pieces]
    return _OFTEN * often + sum(_beside(one, two, vocabulary) for one, two in pairwise(words))


def _beside(one: str, two: str, vocabulary: Vocabulary) -> float:
    count = vocabulary.pairs.get(f"{one}_{two}", 0)
    return _BESIDE + _BESIDE_OFTEN * math.log1p(count) if count else 0.0
