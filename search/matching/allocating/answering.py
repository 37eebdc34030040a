"""A plan in words and numbers, for programs and pages alike."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.producers.models import Producer
from catalog.supply.models import Supply
from catalog.supply.units import amount_words

from ..models import Demand
from ..window import days_of
from .gathering import gather
from .planning import plan
from .problem import Impossible, Limits, Plan, Problem, Relaxation


@dataclass(frozen=True)
class Share:
    """What one supplier delivers of one line: units of its own, by month (its first day)."""

    line: int
    supply: Supply
    months: dict[datetime.date, int]
    units: int
    price: int
    goods: int
    freight: int

    @property
    def total(self) -> int:
        return self.goods + self.freight

    @property
    def amount(self) -> str:
        return amount_words(self.units, self.supply.unit)


@dataclass(frozen=True)
class WayOut:
    """A limit that would have to give, and how that is said."""

    limit: str
    given: int | float
    needed: int | float
    line: int | None
    words: str


@dataclass(frozen=True)
class Allocation:
    """``shares`` are empty where nothing is possible; then ``ways_out`` say why."""

    shares: list[Share]
    ways_out: list[WayOut]
    #: Positions of lines without a quantity.
    left_out: list[int]
    goods: int = 0
    freight: int = 0
    bound: int = 0
    gap: float = 0.0

    @property
    def real_ways(self) -> list[WayOut]:
        """To ask for nothing is none."""
        return [way for way in self.ways_out if way.needed]

    @property
    def total(self) -> int:
        return self.goods + self.freight

    @property
    def months(self) -> list[datetime.date]:
        return sorted({month for share in self.shares for month in share.months})

    @property
    def rows(self) -> list[tuple[Share, list[int]]]:
        """Each share with its units in each of ``months``, 0 where there are none."""
        months = self.months
        return [(one, [one.months.get(month, 0) for month in months]) for one in self.shares]

    @property
    def gap_percent(self) -> float:
        return round(100 * self.gap, 3)


def allocate(
    demand: Demand,
    *,
    max_suppliers: int | None,
    max_provinces: int | None,
    on: datetime.date,
) -> Allocation:
    """The cheapest way to fill a demand by what fits it today. Commits nothing."""
    limits = Limits(max_suppliers, max_provinces)
    problem, left_out = gather(demand, limits=limits, on=on)
    if not problem.wants:
        return Allocation([], [], left_out)
    found = plan(problem)
    if isinstance(found, Impossible):
        units = [line.unit for line in demand.lines.all()]
        ways = [_way_out(one, problem, units) for one in found.relaxations]
        return Allocation([], ways, left_out)
    return Allocation(
        _shares(found, problem, on),
        [],
        left_out,
        goods=found.goods,
        freight=found.freight,
        bound=found.bound,
        gap=found.gap,
    )


def _shares(found: Plan, problem: Problem, on: datetime.date) -> list[Share]:
    keys = {pick.candidate.supply for pick in found.picks}
    supplies = Supply.objects.select_related("vendor", "product__producer__province").in_bulk(keys)
    shares = [
        Share(
            line=problem.wants[pick.candidate.want].line,
            supply=supplies[pick.candidate.supply],
            months={_month(number, on): units for number, units in pick.months.items()},
            units=pick.units,
            price=pick.price,
            goods=pick.goods,
            freight=pick.freight,
        )
        for pick in found.picks
    ]
    return sorted(shares, key=lambda share: (share.line, -share.total, share.supply.pk))


def _month(number: int, on: datetime.date) -> datetime.date:
    month = on.replace(day=1)
    for _step in range(number):
        month += datetime.timedelta(days=days_of(month))
    return month


def _way_out(one: Relaxation, problem: Problem, units: list[str | None]) -> WayOut:
    if one.limit == "max_suppliers":
        words = ngettext("Allow %(count)s supplier.", "Allow %(count)s suppliers.", one.needed) % {
            "count": one.needed
        }
        return WayOut(one.limit, one.given, one.needed, None, words)
    if one.limit == "max_provinces":
        words = ngettext("Allow %(count)s province.", "Allow %(count)s provinces.", one.needed) % {
            "count": one.needed
        }
        return WayOut(one.limit, one.given, one.needed, None, words)
    line = problem.wants[one.want or 0].line
    given, needed = one.given / 1000, one.needed / 1000
    words = _("Ask for at most %(amount)s: more cannot be had within the limits.") % {
        "amount": amount_words(round(needed, 3), units[line])
    }
    return WayOut("quantity", given, needed, line, words)


def _producer(supply: Supply) -> Producer:
    """A supply on offer has one."""
    if supply.product.producer is None:
        raise LookupError(f"{supply.product} has no producer")
    return supply.product.producer


def to_json(found: Allocation) -> dict[str, Any]:
    """docs/matching.md has the schema."""
    return {
        "feasible": bool(found.shares),
        "suppliers": [
            {
                "line": share.line,
                "supply": share.supply.public_id,
                "vendor": share.supply.vendor.public_id,
                "producer": _producer(share.supply).public_id,
                "province": _producer(share.supply).province.slug,
                "unit": share.supply.unit,
                "months": {f"{month:%Y-%m}": units for month, units in share.months.items()},
                "quantity": share.units,
                "unit_price": share.price,
                "goods": share.goods,
                "freight": share.freight,
                "total": share.total,
            }
            for share in found.shares
        ],
        "goods": found.goods,
        "freight": found.freight,
        "total": found.total,
        "bound": found.bound,
        "gap": found.gap,
        "relax": [
            {"limit": way.limit, "from": way.given, "to": way.needed, "line": way.line}
            for way in found.ways_out
        ],
        "lines_without_quantity": found.left_out,
    }
