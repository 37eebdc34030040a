"""One slip of a finger, and spellings that people mix up: other tokens with what each costs.

Costs are in the unit of readings.py: 1 is a sure repair, 3 a desperate one.
"""

import string
from collections.abc import Container, Iterator

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_LETTERS = string.ascii_lowercase + string.digits
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
    ("c", "k"),
)
#: Endings that sound alike in the south.
_ENDINGS = (("n", "ng"), ("t", "c"), ("nh", "n"), ("y", "i"))


def _neighbours() -> dict[str, frozenset[str]]:
    """Keys beside each key on the usual keyboard, in its row and in those above and below."""
    where = {
        key: (row, place + row * 0.4) for row, keys in enumerate(_ROWS) for place, key in enumerate(keys)
    }
    return {
        key: frozenset(
            other
            for other, (r, p) in where.items()
            if other != key and abs(r - row) <= 1 and abs(p - place) <= 1.1
        )
        for key, (row, place) in where.items()
    }


NEAR = _neighbours()


def slips(token: str, known: Container[str]) -> Iterator[tuple[str, float]]:
    """Known tokens one insertion, deletion, replacement or swap of neighbours away."""
    for place in range(len(token) + 1):
        head, rest = token[:place], token[place:]
        for letter in _LETTERS:
            if (more := head + letter + rest) in known:
                yield more, _MISSED
        if not rest:
            continue
        for letter in _LETTERS:
            if letter != rest[0] and (other := head + letter + rest[1:]) in known:
                yield other, _NEAR if letter in NEAR[rest[0]] else _FAR
        if (less := head + rest[1:]) in known:
            yield less, _cost_of_extra(token, place)
        if len(rest) > 1 and rest[0] != rest[1]:
            swapped = head + rest[1] + rest[0] + rest[2:]
            if swapped in known:
                yield swapped, _SWAP


def _cost_of_extra(token: str, place: int) -> float:
    """Less where the finger hit the same key twice, or one beside it."""
    beside = token[place - 1 : place] + token[place + 1 : place + 2]
    if token[place] in beside:
        return _TWICE
    return _NEAR if any(one in NEAR[token[place]] for one in beside if one in NEAR) else _EXTRA


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
