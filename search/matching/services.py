"""Keeping matches: of a demand, of a supply, of everything. Each can bear being done again.

What is derived is compared by key and written with an upsert, so that two who match the same pair
at once leave one row of it.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from marketplace.kernel.clock import today

from .judging import judge_supplies
from .matching import Fit, ForNeed, fits_of_need, fits_of_supply, match_needs, match_supplies
from .models import Demand, Match
from .need_columns import load_needs, open_on
from .recall import InProcess
from .scoring import RULES_VERSION
from .supply_columns import load_supplies

#: Of near misses only the best are kept for a line; matches are all kept.
MOST_NEAR_MISSES = 20
#: Lines of one transaction in a full re-match.
_BATCH = 100
_CHUNK = 500
_RENEWED = ("score", "values", "failed", "rules", "day")


@dataclass(frozen=True)
class Progress:
    """How far a full re-match is."""

    lines: int
    of_lines: int
    matches: int


def match_demand(*, demand: Demand, day: datetime.date | None = None) -> int:
    """Find again everything that fits; how many matches. One that is not open keeps none."""
    on = day or today()
    is_open = Demand.objects.filter(open_on(on), pk=demand.pk).exists()
    found = list(match_needs(demand.pk, on=on)) if is_open else []
    with transaction.atomic():
        stale = Match.objects.filter(line__demand=demand)
        stale.exclude(line__in=[int(one.need.key[0]) for one in found]).delete()
        return sum(_keep_line(one, on=on) for one in found)


def match_supply(*, supply: int, day: datetime.date | None = None) -> int:
    """Find the open demands that a supply fits again; how many. One not on offer keeps none.

    Near misses are told to buyers when their demand is matched; here those of the supply go.
    """
    on = day or today()
    found = match_supplies(supply, on=on)
    fits = list(fits_of_supply(found, found.verdict.matches)) if found else []
    with transaction.atomic():
        mine = Match.objects.filter(supply=supply)
        _remove(mine, keep={fit.line: fit.failed for fit in fits}, by="line")
        _write(fits, on=on)
    return len(fits)


def rematch(*, day: datetime.date | None = None) -> Iterator[Progress]:
    """Match every open demand with every supply; tells how far it is after each batch."""
    on = day or today()
    supplies, needs = load_supplies(on=on), load_needs(on=on)
    recall = InProcess(supplies, needs)
    lines = [int(key) for key in needs.key]
    closed = Match.objects.exclude(line__demand__in=Demand.objects.filter(open_on(on)).values("pk"))
    closed.delete()
    total = 0
    for begin in range(0, len(lines), _BATCH):
        with transaction.atomic():
            for row in range(begin, min(begin + _BATCH, len(lines))):
                need = needs.one(row)
                verdict = judge_supplies(need, supplies, recall.supply_rows(need))
                total += _keep_line(ForNeed(need, supplies, verdict), on=on)
        yield Progress(min(begin + _BATCH, len(lines)), len(lines), total)
    if not lines:
        yield Progress(0, 0, 0)


def sweep() -> str:
    """The chore of each day: certificates and windows move with it."""
    last = Progress(0, 0, 0)
    for progress in rematch():
        last = progress
    return f"{last.matches} matches of {last.of_lines} lines"


def _keep_line(found: ForNeed, *, on: datetime.date) -> int:
    matches = list(fits_of_need(found, found.verdict.matches))
    near = list(fits_of_need(found, found.verdict.near_misses))[:MOST_NEAR_MISSES]
    fits = [*matches, *near]
    mine = Match.objects.filter(line=int(found.need.key[0]))
    _remove(mine, keep={fit.supply: fit.failed for fit in fits}, by="supply")
    _write(fits, on=on)
    return len(matches)


def _remove(matches: QuerySet[Match], *, keep: dict[int, int], by: str) -> None:
    """``keep``: other side → its failed gates. A near miss that matches now is found now: a new row."""
    stale = [
        pk
        for pk, other, failed in matches.values_list("pk", f"{by}_id", "failed")
        if other not in keep or (failed and not keep[other])
    ]
    for begin in range(0, len(stale), _CHUNK):
        Match.objects.filter(pk__in=stale[begin : begin + _CHUNK]).delete()


def _write(fits: Iterable[Fit], *, on: datetime.date) -> None:
    rows = [
        Match(
            line_id=fit.line,
            supply_id=fit.supply,
            score=fit.score,
            values=fit.values,
            failed=fit.failed,
            rules=RULES_VERSION,
            day=on,
        )
        for fit in fits
    ]
    Match.objects.bulk_create(
        rows,
        batch_size=_CHUNK,
        update_conflicts=True,
        unique_fields=["line", "supply"],
        update_fields=_RENEWED,
    )
