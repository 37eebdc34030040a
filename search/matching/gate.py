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
    type_fits = ((n.forms == 0) | (s.form & n.forms != 0)) & (s.traits & n.traits == n.traits)
    return _bits(
        {
            Gate.GOODS: _goods(s, n, likeness),
            Gate.CERTIFICATE: papers.live_through >= n.certified_until,
            Gate.STAR: (papers.star == 0) | (papers.star >= n.min_star),
            Gate.ORIGIN: _origin(s, n),
            Gate.STANDARDS: _standards(n, papers),
            Gate.PRODUCER_TYPE: type_fits,
        }
    )


def failed_trade(s: Supplies, n: Needs, trade: Trade) -> Ints:
    """Bits of the others, for each pair."""
    reaches = (trade.farthest <= s.reach) & ((n.abroad == 0) | (s.reach >= NATIONWIDE))
    return _bits(
        {
            Gate.UNIT: trade.is_countable,
            Gate.CAPACITY: ~trade.is_countable | _capacity(s, trade),
            Gate.MINIMUM: ~trade.is_countable | _minimum(s, n, trade),
            Gate.PRICE: (n.ceiling == 0) | _price(n, trade),
            Gate.DELIVERY: reaches,
            Gate.RADIUS: _radius(s, n),
        }
    )


def _bits(fine: dict[Gate, Truths]) -> Ints:
    failed: Ints = sum(  # type: ignore[assignment]
        np.where(is_fine, 0, np.int64(gate.value)) for gate, is_fine in fine.items()
    )
    return failed


def _goods(s: Supplies, n: Needs, likeness: Ints) -> Truths:
    """The criteria set where the need names any, else a third of the words, where it has any.

    ``likeness`` is 1000 where the need has no words.
    """
    return np.where(n.groups != 0, s.group & n.groups != 0, likeness >= LEAST_LIKENESS)


def _origin(s: Supplies, n: Needs) -> Truths:
    anywhere = (n.provinces == 0) & (n.former == 0)
    return anywhere | comes_from(s, n.provinces, n.former)


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
    km = np.zeros_like(s.key + n.key)
    for province in np.unique(n.centre[n.centre != UNKNOWN]):
        km = np.where(n.centre == province, s.km[province], km)
    return (n.centre == UNKNOWN) | (km <= n.radius)
