"""Which candidates can be in a cheap plan at all: what the cheapest plan with each of them would cost.

The problem is relaxed to parts of everything, each candidate at its best price. What the wants and the
limits are worth there is then held against each candidate alone: what it costs beyond what it saves
if it is used in earnest, within its tiers, its smallest order and its months. The sum over all
candidates is below every plan; with one of them used for certain, below every plan that uses it
(a Lagrangian bound: ADR 0091).
"""

import math
from collections.abc import Iterable

from .costs import fixed_cost, reach, tiers_within, unit_cost
from .problem import Candidate, Problem, Want
from .programme import INFINITY
from .sharing import Columns, Sharing


def bounds_of(problem: Problem) -> list[float] | None:
    """Of each candidate: no plan that uses it costs less (thousands of đồng). None where that cannot
    be said, as where no plan is possible."""
    return _Relaxation(problem).bounds()


class _Relaxation(Sharing):
    """A plan with parts of everything: a supplier may be used by a tenth, for a tenth of its order."""

    def candidate(self, candidate: Candidate, want: Want) -> Columns:
        best = _best_price(candidate, want)
        if best is None:
            return Columns([], [])
        used = self.programme.column(1.0, fixed_cost(candidate, want))
        each = unit_cost(candidate, best)
        if self.by_month(candidate, want):
            usable = candidate.usable(want).items()
            months = {month: self._units(most, each, used) for month, most in usable}
            return Columns([used], [], months)
        return Columns([used], [self._units(reach(candidate, want), each, used)])

    def _units(self, most: int, each: float, used: int) -> int:
        column = self.programme.column(most, each)
        self.programme.row(-INFINITY, 0.0, {column: 1.0, used: -float(most)})
        return column

    def bounds(self) -> list[float] | None:
        self.meet()
        self.limit(self.vendors, self.problem.limits.suppliers)
        self.limit(self.provinces, self.problem.limits.provinces)
        worth = self.programme.worth()
        if worth is None:
            return None
        sure, left = self._without_shared_rows(worth)
        alone = [self._alone(candidate, columns, left) for candidate, columns in self.pairs]
        markers = left[self.own[0] :]
        whole = sure + sum(min(0.0, cost) for cost in (*markers, *alone))
        return [
            whole + max(0.0, cost) + sum(max(0.0, left[marker]) for marker in columns.markers)
            for cost, columns in zip(alone, self.of, strict=True)
        ]

    def _without_shared_rows(self, worth: list[float]) -> tuple[float, list[float]]:
        """What the rows that candidates share come to in all, and what columns cost without them."""
        first = self.own[1]
        sure, left = 0.0, list(self.programme.cost)
        for row, price in zip(self.programme.rows[first:], worth[first:], strict=True):
            lower, upper, terms = row
            bound = lower if price > 0 else upper
            if price == 0 or math.isinf(bound):
                continue
            sure += price * bound
            for column, value in terms.items():
                left[column] -= price * value
        return sure, left

    def _alone(self, candidate: Candidate, columns: Columns, left: list[float]) -> float:
        """What a candidate costs beyond what it saves, if it is used."""
        want = self.problem.wants[candidate.want]
        best = _best_price(candidate, want)
        if best is None:
            return math.inf
        each = unit_cost(candidate, best)
        places = sorted(
            (left[column] - each, int(self.programme.upper[column])) for column in columns.units
        )
        return left[columns.used[0]] + min(
            _filled(places, unit_cost(candidate, price), least, most)
            for price, least, most in tiers_within(candidate, want)
        )


def _best_price(candidate: Candidate, want: Want) -> int | None:
    """Of the tiers that it can reach."""
    return min((price for price, _least, _most in tiers_within(candidate, want)), default=None)


def _filled(places: Iterable[tuple[float, int]], each: float, least: int, most: int) -> float:
    """What the cheapest way costs to take from ``least`` to ``most`` units; ``places`` rise."""
    taken, cost = 0, 0.0
    for saved, room in places:
        is_worth_it = each + saved < 0
        units = min(room, most - taken if is_worth_it else max(0, least - taken))
        taken += units
        cost += units * (each + saved)
    return cost
