"""Matches for pages: of the rows kept, the first few, judged again on this day and told in words."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from catalog.supply.models import Supply

from .judging import judge_needs, judge_supplies
from .matching import ForNeed, ForSupply, match_supplies
from .models import Demand, DemandLine, Match
from .need_columns import load_needs
from .supply_columns import load_supplies
from .telling import Told, tell_need, tell_supply

#: Matches and near misses of a line that a page shows at first, and how many more with each step.
PAGE = 12
NEAR = 6


@dataclass(frozen=True)
class Shown:
    """A judged pair with the rows that a page names."""

    told: Told
    supply: Supply
    line: DemandLine


@dataclass(frozen=True)
class LineMatches:
    """``total``: matches kept; of them the best are in ``matches``."""

    line: DemandLine
    matches: list[Shown]
    near: list[Shown]
    total: int


def matches_of_demand(demand: Demand, *, on: datetime.date, most: int = PAGE) -> list[LineMatches]:
    """By line, best first. The caller has made sure that the user may see the demand."""
    needs = load_needs([demand.pk], on=on)
    found = []
    lines = {line.pk: line for line in demand.lines.all()}
    for row in range(len(needs)):
        need = needs.one(row)
        line = lines[int(need.key[0])]
        kept = Match.objects.filter(line=line)
        keys = [*_keys(kept.filter(failed=0), most), *_keys(kept.exclude(failed=0), NEAR)]
        supplies = load_supplies(keys, on=on)
        judged = ForNeed(need, supplies, judge_supplies(need, supplies, slice(None)))
        rows = _supplies(keys)
        matches = list(tell_need(judged, judged.verdict.matches))
        near = list(tell_need(judged, judged.verdict.near_misses))
        found.append(
            LineMatches(
                line=line,
                matches=[Shown(told, rows[told.supply], line) for told in matches],
                near=[Shown(told, rows[told.supply], line) for told in near],
                total=kept.filter(failed=0).count(),
            )
        )
    return found


@dataclass(frozen=True)
class SupplyMatches:
    """``near``: demands that it nearly fits, found for this page: kept ones are kept for buyers."""

    matches: list[Shown]
    near: list[Shown]
    total: int


def matches_of_supply(supply: Supply, *, on: datetime.date, most: int = PAGE) -> SupplyMatches:
    """Lines of open demands that a supply fits, best first. The caller has checked whose it is."""
    kept = Match.objects.filter(supply=supply, failed=0)
    ranked = kept.order_by("-score", "pk").values_list("line", flat=True)[:most]
    columns = load_supplies([supply.pk], on=on)
    if not len(columns):
        return SupplyMatches([], [], 0)
    needs = load_needs(lines=list(ranked), on=on)
    judged = ForSupply(columns, needs, judge_needs(columns, needs, slice(None), near=False))
    told = list(tell_supply(judged, judged.verdict.matches))
    every = match_supplies(supply.pk, on=on)
    near = list(tell_supply(every, every.verdict.near_misses, most=NEAR)) if every else []
    lines = (
        DemandLine.objects.select_related("demand__buyer")
        .prefetch_related("demand__lines")
        .in_bulk([one.line for one in (*told, *near)])
    )
    return SupplyMatches(
        matches=[Shown(one, supply, lines[one.line]) for one in told],
        near=[Shown(one, supply, lines[one.line]) for one in near],
        total=kept.count(),
    )


def _keys(kept: QuerySet[Match], most: int) -> list[int]:
    return list(kept.order_by("-score", "supply").values_list("supply", flat=True)[:most])


def _supplies(keys: Iterable[int]) -> dict[int, Supply]:
    return Supply.objects.select_related(
        "vendor", "product__producer__province", "product__criteria_set"
    ).in_bulk(keys)
