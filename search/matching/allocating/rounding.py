"""Whole units out of a solution in which large amounts may be parts of a unit."""

import math
from collections import defaultdict

from .problem import Problem

#: What a solver means by a whole number.
_CLOSE = 1e-6

Taken = list[dict[int, float]]


def whole_units(problem: Problem, taken: Taken) -> list[dict[int, int]]:
    """Each amount rounded down, then one unit more here and there until every want is met again."""
    down = [
        {month: math.floor(amount + _CLOSE) for month, amount in months.items()} for months in taken
    ]
    for number, want in enumerate(problem.wants):
        those = [i for i, one in enumerate(problem.candidates) if one.want == number]
        if want.is_total:
            places = [(i, month) for i in those for month in down[i]]
            _fill(problem, taken, down, places, want.total)
            continue
        for month, atoms in want.months.items():
            places = [(i, month) for i in those if month in down[i]]
            _fill(problem, taken, down, places, atoms)
    return down


def _fill(
    problem: Problem,
    taken: Taken,
    down: list[dict[int, int]],
    places: list[tuple[int, int]],
    wanted: int,
) -> None:
    """Amounts that were cut most come first; only suppliers that are used, within their capacity."""
    short = wanted - sum(down[i][month] * problem.candidates[i].unit_atoms for i, month in places)
    used = {i for i, _month in places if any(taken[i].values())}
    order = sorted(
        (place for place in places if place[0] in used),
        key=lambda place: down[place[0]][place[1]] - taken[place[0]][place[1]],
    )
    spent: dict[tuple[int, int], int] = defaultdict(int)
    for i, one in enumerate(problem.candidates):
        for month, units in down[i].items():
            spent[one.supply, month] += units
    for i, month in order:
        one = problem.candidates[i]
        if short > 0 and spent[one.supply, month] < one.left[month]:
            down[i][month] += 1
            spent[one.supply, month] += 1
            short -= one.unit_atoms
