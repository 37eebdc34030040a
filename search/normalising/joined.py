"""Syllables typed without spaces: "nuocmam", "xoaifcats", "ocop4sao"."""

import math
import re
from collections.abc import Callable, Mapping

from search.engine.protocol import Vocabulary

from .keys import Typed, typed_by_keys

_LONGEST = 48
_LONGEST_PIECE = 11
_MOST_PIECES = 8
_RUNS = re.compile(r"[a-z]+|\d+")

Pieces = tuple[Typed, ...]
_Read = Callable[[str, Mapping[str, int]], list[tuple[Typed, float]]]


def apart(token: str, vocabulary: Vocabulary) -> Pieces:
    """The best way to read a token as known syllables that stand beside each other in some name.

    Few pieces first, then pairs that are found often; keys of telex and VNI are read where there is
    no other way. Empty: none.
    """
    if not 3 < len(token) <= _LONGEST or not token.isascii():  # noqa: PLR2004 - two short syllables
        return ()
    return _apart(token, vocabulary, _as_it_is) or _apart(token, vocabulary, _by_keys)


def _apart(token: str, vocabulary: Vocabulary, read: _Read) -> Pieces:
    # For each end: by last syllable the cheapest way to get there.
    ways: list[dict[str, tuple[float, Pieces]]] = [{} for _place in range(len(token) + 1)]
    ways[0][""] = (0.0, ())
    for begin in range(len(token)):
        if not ways[begin]:
            continue
        for end in range(begin + 1, min(len(token), begin + _LONGEST_PIECE) + 1):
            for piece, cost in read(token[begin:end], vocabulary.tokens):
                _extend(ways[begin], ways[end], piece, cost, vocabulary.pairs)
    found = [way for way in ways[-1].values() if len(way[1]) > 1]
    return min(found)[1] if found else ()


def _as_it_is(piece: str, known: Mapping[str, int]) -> list[tuple[Typed, float]]:
    return [((piece, piece), 1.0)] if piece in known else []


def _by_keys(piece: str, known: Mapping[str, int]) -> list[tuple[Typed, float]]:
    if len(piece) == 1:
        return _as_it_is(piece, known)
    keyed = [(typed, 1.5) for typed in typed_by_keys(piece) if typed[0] in known]
    return _as_it_is(piece, known) + keyed


def _extend(
    before: dict[str, tuple[float, Pieces]],
    after: dict[str, tuple[float, Pieces]],
    piece: Typed,
    cost: float,
    known: Mapping[str, int],
) -> None:
    for last, (so_far, pieces) in before.items():
        if (last and f"{last}_{piece[0]}" not in known) or len(pieces) >= _MOST_PIECES:
            continue
        often = math.log1p(known[f"{last}_{piece[0]}"]) if last else 0.0
        way = (so_far + cost - 0.05 * often, (*pieces, piece))
        if piece[0] not in after or way < after[piece[0]]:
            after[piece[0]] = way


def runs(token: str) -> tuple[str, ...]:
    """Letters and digits apart: "4sao" → "4", "sao"; empty where there is one kind of them."""
    found = tuple(_RUNS.findall(token)) if token.isascii() else ()
    return found if len(found) > 1 else ()
