"""The hard constraints: a supply that breaks one is never a match (docs/matching.md)."""

import enum
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from .columns import MILLI, NATIONWIDE, UNKNOWN, Ints, Needs, Supplies, Truths, holds_any
from .facts import Facts, bits_in, held_of

Bits = NDArray[np.uint16]


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


Fine = Iterator[tuple[Gate, Truths]]


def _papers(facts: Facts) -> Fine:
    """What needs no amounts and prices: cheap to work out, and enough to leave most pairs."""
    s, n = facts.s, facts.n
    yield Gate.GOODS, _goods(facts)
    yield Gate.CERTIFICATE, facts.live_through >= n.certified_until
    if holds_any(n.min_star):
        yield Gate.STAR, (facts.star == 0) | (facts.star >= n.min_star)
    if holds_any(n.provinces) or holds_any(n.former):
        anywhere = (n.provinces == 0) & (n.former == 0)
        yield Gate.ORIGIN, anywhere | comes_from(s, n.provinces, n.former)
    if holds_any(n.asked):
        yield Gate.STANDARDS, _standards(facts)
    if holds_any(n.forms) or holds_any(n.traits):
        legal = (n.forms == 0) | (s.form & n.forms != 0)
        yield Gate.PRODUCER_TYPE, legal & (s.traits & n.traits == n.traits)


def _places(facts: Facts) -> Fine:
    s, n = facts.s, facts.n
    yield Gate.UNIT, facts.is_countable
    reaches = facts.farthest <= s.reach
    yield Gate.DELIVERY, reaches & ((n.abroad == 0) | (s.reach >= NATIONWIDE))
    if holds_any(n.centre != UNKNOWN):
        yield Gate.RADIUS, _radius(s, n)


def _amounts(facts: Facts) -> Fine:
    other = ~facts.is_countable
    yield Gate.CAPACITY, other | _capacity(facts)
    yield Gate.MINIMUM, other | _minimum(facts)


def _prices(facts: Facts) -> Fine:
    n = facts.n
    if holds_any(n.ceiling):
        yield Gate.PRICE, (n.ceiling == 0) | _price(facts)


#: Each looks at the pairs that the ones before it left.
STAGES = (_papers, _places, _amounts, _prices)


def failed_bits(facts: Facts, stage: Callable[[Facts], Fine]) -> Bits:
    """Bits of the gates of a stage that each pair fails."""
    failed = np.zeros(len(facts), dtype=np.uint16)
    for gate, is_fine in stage(facts):
        failed |= ~is_fine * np.uint16(gate.value)
    return failed


def _goods(facts: Facts) -> Truths:
    """The criteria set where the need names any, else a third of the words, where it has any."""
    s, n = facts.s, facts.n
    fine: Truths = s.group & n.groups != 0
    if np.count_nonzero(n.groups) < len(n):
        fine = np.where(n.groups == 0, facts.likeness >= LEAST_LIKENESS, fine)
    return fine


def comes_from(s: Supplies, provinces: Ints, former: Ints) -> Truths:
    return (s.province & provinces != 0) | (s.former & former != 0)


def _standards(facts: Facts) -> Truths:
    n = facts.n
    held = held_of(facts, bits_in(n.asked))
    fine = np.ones(len(facts), dtype=bool)
    for clause in n.required:
        if holds_any(clause):
            fine &= (clause == 0) | (held & clause != 0)
    return fine


def _capacity(facts: Facts) -> Truths:
    """Something, at least one whole order, and a tenth of what is wanted."""
    return (
        (facts.cover > 0)
        & (facts.available >= facts.s.minimum)
        & (facts.cover * SMALLEST_PART >= facts.total)
    )


def _minimum(facts: Facts) -> Truths:
    """Nobody is told of a supplier whose smallest order is more than all that is wanted."""
    n = facts.n
    wanted = n.most * facts.need_atoms // MILLI
    return (n.most == 0) | (wanted >= facts.s.minimum * facts.unit_atoms)


def _price(facts: Facts) -> Truths:
    """A ceiling that cannot be compared (for a basket, where kilograms are offered) is not kept."""
    asked, most = price_and_ceiling(facts)
    return facts.is_priced_alike & (asked <= most)


def price_and_ceiling(facts: Facts) -> tuple[Ints, Ints]:
    """Both multiplied so that they compare: the price of the need's price unit and its ceiling."""
    return facts.price * facts.ceiling_atoms, facts.n.ceiling * facts.priced_atoms


def _radius(s: Supplies, n: Needs) -> Truths:
    centre = np.maximum(n.centre, 0)
    km = s.km[int(centre[0])] if len(n) == 1 else s.km.whole()[centre, 0]
    return (n.centre == UNKNOWN) | (km <= n.radius)
