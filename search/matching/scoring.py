"""The score of a match: nine parts, each a whole number of points, that add up to 0–100.

A part's *value* is a whole number of thousandths; its points are weight × value, rounded half up.
What a demand does not ask for costs nothing. Nothing paid ever enters.
"""

from dataclasses import dataclass

import numpy as np

from .columns import Ints, Needs, Supplies
from .facts import Papers, Trade
from .gate import comes_from, price_and_ceiling

#: Stored with each match. A change of gate, weights or formula is a new number (docs/matching.md).
RULES_VERSION = 1
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
#: A vendor without a record counts as one that kept four of five.
PRIOR_KEPT = 4
PRIOR_PROMISED = 5
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
_WEIGHTS = np.array([[part.weight] for part in PARTS], dtype=np.int64)


def values_of(s: Supplies, n: Needs, likeness: Ints, papers: Papers, trade: Trade) -> Ints:
    """Thousandths of each part for each pair, (part, pair)."""
    columns = np.broadcast_arrays(
        _goods(n, likeness),
        _capacity(trade),
        _price(n, trade),
        _distance(trade),
        _origin(s, n),
        _season(s, n),
        _star(n, papers),
        _standards(s, n, papers),
        FULL * (s.kept + PRIOR_KEPT) // (s.promised + PRIOR_PROMISED),
        papers.star,
    )
    return np.stack(columns[:-1])


def points_of(values: Ints) -> Ints:
    """Whole points of each part; a column's sum is the score."""
    return (values * _WEIGHTS + FULL // 2) // FULL


def exact_of(values: Ints) -> Ints:
    """Thousandths of points, before rounding: what decides between equal scores."""
    exact: Ints = (values * _WEIGHTS).sum(axis=0)
    return exact


def _goods(n: Needs, likeness: Ints) -> Ints:
    """Without words likeness is full."""
    shared = SAME_SET + (FULL - SAME_SET) * likeness // FULL
    return np.where(n.groups != 0, shared, likeness)


def _capacity(trade: Trade) -> Ints:
    total = np.maximum(trade.total, 1)
    return np.where(trade.total == 0, FULL, np.minimum(FULL, FULL * trade.cover // total))


def _price(n: Needs, trade: Trade) -> Ints:
    asked, most = price_and_ceiling(n, trade)
    below = FULL - FULL * asked // np.maximum(most, 1)
    value = np.clip(_AT_CEILING + _PER_MILLE_BELOW * below, 0, FULL)
    return np.where(n.ceiling == 0, FULL, np.where(trade.is_priced_alike, value, 0))


def _distance(trade: Trade) -> Ints:
    beyond = np.maximum(trade.farthest - _NEAR_KM, 0)
    return np.maximum(FULL - FULL * beyond // (_FAR_KM - _NEAR_KM), 0)


def _origin(s: Supplies, n: Needs) -> Ints:
    anywhere = (n.preferred_provinces == 0) & (n.preferred_former == 0)
    liked = comes_from(s, n.preferred_provinces, n.preferred_former)
    return np.where(anywhere | liked, FULL, 0)


def _season(s: Supplies, n: Needs) -> Ints:
    """The share of the months of the window in which it is harvested or made."""
    months = np.maximum(np.bitwise_count(n.season).astype(np.int64), 1)
    inside = np.bitwise_count(n.season & s.season).astype(np.int64)
    return np.where(s.season == 0, FULL, FULL * inside // months)


def _star(n: Needs, papers: Papers) -> Ints:
    least = np.maximum(n.min_star, _LEAST_STARS)
    above = np.maximum(papers.star - least, 0)
    room = _MOST_STARS - least
    return np.where(room == 0, FULL, FULL * above // np.maximum(room, 1))


def _standards(s: Supplies, n: Needs, papers: Papers) -> Ints:
    """The share of the preferred ones; where none is preferred, further ones up to three."""
    wanted = np.zeros_like(n.key)
    met = np.zeros_like(papers.star)
    for clause in n.preferred:
        wanted = wanted + (clause != 0)
        met = met + ((clause != 0) & (papers.held & clause != 0))
    asked = np.zeros_like(n.key)
    for clause in n.required:
        asked = asked | clause
    further = np.bitwise_count(s.held & ~asked & ~_STARS).astype(np.int64)
    many = FULL * np.minimum(further, _MANY_STANDARDS) // _MANY_STANDARDS
    return np.where(wanted > 0, FULL * met // np.maximum(wanted, 1), many)
