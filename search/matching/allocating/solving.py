"""The cheapest plan as a mixed-integer programme, with its bound.

A candidate has for each tier the units taken at its price (whole, within the tier) and whether that
tier is used; what it takes is spread over months. Vendors and provinces count once, however many of
their supplies are used.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from .problem import Candidate, Pick, Plan, Problem, Want, pick_of
from .programme import GAP, INFINITY, Programme, Relaxed, Solution
from .rounding import whole_units

#: Costs in thousands of đồng: numbers that a solver likes.
_SCALE = 1000.0
#: So many candidates are tried before all are; fewer than twice as many are looked at at once.
_LIKELY = 30


@dataclass
class _Columns:
    """Where a candidate's variables are: units and use of each tier, units of each month.

    ``months`` is empty where it does not matter when something comes: ``usable`` is filled in order.
    """

    tiers: list[tuple[int, int]]
    months: dict[int, int]
    usable: dict[int, int]

    @property
    def used(self) -> list[int]:
        return [used for _units, used in self.tiers]

    @property
    def every(self) -> list[int]:
        return [column for tier in self.tiers for column in tier] + list(self.months.values())

    @property
    def units(self) -> list[int]:
        return list(self.months.values()) or [units for units, _used in self.tiers]

    def in_month(self, month: int) -> list[int]:
        return [self.months[month]] if month in self.months else []

    def taken(self, values: list[float]) -> dict[int, float]:
        """Units of each month."""
        if self.months:
            return {month: values[column] for month, column in self.months.items()}
        rest, found = sum(values[column] for column in self.units), {}
        for month, most in self.usable.items():
            found[month] = min(rest, float(most))
            rest -= found[month]
        return found


class Model:
    """A problem as a programme; solved for cost, or for how far its limits would have to give."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self._programme = Programme()
        lines = Counter(candidate.supply for candidate in problem.candidates)
        self._shared = {supply for supply, count in lines.items() if count > 1}
        self._of = [self._candidate(one, problem.wants[one.want]) for one in problem.candidates]
        self._share_capacity()
        limits = problem.limits
        self._vendors = self._counted("vendor", limits.suppliers)
        self._provinces = self._counted("province", limits.provinces)

    # --- what is asked -------------------------------------------------------------------------

    def cheapest(self) -> Plan | None:
        """None where there is no plan within the limits."""
        self._meet(self.problem.wants)
        self._limit(self._vendors, self.problem.limits.suppliers)
        self._limit(self._provinces, self.problem.limits.provinces)
        found = self._best()
        if found is None:
            return None
        picks = tuple(self._picks(found.values))
        return Plan(picks, bound=min(_whole(found.bound * _SCALE), sum(map(_cost, picks))))

    def _best(self) -> Solution | None:
        """Few candidates are ever used. Those that the relaxed programme likes are tried first; where
        that is not near enough its bound, all of them are, beginning from what was found."""
        programme = self._programme
        if len(self._of) < 2 * _LIKELY:
            return programme.solve()
        relaxed = programme.relaxed()
        if relaxed is None:
            return programme.solve()
        others = self._ranked(relaxed)[_LIKELY:]
        found = programme.solve_without(column for one in others for column in one.every)
        if found is None:
            return programme.solve()
        if found.cost - relaxed.cost <= GAP * found.cost:
            return replace(found, bound=relaxed.cost)
        return programme.solve(start=found.values) or found

    def _ranked(self, relaxed: Relaxed) -> list[_Columns]:
        """By how much the relaxed programme uses of each, then by how little more it would cost."""

        def rank(one: _Columns) -> tuple[float, float]:
            used = sum(float(relaxed.values[column]) for column in one.used)
            costs = [
                max(0.0, float(relaxed.reduced[column])) + max(0.0, float(relaxed.reduced[units]))
                for units, column in one.tiers
            ]
            return -used, min(costs, default=math.inf)

        return sorted(self._of, key=rank)

    def fewest_suppliers(self) -> int | None:
        """As few as a plan takes within the limit of provinces."""
        self._meet(self.problem.wants)
        self._limit(self._provinces, self.problem.limits.provinces)
        return self._fewest(self._vendors)

    def fewest_provinces(self) -> int | None:
        """As few as a plan takes within the limit of suppliers."""
        self._meet(self.problem.wants)
        self._limit(self._vendors, self.problem.limits.suppliers)
        return self._fewest(self._provinces)

    def most_of(self, want: int) -> int:
        """Atoms of one want that can be had within the limits if the others are left out."""
        self._limit(self._vendors, self.problem.limits.suppliers)
        self._limit(self._provinces, self.problem.limits.provinces)
        self._at_most(self.problem.wants)
        terms = self._taken(want)
        found = self._programme.solve({column: -value for column, value in terms.items()})
        if found is None:
            return 0
        return round(sum(found.values[column] * value for column, value in terms.items()))

    # --- how it is built -----------------------------------------------------------------------

    def _candidate(self, candidate: Candidate, want: Want) -> _Columns:
        programme = self._programme
        usable = candidate.usable(want)
        reach = sum(usable.values())
        if want.is_total:
            reach = min(reach, -(-(want.most + want.slack) // candidate.unit_atoms))
        each = candidate.rate.each_kilogram * candidate.grams / 1000
        fixed = candidate.rate.each_order * want.orders / _SCALE
        tiers = []
        bounds = [first * want.orders for first, _price in candidate.tiers]
        for place, (_first, price) in enumerate(candidate.tiers):
            least = max(candidate.minimum, bounds[place] if place else 1)
            most = min(reach, bounds[place + 1] - 1 if place + 1 < len(bounds) else reach)
            if least > most:
                continue
            units = programme.column(most, (price + each) / _SCALE)
            used = programme.column(1.0, fixed)
            programme.row(-INFINITY, 0.0, {units: 1.0, used: -float(most)})
            if least > 1:
                programme.row(0.0, INFINITY, {units: 1.0, used: -float(least)})
            tiers.append((units, used))
        columns = _Columns(tiers, {}, usable if tiers else {})
        if len(tiers) > 1:
            programme.row(-INFINITY, 1.0, dict.fromkeys(columns.used, 1.0))
        if tiers and (not want.is_total or candidate.supply in self._shared):
            self._spread(columns)
        return columns

    def _spread(self, columns: _Columns) -> None:
        """What is taken, month by month; nothing in any month of a supplier that is not used."""
        programme = self._programme
        months = {month: programme.column(units) for month, units in columns.usable.items()}
        every = dict.fromkeys(months.values(), 1.0)
        programme.row(0.0, 0.0, every | {units: -1.0 for units, _used in columns.tiers})
        for month, units in months.items():
            most = -float(columns.usable[month])
            programme.implied.append(
                (-INFINITY, 0.0, {units: 1.0} | dict.fromkeys(columns.used, most))
            )
        columns.months = months

    def _counted(self, what: str, most: int | None) -> list[int]:
        """Columns of which as many are 1 as vendors or provinces are used; none without a limit."""
        if most is None:
            return []
        of: dict[int, list[list[int]]] = defaultdict(list)
        for candidate, columns in zip(self.problem.candidates, self._of, strict=True):
            if columns.tiers:
                of[getattr(candidate, what)].append(columns.used)
        found = []
        for uses in of.values():
            if len(uses) == 1:
                found += uses[0]
                continue
            marker = self._programme.column(1.0)
            for used in uses:
                self._programme.row(-INFINITY, 0.0, dict.fromkeys(used, 1.0) | {marker: -1.0})
            found.append(marker)
        return found

    def _share_capacity(self) -> None:
        """A supply that serves two lines has its capacity once."""
        shared: dict[tuple[int, int], list[int]] = defaultdict(list)
        left: dict[tuple[int, int], int] = {}
        for candidate, columns in zip(self.problem.candidates, self._of, strict=True):
            for month, column in columns.months.items():
                shared[candidate.supply, month].append(column)
                left[candidate.supply, month] = candidate.left[month]
        for place, columns_of in shared.items():
            if len(columns_of) > 1:
                self._programme.row(-INFINITY, left[place], dict.fromkeys(columns_of, 1.0))

    def _meet(self, wants: Iterable[Want]) -> None:
        for number, want in enumerate(wants):
            if want.is_total:
                self._programme.row(want.total, want.most + want.slack, self._taken(number))
                continue
            for month, atoms in want.months.items():
                self._programme.row(atoms, want.room(month), self._taken(number, month))

    def _at_most(self, wants: Iterable[Want]) -> None:
        for number, want in enumerate(wants):
            if want.is_total:
                self._programme.row(0.0, want.total, self._taken(number))
                continue
            for month, atoms in want.months.items():
                self._programme.row(0.0, atoms, self._taken(number, month))

    def _taken(self, want: int, month: int | None = None) -> dict[int, float]:
        """Atoms that go to a want, in one month or in all."""
        return {
            column: float(candidate.unit_atoms)
            for candidate, columns in zip(self.problem.candidates, self._of, strict=True)
            if candidate.want == want
            for column in (columns.units if month is None else columns.in_month(month))
        }

    def _limit(self, markers: Iterable[int], most: int | None) -> None:
        terms = dict.fromkeys(markers, 1.0)
        if most is not None and terms:
            self._programme.row(-INFINITY, most, terms)

    def _fewest(self, markers: Iterable[int]) -> int | None:
        terms = dict.fromkeys(markers, 1.0)
        found = self._programme.solve(terms)
        return None if found is None else round(sum(found.values[column] for column in terms))

    def _picks(self, values: list[float]) -> Iterable[Pick]:
        whole = whole_units(self.problem, [columns.taken(values) for columns in self._of])
        for candidate, months in zip(self.problem.candidates, whole, strict=True):
            if any(months.values()):
                yield pick_of(candidate, months, self.problem.wants[candidate.want])


def _cost(pick: Pick) -> int:
    return pick.goods + pick.freight


def _whole(bound: float) -> int:
    return int(bound // 1)
