"""One slip of a finger, and spellings that people mix up: other tokens with what each costs.

Costs are in the unit of readings.py: 1 is a sure repair, 3 a desperate one.
"""

import functools
from collections.abc import Container, Iterator

from search.engine.protocol import Vocabulary

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_SWAP, _NEAR, _MISSED, _EXTRA, _TWICE, _FAR = 1.6, 1.7, 2.0, 2.1, 1.6, 2.5
_CONFUSED = 2.3
_VOWEL_I = 1.2
#: Shorter tokens have too many neighbours to guess among.
SHORTEST = 2

#: Beginnings that sound alike somewhere in the country, longest first; as a last resort.
_BEGINNINGS = (
    ("ngh", "ng"),
    ("gh", "g"),
    ("tr", "ch"),
    ("gi", "d"),
    ("gi", "r"),
    ("gi", "v"),
    ("d", "r"),
    ("d", "v"),
    ("n", "l"),
    ("s", "x"),
    ("ph", "f"),
    ("qu", "w"),
    ("k", "c"),
    ("qu", "k"),
    ("gi", "z"),
    ("d", "z"),
    ("y", "i"),
)
#: Endings that sound alike in the south.
_ENDINGS = (("n", "ng"), ("t", "c"), ("nh", "n"), ("y", "i"))


#: By how much of a key each row stands further right than the one above.
SHIFT = 0.4


def _neighbours() -> dict[str, frozenset[str]]:
    """Keys beside each key on the usual keyboard, in its row and in those above and below."""
    where = {
        key: (row, place + row * SHIFT)
        for row, keys in enumerate(_ROWS)
        for place, key in enumerate(keys)
    }
    return {
        key: frozenset(
            other
            for other, (r, p) in where.items()
            if other != key and abs(r - row) <= 1 and abs(p - place) < 1 + SHIFT / 2
        )
        for key, (row, place) in where.items()
    }


NEAR = _neighbours()


@functools.lru_cache(maxsize=2)
def _shortened(vocabulary: Vocabulary) -> dict[str, list[str]]:
    """Each known word, and each with one letter left out → the words that it came from."""
    found: dict[str, list[str]] = {}
    for token in vocabulary.tokens:
        for short in _short(token) if token[0] != "_" else ():
            found.setdefault(short, []).append(token)
    return found


def _short(token: str) -> set[str]:
    return {token, *(token[:place] + token[place + 1 :] for place in range(len(token)))}


def slips(token: str, vocabulary: Vocabulary) -> Iterator[tuple[str, float]]:
    """Known tokens one insertion, deletion, replacement or swap of neighbours away."""
    shortened = _shortened(vocabulary)
    near = {other for short in _short(token) for other in shortened.get(short, ())}
    near.discard(token)
    for other in near:
        cost = _cost(token, other)
        if cost:
            yield other, cost


def _cost(typed: str, meant: str) -> float:
    """0 where it takes more than one slip."""
    longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
    place = next((at for at, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if place is None:
        place = len(shorter)
    if len(typed) == len(meant):
        if typed[place + 1 :] == meant[place + 1 :]:
            return _NEAR if meant[place] in NEAR.get(typed[place], ()) else _FAR
        swapped = typed[place + 1 : place + 2] + typed[place] + typed[place + 2 :]
        return _SWAP if swapped == meant[place:] else 0.0
    if longer[place + 1 :] != shorter[place:]:
        return 0.0
    return _cost_of_extra(typed, place) if longer == typed else _MISSED


def _cost_of_extra(token: str, place: int) -> float:
    """Less where the finger hit the same key twice, or one beside it."""
    beside = token[max(place - 1, 0) : place] + token[place + 1 : place + 2]
    if token[place] in beside:
        return _TWICE
    return _NEAR if any(one in NEAR.get(token[place], ()) for one in beside) else _EXTRA


def confused(token: str, known: Container[str]) -> Iterator[tuple[str, float]]:
    """Known tokens that begin or end otherwise but sound alike: "lước" → "nước", "chà" → "trà"."""
    for one, other in _BEGINNINGS:
        for mine, theirs in ((one, other), (other, one)):
            if token.startswith(mine) and (found := theirs + token[len(mine) :]) in known:
                yield found, _CONFUSED
    for one, other in _ENDINGS:
        for mine, theirs in ((one, other), (other, one)):
            if token.endswith(mine) and (found := token[: -len(mine)] + theirs) in known:
                yield found, _VOWEL_I if {one, other} == {"y", "i"} else _CONFUSED
