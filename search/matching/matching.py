"""Recall and judge: everything that fits a demand or a supply today, out of the database.

Nothing here writes; services.py keeps what is found.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from .columns import Ints, Needs, Supplies
from .judging import Judged, Verdict, judge_needs, judge_supplies
from .need_columns import load_needs
from .recalling import current_recall
from .supply_columns import load_supplies


@dataclass(frozen=True)
class Fit:
    """A judged pair by keys: line of a demand, supply."""

    line: int
    demand: int
    supply: int
    score: int
    failed: int
    values: list[int]
    points: list[int]


@dataclass(frozen=True)
class ForNeed:
    """What was found for one need; ``supplies`` holds the rows that its verdict speaks of."""

    need: Needs
    supplies: Supplies
    verdict: Verdict


@dataclass(frozen=True)
class ForSupply:
    supply: Supplies
    needs: Needs
    verdict: Verdict


def match_needs(demand: int, *, on: datetime.date) -> Iterator[ForNeed]:
    """Each line of a demand, whatever its state, with all supplies on offer."""
    needs = load_needs([demand], on=on)
    for row in range(len(needs)):
        need = needs.one(row)
        supplies = load_supplies(current_recall().supplies_for(need).tolist(), on=on)
        yield ForNeed(need, supplies, judge_supplies(need, supplies, slice(None)))


def match_supplies(supply: int, *, on: datetime.date) -> ForSupply | None:
    """A supply with all open demands; None where it is not on offer."""
    found = load_supplies([supply], on=on)
    if not len(found):
        return None
    needs = load_needs(lines=current_recall().needs_for(found).tolist(), on=on)
    return ForSupply(found, needs, judge_needs(found, needs, slice(None)))


def fits_of_need(found: ForNeed, judged: Judged) -> Iterator[Fit]:
    line, demand = int(found.need.key[0]), int(found.need.demand[0])
    for place, row in enumerate(judged.rows):
        yield _fit(judged, place, line=line, demand=demand, supply=int(found.supplies.key[row]))


def fits_of_supply(found: ForSupply, judged: Judged) -> Iterator[Fit]:
    supply = int(found.supply.key[0])
    for place, row in enumerate(judged.rows):
        line, demand = int(found.needs.key[row]), int(found.needs.demand[row])
        yield _fit(judged, place, line=line, demand=demand, supply=supply)


def _fit(judged: Judged, place: int, *, line: int, demand: int, supply: int) -> Fit:
    return Fit(
        line=line,
        demand=demand,
        supply=supply,
        score=int(judged.score[place]),
        failed=int(judged.failed[place]),
        values=_plain(judged.values[:, place]),
        points=_plain(judged.points[:, place]),
    )


def _plain(column: Ints) -> list[int]:
    return [int(value) for value in column]
