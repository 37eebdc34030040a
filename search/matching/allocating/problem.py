"""One demand to be filled by several vendors at the least cost: what is given, and what is found.

Whole numbers. Wants are in thousandths of their own unit, here called atoms; a supply's amounts are
its own units, each worth so many atoms.
"""

from dataclasses import dataclass, field

from .freight import Rate


@dataclass(frozen=True)
class Want:
    """A line. ``months``: atoms wanted in each month; where ``is_total`` they may come in any of
    those months, and each holds the total."""

    line: int
    months: dict[int, int]
    is_total: bool
    #: At least and at most, in all.
    total: int
    most: int
    orders: int
    #: How much may come too much because units are whole.
    slack: int = 0

    def room(self, month: int) -> int:
        """The most that may come in a month: its share of the most in all."""
        atoms = self.months[month]
        return max(atoms, atoms * self.most // max(self.total, 1)) + self.slack


@dataclass(frozen=True)
class Candidate:
    """A supply that may serve a want; ``tiers`` rise: (from so many units an order, price)."""

    want: int
    supply: int
    vendor: int
    province: int
    unit_atoms: int
    grams: int
    minimum: int
    tiers: tuple[tuple[int, int], ...]
    #: Month → units left.
    left: dict[int, int]
    rate: Rate

    def usable(self, want: Want) -> dict[int, int]:
        """Units in each month that the want could take, rounded up to whole units."""
        return {
            month: min(self.left[month], -(-want.room(month) // self.unit_atoms))
            for month in want.months
            if self.left.get(month, 0) > 0
        }


@dataclass(frozen=True)
class Limits:
    """None: as many as it takes."""

    suppliers: int | None = None
    provinces: int | None = None


@dataclass(frozen=True)
class Problem:
    wants: tuple[Want, ...]
    candidates: tuple[Candidate, ...]
    limits: Limits = Limits()


@dataclass(frozen=True)
class Pick:
    """So many units in each month from one candidate, at the price of one tier."""

    candidate: Candidate
    months: dict[int, int]
    price: int
    goods: int
    freight: int

    @property
    def units(self) -> int:
        return sum(self.months.values())


@dataclass(frozen=True)
class Plan:
    """``bound``: no plan costs less; ``gap``: how much this one may be above it, as a share."""

    picks: tuple[Pick, ...]
    bound: int

    @property
    def goods(self) -> int:
        return sum(pick.goods for pick in self.picks)

    @property
    def freight(self) -> int:
        return sum(pick.freight for pick in self.picks)

    @property
    def total(self) -> int:
        return self.goods + self.freight

    @property
    def gap(self) -> float:
        return (self.total - self.bound) / self.total if self.total else 0.0


@dataclass(frozen=True)
class Relaxation:
    """The least change of one limit that makes a plan possible."""

    limit: str
    given: int
    needed: int
    want: int | None = None


@dataclass(frozen=True)
class Impossible:
    """No plan within the limits; each relaxation alone makes one possible."""

    relaxations: tuple[Relaxation, ...] = field(default=())


def price_at(candidate: Candidate, units: int, *, orders: int) -> int:
    """The price of one unit where so many are taken in so many orders."""
    found = candidate.tiers[0][1]
    for first, price in candidate.tiers:
        if units >= first * orders:
            found = price
    return found


def pick_of(candidate: Candidate, months: dict[int, int], want: Want) -> Pick:
    """With what it costs exactly."""
    taken = {month: units for month, units in sorted(months.items()) if units}
    units = sum(taken.values())
    price = price_at(candidate, units, orders=want.orders)
    freight = candidate.rate.charge(orders=want.orders, grams=units * candidate.grams)
    return Pick(candidate, taken, price, units * price, freight)
