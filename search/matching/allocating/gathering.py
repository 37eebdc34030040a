"""A demand and the supplies that fit it as a problem."""

import datetime
from collections.abc import Iterator

import numpy as np

from catalog.supply.models import Supply
from marketplace.geography import slugs

from ..atlas import Atlas, atlas
from ..columns import MILLI, NO_TIER
from ..criteria import Criteria
from ..matching import ForNeed, match_needs
from ..models import Demand
from .freight import NOTHING, Rate, Zone, grams_of, rate_of
from .problem import Candidate, Limits, Problem, Want

#: Of a line, the cheapest in goods and freight; the budget is for so many.
MOST_CANDIDATES = 200


def gather(demand: Demand, *, limits: Limits, on: datetime.date) -> tuple[Problem, list[int]]:
    """The problem, and the positions of lines that have no quantity: nothing can be shared out."""
    wants: list[Want] = []
    candidates: list[Candidate] = []
    left_out = []
    position = {line.pk: line.position for line in demand.lines.all()}
    goes_to = _goes_to(demand.criteria)
    for found in match_needs(demand.pk, on=on):
        line = position[int(found.need.key[0])]
        if not found.need.total[0]:
            left_out.append(line)
            continue
        those = list(_candidates(found, len(wants), goes_to, on=on))
        slack = max((one.unit_atoms for one in those), default=1) - 1
        wants.append(_want(found, line, slack=slack))
        candidates += those
    return Problem(tuple(wants), tuple(candidates), limits), left_out


def _want(found: ForNeed, line: int, *, slack: int) -> Want:
    need = found.need
    months = {month: int(amount[0]) for month, amount in enumerate(need.monthly) if amount[0]}
    total = int(need.total[0])
    return Want(
        line=line,
        months=months,
        is_total=all(amount == total for amount in months.values()),
        total=total,
        most=int(need.most[0]),
        orders=int(need.orders[0]),
        slack=slack,
    )


def _candidates(
    found: ForNeed, number: int, goes_to: str | None, *, on: datetime.date
) -> Iterator[Candidate]:
    supplies, matches = found.supplies, found.verdict.matches
    facts = matches.facts
    places = atlas()
    vendors = dict(
        Supply.objects.filter(pk__in=supplies.key[matches.rows].tolist()).values_list(
            "pk", "vendor_id"
        )
    )
    rates = {zone: rate_of(zone, on=on) for zone in Zone}
    rows = []
    for place, row in enumerate(matches.rows):
        one = supplies.one(int(row))
        atoms = int(facts.unit_atoms[place]) * MILLI // int(facts.need_atoms[place])
        if not atoms:
            continue
        (province,) = np.flatnonzero([one.province[0] >> n & 1 for n in range(len(places.number))])
        left = {m: int(amount[0]) for m, amount in enumerate(one.left) if amount[0]}
        rows.append(
            Candidate(
                want=number,
                supply=int(one.key[0]),
                vendor=vendors[int(one.key[0])],
                province=int(province),
                unit_atoms=atoms,
                grams=grams_of(mass=int(one.mass[0]), volume=int(one.volume[0])),
                minimum=int(one.minimum[0]),
                tiers=tuple(
                    (int(first[0]), int(price[0]))
                    for first, price in zip(one.tier_from, one.tier_price, strict=True)
                    if first[0] < NO_TIER
                ),
                left=left,
                rate=_rate(int(province), goes_to, places, rates),
            )
        )
    rows.sort(key=_landed)
    yield from rows[:MOST_CANDIDATES]


def _landed(candidate: Candidate) -> tuple[float, int]:
    """Đồng for an atom at the best tier with its freight by weight; the older supply first."""
    price = min(price for _first, price in candidate.tiers)
    freight = candidate.rate.each_kilogram * candidate.grams / MILLI
    return (price + freight) / candidate.unit_atoms, candidate.supply


def _goes_to(criteria: Criteria) -> str | None:
    """The first place of delivery; freight to several is not shared out."""
    places = [slug for slug in criteria.delivery.places if slug in slugs.provinces()]
    return places[0] if places else None


def _rate(province: int, goes_to: str | None, places: Atlas, rates: dict[Zone, Rate]) -> Rate:
    if goes_to is None:
        return NOTHING
    comes_from = places.names(1 << province)[0]
    if comes_from == goes_to:
        return rates[Zone.SAME_PROVINCE]
    shared = any(comes_from in one and goes_to in one for one in places.regions.values())
    return rates[Zone.SAME_REGION if shared else Zone.OTHER]
