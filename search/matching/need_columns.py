"""Open demands as columns of needs: one row for each line. Two queries."""

import datetime
from collections.abc import Collection, Iterable
from decimal import ROUND_FLOOR, Decimal
from typing import Any

import numpy as np
from django.db.models import Prefetch, Q

from catalog.supply.standards import ABROAD
from catalog.supply.units import PER_ORDER, PackUnit, Unit

from . import codes
from .atlas import Atlas, atlas
from .columns import MILLI, MONTHS, MOST_UNITS, UNKNOWN, Ints, Matrix, Needs
from .criteria import Area, Criteria, Line, Pack, Price
from .currencies import in_dong
from .models import Demand, DemandLine
from .window import Window, is_rate, monthly_of, total_of, window_of
from .words import terms_of, words_of

Row = dict[str, Any]

#: Below every price that is cut to supply_columns.MOST_PRICE.
_MOST_CEILING = 8_999_999_999
#: So many kinds of product: no amount of any one of them.
_NO_AMOUNT = frozenset({Unit.SKU})
_GRAMS: dict[str, int] = {PackUnit.G: 1, PackUnit.KG: 1000}
_MILLILITRES: dict[str, int] = {PackUnit.ML: 1, PackUnit.LITRE: 1000}
_ANY_AMOUNT = MOST_UNITS * MILLI


def open_on(day: datetime.date) -> Q:
    """Demands for which offers are wanted."""
    return Q(state=Demand.State.OPEN) & (Q(open_until=None) | Q(open_until__gte=day))


def load_needs(
    demands: Collection[int] | None = None,
    *,
    lines: Collection[int] | None = None,
    on: datetime.date,
) -> Needs:
    """The lines of all open demands, those among ``lines`` where they are named; or the lines of the
    ``demands`` with these keys, whatever their state."""
    wanted = open_on(on) if demands is None else Q(pk__in=demands)
    if lines is not None:
        of_lines = DemandLine.objects.filter(pk__in=lines)
        wanted &= Q(pk__in=of_lines.values("demand"))
    stored = Prefetch("lines", DemandLine.objects.order_by("position"))
    only = None if lines is None else {*lines}
    rows = [
        need_row(criteria, line, key=key, demand=demand.pk, on=on)
        for demand in Demand.objects.filter(wanted).prefetch_related(stored).order_by("pk")
        for criteria in [demand.criteria]
        for key, line in zip((one.pk for one in demand.lines.all()), criteria.lines, strict=True)
        if only is None or key in only
    ]
    return needs_of(rows)


def need_row(criteria: Criteria, line: Line, *, key: int, demand: int, on: datetime.date) -> Row:
    """One line as numbers; see columns.Needs. No query once the atlas is there."""
    places = atlas()
    window = window_of(criteria.delivery.start, criteria.delivery.end, today=on)
    row: Row = {"key": key, "demand": demand, "groups": codes.bits(line.groups, codes.GROUPS)}
    row |= _origin(criteria, places)
    row |= _papers(criteria, window)
    row |= _amounts(line, window, on=on)
    row |= _ceiling(criteria.price, line)
    row |= _delivery(criteria, places)
    row["phrases"] = [found for keyword in line.keywords if (found := words_of(keyword))]
    return row


def needs_of(rows: list[Row]) -> Needs:
    """Columns of such rows, in their order."""
    phrases = [phrase for row in rows for phrase in row["phrases"]]
    phrase_from = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum([len(row["phrases"]) for row in rows], out=phrase_from[1:])
    single = [name for name in Needs.__dataclass_fields__ if name not in _SPECIAL]
    return Needs(
        **{name: _column(row[name] for row in rows) for name in single},
        monthly=Matrix(_months([row["monthly"] for row in rows])),
        required=Matrix(_clauses([row["required"] for row in rows])),
        preferred=Matrix(_clauses([row["preferred"] for row in rows])),
        phrase_from=phrase_from,
        phrases=terms_of(phrases),
    )


_SPECIAL = {"monthly", "required", "preferred", "phrase_from", "phrases"}


def _column(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def _months(rows: list[dict[int, int]]) -> Ints:
    found = np.zeros((MONTHS, len(rows)), dtype=np.int64)
    for place, row in enumerate(rows):
        for month, amount in row.items():
            found[month, place] = amount
    return found


def _clauses(rows: list[list[int]]) -> Ints:
    """One clause at least, so that there is something to look at."""
    found = np.zeros((max([1, *map(len, rows)]), len(rows)), dtype=np.int64)
    for place, row in enumerate(rows):
        found[: len(row), place] = row
    return found


def _origin(criteria: Criteria, places: Atlas) -> Row:
    provinces, former = _area(criteria.origin.required, criteria, places)
    preferred, preferred_former = _area(criteria.origin.preferred, criteria, places)
    return {
        "provinces": provinces,
        "former": former,
        "preferred_provinces": preferred,
        "preferred_former": preferred_former,
    }


def _area(area: Area, criteria: Criteria, places: Atlas) -> tuple[int, int]:
    """(provinces that count whole, former ones that narrow theirs); reading rule 14."""
    whole = {*area.provinces}
    narrowed = 0
    for slug in criteria.origin.former:
        if places.part_of[slug] in area.provinces:
            narrowed |= 1 << places.former_number[slug]
            whole.discard(places.part_of[slug])
    for region in area.regions:
        whole |= {*places.regions[region]}
    return sum(1 << places.number[slug] for slug in whole), narrowed


def _papers(criteria: Criteria, window: Window) -> Row:
    last = window.last.toordinal()
    until = criteria.certificate_valid_until
    types, liked = criteria.producer_types.required, criteria.producer_types.preferred
    return {
        "min_star": criteria.min_star or 0,
        "start": window.first.toordinal(),
        "end": last,
        "certified_until": max(last, until.toordinal()) if until else last,
        "season": sum(1 << month - 1 for month in {day.month for day in window.months}),
        "required": [codes.bits(one, codes.STANDARDS) for one in criteria.standards.required],
        "preferred": [codes.bits(one, codes.STANDARDS) for one in criteria.standards.preferred],
        "forms": codes.bits(types, codes.FORMS),
        "traits": codes.bits(types, codes.TRAITS),
        "preferred_forms": codes.bits(liked, codes.FORMS),
        "preferred_traits": codes.bits(liked, codes.TRAITS),
    }


def _amounts(line: Line, window: Window, *, on: datetime.date) -> Row:
    quantity = line.quantity
    amount = quantity.min if quantity.min is not None else quantity.max
    is_known = amount is not None and amount > 0 and quantity.unit not in {None, *_NO_AMOUNT}
    if not is_known or amount is None:
        monthly = dict.fromkeys(monthly_of(Decimal(0), None, window, today=on), _ANY_AMOUNT)
        row = {"monthly": monthly, "total": 0, "most": 0, "orders": 1}
        return row | _measures(None, None)
    amount = min(amount, Decimal(MOST_UNITS))
    monthly = monthly_of(amount, quantity.period, window, today=on)
    total = total_of(amount, quantity.period, monthly)
    most = max(amount, min(quantity.max or amount, Decimal(MOST_UNITS)))
    return {
        "monthly": monthly,
        "total": total,
        "most": int(total * most / amount),
        "orders": max(len(monthly), 1) if is_rate(quantity.period) else 1,
        **_measures(quantity.unit, line.pack),
    }


def _measures(unit: str | None, pack: Pack | None, prefix: str = "") -> Row:
    """The unit's number, and what one of it holds; ``pack`` tells of bags, boxes and the like."""
    if unit is None:
        return {f"{prefix}{name}": 0 for name in ("mass", "volume", "pieces")} | {
            f"{prefix}unit": UNKNOWN
        }
    if unit in {Unit.KG, Unit.LITRE, Unit.PIECE}:
        pack = Pack(Decimal(1), unit)
    held = {"mass": 0, "volume": 0, "pieces": 0}
    if pack is not None:
        held["mass"] = int(pack.size * _GRAMS.get(pack.unit, 0))
        held["volume"] = int(pack.size * _MILLILITRES.get(pack.unit, 0))
        held["pieces"] = int(pack.size) if pack.unit == PackUnit.PIECE else 0
    return {f"{prefix}{name}": min(amount, 10**6) for name, amount in held.items()} | {
        f"{prefix}unit": codes.UNITS.index(unit)
    }


def _ceiling(price: Price | None, line: Line) -> Row:
    """Đồng for one price unit; a budget for the whole order is shared among what is wanted."""
    if price is None or price.max is None:
        return {"ceiling": 0} | _measures(None, None, "price_")
    most = in_dong(price.max, price.currency)
    per = price.per
    if per == PER_ORDER:
        amount = line.quantity.min or line.quantity.max
        if not amount or line.quantity.unit is None:
            return {"ceiling": 0} | _measures(None, None, "price_")
        most = int((most / amount).to_integral_value(rounding=ROUND_FLOOR))
        per = None
    pack = line.pack if (per or line.quantity.unit) == line.quantity.unit else None
    ceiling = max(1, min(most, _MOST_CEILING))
    return {"ceiling": ceiling} | _measures(per or line.quantity.unit, pack, "price_")


def _delivery(criteria: Criteria, places: Atlas) -> Row:
    delivery = criteria.delivery
    here = [places.number[slug] for slug in delivery.places if slug in places.number]
    first = delivery.places[:1]
    has_centre = criteria.radius_km is not None and first and first[0] in places.number
    return {
        "places": sum(1 << number for number in here),
        "abroad": int(ABROAD in delivery.places),
        "centre": places.number[first[0]] if has_centre else UNKNOWN,
        "radius": criteria.radius_km or 0,
    }
