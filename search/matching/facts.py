"""What gate, score and reasons all look at, worked out once for pairs of a supply and a need.

One of the two sides has one row, the other one or many: numpy spreads the one. Whole numbers only,
so that a pair has the same facts whichever side is looked from, on any machine.

Amounts of a pair are in *atoms*: grams where the weight of both units is known, else millilitres,
else pieces, else the unit itself where both count in the same.
"""

from dataclasses import dataclass

import numpy as np

from .codes import OF_THE_STAR
from .columns import MILLI, UNKNOWN, Ints, Needs, Supplies, Truths


@dataclass(frozen=True)
class Papers:
    """What the producer's papers say: cheap to work out, and enough to leave most pairs."""

    #: The days from the need's first on which a star is live without a gap: the last of them;
    #: before ``start`` where there is none. The least star meanwhile, 0 where there is none.
    live_through: Ints
    star: Ints
    #: Bits of the standards that hold to the last day of the window, among those some need names.
    held: Ints


@dataclass(frozen=True)
class Trade:
    """What a deal between the two would be."""

    #: Whether amounts can be compared; atoms in one unit of the supply and of the need.
    is_countable: Truths
    unit_atoms: Ints
    need_atoms: Ints
    #: Units that are left in the months of the window; atoms of them that the need can take, and
    #: that it wants: 0 where that is not known.
    available: Ints
    cover: Ints
    total: Ints
    #: Đồng for one unit at the tier of one order; whether the ceiling can be compared with it.
    price: Ints
    is_priced_alike: Truths
    priced_atoms: Ints
    ceiling_atoms: Ints
    #: Kilometres to the farthest place of delivery, 0 where none is known.
    farthest: Ints


def papers_of(supplies: Supplies, needs: Needs) -> Papers:
    live_through, star = _liveness(supplies, needs)
    columns = np.broadcast_arrays(live_through, star, _held(supplies, needs, star))
    return Papers(*columns)


def trade_of(supplies: Supplies, needs: Needs) -> Trade:
    s, n = supplies, needs
    is_countable, unit_atoms, need_atoms = _atoms(
        s, unit=n.unit, mass=n.mass, volume=n.volume, pieces=n.pieces
    )
    available, cover, total = _amounts(s, n, unit_atoms, need_atoms)
    is_priced_alike, priced_atoms, ceiling_atoms = _atoms(
        s, unit=n.price_unit, mass=n.price_mass, volume=n.price_volume, pieces=n.price_pieces
    )
    columns = np.broadcast_arrays(
        is_countable,
        unit_atoms,
        need_atoms,
        available,
        cover,
        total,
        _price(s, n, cover // unit_atoms),
        is_priced_alike,
        priced_atoms,
        ceiling_atoms,
        _farthest(s, n),
    )
    return Trade(*columns)


def _liveness(s: Supplies, n: Needs) -> tuple[Ints, Ints]:
    """Most have one run that holds all days; the others are walked through."""
    star, first, last = s.star[0], s.live_from[0], s.live_until[0]
    is_plain = (first <= n.start) & (last >= n.certified_until) & (star > 0)
    through, least = np.where(is_plain, last, 0), np.where(is_plain, star, 0)
    others = np.flatnonzero(~is_plain)
    if len(others):
        some_s = s.take(others) if len(s) == len(is_plain) else s
        some_n = n.take(others) if len(n) == len(is_plain) else n
        through[others], least[others] = _walk(some_s, some_n)
    return through, least


def _walk(s: Supplies, n: Needs) -> tuple[Ints, Ints]:
    """Runs of days follow one another; the first that leaves a gap ends the walk."""
    through: Ints = n.start - 1 + np.zeros_like(s.key)
    least = np.zeros_like(through)
    for star, first, last in zip(s.star, s.live_from, s.live_until, strict=True):
        follows = (star > 0) & (first <= through + 1) & (last > through)
        follows &= through < n.certified_until
        lower = np.where((least == 0) | (star < least), star, least)
        least = np.where(follows, lower, least)
        through = np.where(follows, last, through)
    return through, least


def _held(s: Supplies, n: Needs, star: Ints) -> Ints:
    """One without a star fails at the certificate; that its star is too low is not said again."""
    named = _bits_of_any(*n.required, *n.preferred)
    if not len(named):
        return np.zeros_like(star)
    is_held = s.held_until.of(named) >= n.end
    for place, code in enumerate(named):
        if code in OF_THE_STAR:
            is_held[place] = (star == 0) | (star >= OF_THE_STAR[code])
    held: Ints = (is_held << named[:, None]).sum(axis=0)
    return held


def _bits_of_any(*columns: Ints) -> Ints:
    """The numbers of the bits that are set in any row."""
    every = 0
    for column in columns:
        every |= int(np.bitwise_or.reduce(column))
    return np.array([bit for bit in range(every.bit_length()) if every >> bit & 1], dtype=np.int64)


def _atoms(
    s: Supplies, *, unit: Ints, mass: Ints, volume: Ints, pieces: Ints
) -> tuple[Truths, Ints, Ints]:
    """(comparable, atoms in a unit of the supply, atoms in that other unit)."""
    comparable = (s.unit == unit) | (unit == UNKNOWN)
    ours: Ints = np.ones_like(comparable, dtype=np.int64)
    theirs = ours
    for own, other in ((s.pieces, pieces), (s.volume, volume), (s.mass, mass)):
        if not other.any():
            continue
        both = (own > 0) & (other > 0) & (unit != UNKNOWN)
        ours = np.where(both, own, ours)
        theirs = np.where(both, other, theirs)
        comparable = comparable | both
    return comparable, ours, theirs


def _amounts(s: Supplies, n: Needs, unit_atoms: Ints, need_atoms: Ints) -> tuple[Ints, Ints, Ints]:
    """(units left in the months of the window, atoms of them that serve, atoms wanted)."""
    months = np.flatnonzero(n.monthly.whole().any(axis=1))
    wanted, left = n.monthly.of(months), s.left.of(months)
    available = np.where(wanted > 0, left, 0).sum(axis=0)
    cover = np.minimum(left * unit_atoms, wanted * need_atoms // MILLI).sum(axis=0)
    total = n.total * need_atoms // MILLI
    return available, np.where(n.total > 0, np.minimum(cover, total), cover), total


def _price(s: Supplies, n: Needs, units: Ints) -> Ints:
    """The tier of one order: what is delivered in all, shared among the orders, never less than
    the supplier's minimum; the minimum's where no quantity is known."""
    ordered = np.where(n.total > 0, units // n.orders, 0)
    ordered = np.maximum(ordered, s.minimum)
    price = s.tier_price[0]
    for tier in range(1, len(s.tier_from)):
        price = np.where(ordered >= s.tier_from[tier], s.tier_price[tier], price)
    return price


def _farthest(s: Supplies, n: Needs) -> Ints:
    provinces = _bits_of_any(n.places)
    wanted = n.places >> provinces[:, None] & 1
    return (s.km.of(provinces) * wanted).max(axis=0, initial=0)
