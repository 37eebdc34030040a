"""The hard constraints: a supply that breaks one is never a match (docs/matching.md)."""

import enum

import numpy as np

from .columns import MILLI, NATIONWIDE, UNKNOWN, Ints, Needs, Supplies, Truths
from .facts import Papers, Trade


class Gate(enum.IntFlag):
    """One bit for each way to fail. GOODS aside, a supply that fails few is a near miss."""

    GOODS = 1
    CERTIFICATE = 2
    STAR = 4
    ORIGIN = 8
    STANDARDS = 16
    PRODUCER_TYPE = 32
    UNIT = 64
    CAPACITY = 128
    MINIMUM = 256
    PRICE = 512
    DELIVERY = 1024
    RADIUS = 2048


#: A supply can serve a need if it covers at least one part in so many.
SMALLEST_PART = 10
#: Thousandths of a phrase's tokens and pairs that make a name one of it, where no set is known.
LEAST_LIKENESS = 300


#: How many are failed at most by a near miss; it never fails the goods.
NEAR = 2


def failed_papers(s: Supplies, n: Needs, likeness: Ints, papers: Papers) -> Ints:
    """Bits of the gates that need no amounts and prices, for each pair."""
    fine = {
        Gate.GOODS: _goods(s, n, likeness),
        Gate.CERTIFICATE: papers.live_through >= n.certified_until,
    }
    if n.min_star.any():
        fine[Gate.STAR] = (papers.star == 0) | (papers.star >= n.min_star)
    if n.provinces.any() or n.former.any():
        anywhere = (n.provinces == 0) & (n.former == 0)
        fine[Gate.ORIGIN] = anywhere | comes_from(s, n.provinces, n.former)
    if any(clause.any() for clause in n.required):
        fine[Gate.STANDARDS] = _standards(n, papers)
    if n.forms.any() or n.traits.any():
        legal = (n.forms == 0) | (s.form & n.forms != 0)
        fine[Gate.PRODUCER_TYPE] = legal & (s.traits & n.traits == n.traits)
    return _bits(fine, len(likeness))


def failed_trade(s: Supplies, n: Needs, trade: Trade) -> Ints:
    """Bits of the others, for each pair."""
    reaches = (trade.farthest <= s.reach) & ((n.abroad == 0) | (s.reach >= NATIONWIDE))
    other = ~trade.is_countable
    fine = {
        Gate.UNIT: trade.is_countable,
        Gate.CAPACITY: other | _capacity(s, trade),
        Gate.MINIMUM: other | _minimum(s, n, trade),
        Gate.DELIVERY: reaches,
    }
    if n.ceiling.any():
        fine[Gate.PRICE] = (n.ceiling == 0) | _price(n, trade)
    if (n.centre != UNKNOWN).any():
        fine[Gate.RADIUS] = _radius(s, n)
    return _bits(fine, len(trade.price))


def _bits(fine: dict[Gate, Truths], size: int) -> Ints:
    failed = np.zeros(size, dtype=np.int64)
    for gate, is_fine in fine.items():
        failed += ~is_fine * np.int64(gate.value)
    return failed


def _goods(s: Supplies, n: Needs, likeness: Ints) -> Truths:
    """The criteria set where the need names any, else a third of the words, where it has any.

    ``likeness`` is 1000 where the need has no words.
    """
    return np.where(n.groups != 0, s.group & n.groups != 0, likeness >= LEAST_LIKENESS)


def comes_from(s: Supplies, provinces: Ints, former: Ints) -> Truths:
    return (s.province & provinces != 0) | (s.former & former != 0)


def _standards(n: Needs, papers: Papers) -> Truths:
    fine = np.ones_like(papers.star, dtype=bool)
    for clause in n.required:
        if clause.any():
            fine = fine & ((clause == 0) | (papers.held & clause != 0))
    return fine


def _capacity(s: Supplies, trade: Trade) -> Truths:
    """Something, at least one whole order, and a tenth of what is wanted."""
    return (
        (trade.cover > 0)
        & (trade.available >= s.minimum)
        & (trade.cover * SMALLEST_PART >= trade.total)
    )


def _minimum(s: Supplies, n: Needs, trade: Trade) -> Truths:
    """Nobody is told of a supplier whose smallest order is more than all that is wanted."""
    return (n.most == 0) | (n.most * trade.need_atoms // MILLI >= s.minimum * trade.unit_atoms)


def _price(n: Needs, trade: Trade) -> Truths:
    """A ceiling that cannot be compared (for a basket, where kilograms are offered) is not kept."""
    asked, most = price_and_ceiling(n, trade)
    return trade.is_priced_alike & (asked <= most)


def price_and_ceiling(n: Needs, trade: Trade) -> tuple[Ints, Ints]:
    """Both multiplied so that they compare: the price of the need's price unit and its ceiling."""
    return trade.price * trade.ceiling_atoms, n.ceiling * trade.priced_atoms


def _radius(s: Supplies, n: Needs) -> Truths:
    centre = np.maximum(n.centre, 0)
    km = s.km[int(centre[0])] if len(n) == 1 else s.km.whole()[centre, 0]
    return (n.centre == UNKNOWN) | (km <= n.radius)
