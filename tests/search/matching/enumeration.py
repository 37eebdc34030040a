"""Allocation by trying everything: an independent answer for small problems.

Uses the data classes of a problem alone. Every way to take whole units from every candidate in every
month is looked at, its limits are checked and its cost is added up in plain numbers.
"""

import itertools
from collections.abc import Iterator

from search.matching.allocating.problem import Candidate, Problem, Want


def least_cost(problem: Problem) -> int | None:
    """Đồng, None where no way is within the limits."""
    costs = (_cost(problem, way) for way in _ways(problem))
    return min((cost for cost in costs if cost is not None), default=None)


def least_costs_with(problem: Problem) -> list[int | None]:
    """For each candidate the same among the ways that take something from it."""
    found: list[int | None] = [None] * len(problem.candidates)
    for way in _ways(problem):
        cost = _cost(problem, way)
        if cost is None:
            continue
        for i in {i for (i, _month), units in way.items() if units}:
            known = found[i]
            found[i] = cost if known is None else min(known, cost)
    return found


def _ways(problem: Problem) -> Iterator[dict[tuple[int, int], int]]:
    """(candidate, month) → units, for all wants at once."""
    each = [_of_want(problem, number) for number in range(len(problem.wants))]
    for ways in itertools.product(*each):
        yield {place: units for way in ways for place, units in way.items()}


def _of_want(problem: Problem, number: int) -> list[dict[tuple[int, int], int]]:
    want = problem.wants[number]
    those = [i for i, candidate in enumerate(problem.candidates) if candidate.want == number]
    places = [(i, month) for i in those for month in want.months]
    ranges = [range(problem.candidates[i].left.get(month, 0) + 1) for i, month in places]
    found = []
    for units in itertools.product(*ranges):
        way = dict(zip(places, units, strict=True))
        if _meets(problem, want, way):
            found.append(way)
    return found


def _meets(problem: Problem, want: Want, way: dict[tuple[int, int], int]) -> bool:
    atoms = dict.fromkeys(want.months, 0)
    for (i, month), units in way.items():
        atoms[month] += units * problem.candidates[i].unit_atoms
    if want.is_total:
        return want.total <= sum(atoms.values()) <= want.most + want.slack
    return all(
        want.months[month]
        <= got
        <= max(want.months[month], want.months[month] * want.most // want.total) + want.slack
        for month, got in atoms.items()
    )


def _cost(problem: Problem, way: dict[tuple[int, int], int]) -> int | None:
    taken: dict[int, int] = {}
    for (i, _month), units in way.items():
        taken[i] = taken.get(i, 0) + units
    used = [(problem.candidates[i], units) for i, units in taken.items() if units]
    if any(units < candidate.minimum for candidate, units in used):
        return None
    if _too_many(problem, used) or not _within_capacity(problem, way):
        return None
    cost = 0
    for candidate, units in used:
        orders = problem.wants[candidate.want].orders
        price = next(
            (p for first, p in reversed(candidate.tiers) if units >= first * orders),
            candidate.tiers[0][1],
        )
        cost += units * price + candidate.rate.each_order * orders
        cost += candidate.rate.each_kilogram * units * candidate.grams // 1000
    return cost


def _too_many(problem: Problem, used: list[tuple[Candidate, int]]) -> bool:
    vendors = {candidate.vendor for candidate, _units in used}
    provinces = {candidate.province for candidate, _units in used}
    limits = problem.limits
    return (limits.suppliers is not None and len(vendors) > limits.suppliers) or (
        limits.provinces is not None and len(provinces) > limits.provinces
    )


def _within_capacity(problem: Problem, way: dict[tuple[int, int], int]) -> bool:
    taken: dict[tuple[int, int], int] = {}
    for (i, month), units in way.items():
        place = problem.candidates[i].supply, month
        taken[place] = taken.get(place, 0) + units
    left = {(c.supply, month): units for c in problem.candidates for month, units in c.left.items()}
    return all(units <= left[place] for place, units in taken.items())
