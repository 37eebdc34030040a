"""The score of a match: nine parts, each a whole number of points, that add up to 0–100.

A part's *value* is a whole number of thousandths; its points are weight × value, rounded half up.
What a demand does not ask for costs nothing. Nothing paid ever enters.
"""

from dataclasses import dataclass

import numpy as np

from .columns import Ints, holds_any
from .facts import Facts
from .gate import comes_from, price_and_ceiling

#: Stored with each match. A change of gate, weights or formula is a new number (docs/matching.md).
RULES_VERSION = 2
FULL = 1000

#: Of goods: what the same criteria set alone is worth, where words are named too.
SAME_SET = 200
#: A price at the ceiling is worth so much, and each percent below it so much more.
_AT_CEILING = 400
_PER_MILLE_BELOW = 2
_NEAR_KM = 50
_FAR_KM = 1500
_MOST_STARS = 5
_LEAST_STARS = 3
#: So many standards beyond the required ones are worth all.
_MANY_STANDARDS = 3
#: Bits of the stars among the standards: they have a part of their own.
_STARS = 0b1111


@dataclass(frozen=True)
class Part:
    name: str
    weight: int


PARTS = (
    Part("goods", 25),
    Part("capacity", 20),
    Part("price", 15),
    Part("distance", 8),
    Part("origin", 4),
    Part("season", 6),
    Part("star", 7),
    Part("standards", 7),
    Part("reliability", 8),
)
_ALL = np.array([FULL])
#: Thousandths of a hundred points take so many bits.
EXACT_BITS = 20


def _worth(part: Part) -> Ints:
    """By value: points, and below them what they were before rounding. Quicker than to divide."""
    exact = np.arange(FULL + 1) * part.weight
    points: Ints = (exact + FULL // 2) // FULL
    return points << EXACT_BITS | exact


_WORTH = tuple(_worth(part) for part in PARTS)
#: What so many further standards are worth.
_MANY = FULL * np.minimum(np.arange(65), _MANY_STANDARDS) // _MANY_STANDARDS


def values_of(facts: Facts) -> list[Ints]:
    """Thousandths of each part for each pair; one number where all pairs have the same."""
    return [
        _goods(facts),
        _capacity(facts),
        _price(facts),
        _distance(facts),
        _origin(facts),
        _season(facts),
        _star(facts),
        _standards(facts),
        facts.s.reliability,
    ]


def points_of(values: list[Ints]) -> list[Ints]:
    """Whole points of each part; a pair's sum is the score."""
    return [worth.take(value) >> EXACT_BITS for value, worth in zip(values, _WORTH, strict=True)]


def worth_of(values: list[Ints]) -> Ints:
    """The score, and below it in EXACT_BITS the thousandths of points before rounding, which decide
    between equal scores. Columns with one entry for all are added first."""
    found = np.zeros(1, dtype=np.int64)
    for place in sorted(range(len(values)), key=lambda place: len(values[place])):
        found = found + _WORTH[place].take(values[place])
    return found


def _goods(facts: Facts) -> Ints:
    """Without words likeness is full."""
    shared = SAME_SET + (FULL - SAME_SET) * facts.likeness // FULL
    return np.where(facts.n.groups != 0, shared, facts.likeness)


def _capacity(facts: Facts) -> Ints:
    if not holds_any(facts.n.total):
        return _ALL
    total = np.maximum(facts.total, 1)
    share = np.minimum(FULL, FULL * facts.cover // total)
    return np.where(facts.total == 0, FULL, share)


def _price(facts: Facts) -> Ints:
    if not holds_any(facts.n.ceiling):
        return _ALL
    asked, most = price_and_ceiling(facts)
    below = FULL - FULL * asked // np.maximum(most, 1)
    value = np.clip(_AT_CEILING + _PER_MILLE_BELOW * below, 0, FULL)
    return np.where(facts.n.ceiling == 0, FULL, np.where(facts.is_priced_alike, value, 0))


def _distance(facts: Facts) -> Ints:
    beyond = np.maximum(facts.farthest - _NEAR_KM, 0)
    return np.maximum(FULL - FULL * beyond // (_FAR_KM - _NEAR_KM), 0)


def _origin(facts: Facts) -> Ints:
    """The share of what is preferred of where it comes from and of who makes it: a place, a legal form,
    each trait. Full where nothing is."""
    s, n = facts.s, facts.n
    wanted = np.bitwise_count(n.preferred_traits).astype(np.int64)
    wanted += n.preferred_forms != 0
    wanted += (n.preferred_provinces != 0) | (n.preferred_former != 0)
    if not holds_any(wanted):
        return _ALL
    met = np.bitwise_count(s.traits & n.preferred_traits).astype(np.int64)
    met += s.form & n.preferred_forms != 0
    met += comes_from(s, n.preferred_provinces, n.preferred_former)
    return np.where(wanted == 0, FULL, FULL * met // np.maximum(wanted, 1))


def _season(facts: Facts) -> Ints:
    """The share of the months of the window in which it is harvested or made."""
    s, n = facts.s, facts.n
    months = np.maximum(np.bitwise_count(n.season).astype(np.int64), 1)
    inside = np.bitwise_count(n.season & s.season).astype(np.int64)
    return np.where(s.season == 0, FULL, FULL * inside // months)


def _star(facts: Facts) -> Ints:
    least = np.maximum(facts.n.min_star, _LEAST_STARS)
    above = np.maximum(facts.star - least, 0)
    room = _MOST_STARS - least
    return np.where(room == 0, FULL, FULL * above // np.maximum(room, 1))


def _standards(facts: Facts) -> Ints:
    """The share of the preferred ones; where none is preferred, further ones up to three."""
    n = facts.n
    further = _MANY.take(np.bitwise_count(facts.s.held & ~n.asked & ~_STARS))
    if not holds_any(n.liked):
        return further
    wanted = np.zeros_like(n.key)
    met = np.zeros_like(wanted)
    for clause in n.preferred:
        wanted = wanted + (clause != 0)
        met = met + (facts.held & clause != 0)
    return np.where(wanted > 0, FULL * met // np.maximum(wanted, 1), further)
