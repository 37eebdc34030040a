"""What gate, score and reasons all look at of pairs of a supply and a need.

One of the two sides has one row, the other one or many: numpy spreads the one. Whole numbers only,
so that a pair has the same facts whichever side is looked from, on any machine. Each fact is worked
out when it is first looked at, of the pairs that are left by then: most pairs fail early.

Amounts of a pair are in *atoms*: grams where the weight of both units is known, else millilitres,
else pieces, else the unit itself where both count in the same.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .codes import OF_THE_STAR
from .columns import MILLI, PROVINCES, UNKNOWN, Ints, Needs, Rows, Supplies, Truths, holds_any

#: Bits of the standards that a certificate answers.
_OF_THE_STAR = sum(1 << code for code in OF_THE_STAR)
#: Thousandths of the likest phrase that are in the names, of these rows of the many.
Likeness = Callable[[Rows], Ints]


class Facts:
    """Columns of pairs; one that is the same for all of them may have a single entry."""

    #: Thousandths of the likest phrase that are in the names; 1000 where the need has no words.
    likeness: Ints
    #: The days from the need's first on which a star is live without a gap: the last of them;
    #: before ``start`` where there is none. The least star meanwhile, 0 where there is none.
    live_through: Ints
    star: Ints
    #: Bits of the standards that hold to the last day of the window, among those some need names.
    held: Ints
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

    def __init__(
        self,
        supplies: Supplies,
        needs: Needs,
        rows: Rows,
        liken: Likeness,
        *,
        is_of_one_need: bool,
        of: "tuple[Facts, Ints] | None" = None,
    ) -> None:
        """The side with one row whole, of the other ``rows``; ``of``: whose places these are."""
        self._sides, self._rows, self._liken = (supplies, needs), rows, liken
        self._is_of_one_need, self._of = is_of_one_need, of
        self.s = supplies.take(rows) if is_of_one_need else supplies
        self.n = needs if is_of_one_need else needs.take(rows)
        self._size = len(self.s if is_of_one_need else self.n)

    def __len__(self) -> int:
        return self._size

    @property
    def rows(self) -> Ints:
        """Of the side that has many."""
        rows = self._rows
        if isinstance(rows, slice):
            first = rows.start or 0
            return np.arange(first, first + self._size)
        return rows

    @property
    def keys(self) -> Ints:
        return self.s.key if self._is_of_one_need else self.n.key

    def take(self, places: Ints) -> "Facts":
        """Of these pairs alone, in this order."""
        rows = self._rows
        of_side = places + (rows.start or 0) if isinstance(rows, slice) else rows.take(places)
        return Facts(
            *self._sides,
            of_side,
            self._liken,
            is_of_one_need=self._is_of_one_need,
            of=(self, places),
        )

    def __getattr__(self, name: str) -> Any:
        """Asked for the first time: taken from those of more pairs where these are known, or made."""
        if name not in _MAKERS:
            raise AttributeError(name)
        if self._of is not None and self._of[0].knows(name):
            whole, places = self._of
            column = getattr(whole, name)
            is_single = len(column) == 1 < len(whole)
            self.__dict__[name] = column if is_single else column.take(places)
        else:
            self.__dict__.update(_MAKERS[name](self))
        return self.__dict__[name]

    def knows(self, name: str) -> bool:
        return name in self.__dict__ or (self._of is not None and self._of[0].knows(name))

    def liken(self) -> Ints:
        return self._liken(self._rows)


Made = dict[str, NDArray[Any]]


def _likeness(facts: Facts) -> Made:
    return {"likeness": facts.liken()}


def _liveness(facts: Facts) -> Made:
    """Most have one run that holds all days; the others are walked through."""
    s, n = facts.s, facts.n
    star, first, last = s.star[0], s.live_from[0], s.live_until[0]
    is_plain = (first <= n.start) & (last >= n.certified_until) & (star > 0)
    through, least = (np.broadcast_to(column, len(facts)).copy() for column in (last, star))
    others = np.flatnonzero(~is_plain)
    if len(others):
        some = facts.take(others)
        through[others], least[others] = _walk(some.s, some.n)
    return {"live_through": through, "star": least}


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


def _held(facts: Facts) -> Made:
    return {"held": held_of(facts, bits_in(facts.n.asked) | bits_in(facts.n.liked))}


def held_of(facts: Facts, named: int) -> Ints:
    """Bits of those of these standards that hold to the last day of the window.

    One without a star fails at the certificate; that its star is too low is not said again.
    """
    s, n = facts.s, facts.n
    some = named & bits_in(s.held) if len(s) == 1 else named
    held = np.zeros(len(facts), dtype=np.int64)
    for code in _numbers(some & ~_OF_THE_STAR):
        held |= (s.held_until[code] >= n.end) * np.int64(1 << code)
    for code in _numbers(named & _OF_THE_STAR):
        is_held = (facts.star == 0) | (facts.star >= OF_THE_STAR[code])
        held |= is_held * np.int64(1 << code)
    return held


def bits_in(column: Ints) -> int:
    """The bits that are set in any row."""
    return int(np.bitwise_or.reduce(column))


def _numbers(bits: int) -> Iterator[int]:
    return (bit for bit in range(bits.bit_length()) if bits >> bit & 1)


def _counted(facts: Facts) -> Made:
    n = facts.n
    is_countable, ours, theirs = _atoms(
        facts.s, unit=n.unit, mass=n.mass, volume=n.volume, pieces=n.pieces
    )
    return {"is_countable": is_countable, "unit_atoms": ours, "need_atoms": theirs}


def _priced_alike(facts: Facts) -> Made:
    n = facts.n
    is_alike, ours, theirs = _atoms(
        facts.s, unit=n.price_unit, mass=n.price_mass, volume=n.price_volume, pieces=n.price_pieces
    )
    return {"is_priced_alike": is_alike, "priced_atoms": ours, "ceiling_atoms": theirs}


def _atoms(
    s: Supplies, *, unit: Ints, mass: Ints, volume: Ints, pieces: Ints
) -> tuple[Truths, Ints, Ints]:
    """(comparable, atoms in a unit of the supply, atoms in that other unit)."""
    comparable = (s.unit == unit) | (unit == UNKNOWN)
    ours: Ints = np.ones_like(comparable, dtype=np.int64)
    theirs = ours
    for own, other in ((s.pieces, pieces), (s.volume, volume), (s.mass, mass)):
        if not (holds_any(other) and holds_any(own)):
            continue
        both = (own > 0) & (other > 0) & (unit != UNKNOWN)
        ours = np.where(both, own, ours)
        theirs = np.where(both, other, theirs)
        comparable = comparable | both
    return comparable, ours, theirs


def _amounts(facts: Facts) -> Made:
    n = facts.n
    available, cover = _of_one_need(facts) if len(n) == 1 else _of_needs(facts)
    total = n.total * facts.need_atoms // MILLI
    cover = np.where(n.total > 0, np.minimum(cover, total), cover)
    return {"available": available, "cover": cover, "total": total}


def _of_needs(facts: Facts) -> tuple[Ints, Ints]:
    s, n = facts.s, facts.n
    months = n.monthly.used
    wanted, left = n.monthly.first(months).whole(), s.left.first(months).whole()
    cover = np.minimum(left * facts.unit_atoms, wanted * facts.need_atoms // MILLI)
    return ((wanted > 0) * left).sum(axis=0), cover.sum(axis=0)


def _of_one_need(facts: Facts) -> tuple[Ints, Ints]:
    """Month by month, which stays near the processor."""
    available, cover = np.zeros((2, len(facts)), dtype=np.int64)
    atoms: dict[int, Ints] = {}
    for month, (wanted,) in enumerate(facts.n.monthly.whole().tolist()):
        if not wanted:
            continue
        if wanted not in atoms:
            atoms[wanted] = wanted * facts.need_atoms // MILLI
        left = facts.s.left[month]
        available += left
        cover += np.minimum(left * facts.unit_atoms, atoms[wanted])
    return available, cover


def _price(facts: Facts) -> Made:
    """The tier of one order: what is delivered in all, shared among the orders, never less than
    the supplier's minimum; the minimum's where no quantity is known."""
    s, n = facts.s, facts.n
    ordered = np.where(n.total > 0, facts.cover // facts.unit_atoms // n.orders, 0)
    ordered = np.maximum(ordered, s.minimum)
    price = s.tier_price[0]
    for tier in range(1, len(s.tier_from)):
        price = np.where(ordered >= s.tier_from[tier], s.tier_price[tier], price)
    return {"price": price}


def _farthest(facts: Facts) -> Made:
    s, n = facts.s, facts.n
    if len(n) != 1:
        km = np.append(s.km.whole()[:, 0], 0)
        return {"farthest": km.take(n.stops.whole()).max(axis=0)}
    farthest = np.zeros(len(facts), dtype=np.int64)
    for (stop,) in n.stops:
        if stop < PROVINCES:
            np.maximum(farthest, s.km[stop], out=farthest)
    return {"farthest": farthest}


_MAKERS: dict[str, Callable[[Facts], Made]] = {
    "likeness": _likeness,
    **dict.fromkeys(("live_through", "star"), _liveness),
    "held": _held,
    **dict.fromkeys(("is_countable", "unit_atoms", "need_atoms"), _counted),
    **dict.fromkeys(("available", "cover", "total"), _amounts),
    **dict.fromkeys(("is_priced_alike", "priced_atoms", "ceiling_atoms"), _priced_alike),
    "price": _price,
    "farthest": _farthest,
}
