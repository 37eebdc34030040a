"""Supplies on offer as columns. Five queries."""

import datetime
from collections import defaultdict
from collections.abc import Collection
from typing import Any

import numpy as np
from django.db.models import QuerySet

from catalog.catalogue.listing import ListingState
from catalog.catalogue.models import StandardHeld
from catalog.certification.models import LiveInterval
from catalog.partner.models import Vendor
from catalog.supply.models import Capacity, Supply, SupplyTier
from catalog.supply.standards import Standard
from catalog.supply.units import Content

from . import codes
from .atlas import Atlas, atlas, kilometres
from .columns import MONTHS, MOST_UNITS, NATIONWIDE, NO_TIER, PROVINCES, Matrix, Supplies
from .record import records_of
from .window import month_number
from .words import terms_of, words_of_names

Row = dict[str, Any]

#: Gate and score multiply by grams and by thousandths: so that this stays within 64 bits.
MOST_PRICE = 9_000_000_000
_MOST_ATOMS = 10**6
#: A paper without a last day.
_FOR_GOOD = datetime.date(9000, 1, 1)
_RELATED = (
    "product__producer__province",
    "product__producer__organisation",
    "product__producer__commune",
    "product__criteria_set",
    "vendor__ships_from",
)


def on_offer() -> dict[str, Any]:
    """What must hold for a supply to be matched at all; its certificate is a gate of its own."""
    return {
        "state": Supply.State.ACTIVE,
        "vendor__state": Vendor.State.VERIFIED,
        "product__listing_state": ListingState.APPROVED,
        "product__criteria_set__isnull": False,
        "product__producer__isnull": False,
    }


def load_supplies(ids: Collection[int] | None = None, *, on: datetime.date) -> Supplies:
    """Those on offer, all or among ``ids``; ordered by criteria set, then key."""
    found = Supply.objects.filter(**on_offer())
    if ids is not None:
        found = found.filter(pk__in=ids)
    stored = list(found.select_related(*_RELATED).order_by("product__criteria_set__code", "pk"))
    places = atlas()
    kept = records_of({one.vendor_id for one in stored})
    intervals, standards = _intervals(found, on), _standards(found, on)
    tiers, left = _tiers(found), _left(found, on)
    rows = []
    for one in stored:
        row = _own(one) | _origin(one, places)
        row["runs"] = intervals[one.product_id]
        row["until"] = standards[one.product_id] | _stated(one)
        row["tiers"] = tiers[one.pk] or [(1, MOST_PRICE)]
        row["left"] = left[one.pk]
        row["promised"], row["kept"] = kept.get(one.vendor_id, (0, 0))
        rows.append(row)
    return supplies_of(rows)


def supplies_of(rows: list[Row]) -> Supplies:
    """Columns of such rows, in their order."""
    single = [name for name in Supplies.__dataclass_fields__ if name not in _SPECIAL]
    until = np.zeros((len(codes.STANDARDS), len(rows)), dtype=np.int64)
    for place, row in enumerate(rows):
        for code, last in row["until"].items():
            until[codes.STANDARDS.index(code), place] = last.toordinal()
    held = (until > 0) * (np.int64(1) << np.arange(len(codes.STANDARDS)))[:, None]
    return Supplies(
        **{name: np.array([row[name] for row in rows], dtype=np.int64) for name in single},
        star=_stacked([[run[0] for run in row["runs"]] for row in rows], empty=0),
        live_from=_stacked([[run[1] for run in row["runs"]] for row in rows], empty=0),
        live_until=_stacked([[run[2] for run in row["runs"]] for row in rows], empty=0),
        held=held.sum(axis=0, dtype=np.int64),
        held_until=Matrix(until),
        tier_from=_stacked([[tier[0] for tier in row["tiers"]] for row in rows], empty=NO_TIER),
        tier_price=_stacked([[tier[1] for tier in row["tiers"]] for row in rows], empty=0),
        left=_stacked([row["left"] for row in rows], empty=0, least=MONTHS),
        km=_stacked([row["km"] for row in rows], empty=0, least=PROVINCES),
        words=terms_of([row["words"] for row in rows]),
    )


_SPECIAL = {
    *("star", "live_from", "live_until", "held", "held_until", "tier_from", "tier_price"),
    *("left", "km", "words"),
}


def _stacked(rows: list[list[int]], *, empty: int, least: int = 1) -> Matrix:
    found = np.full((max([least, *map(len, rows)]), len(rows)), empty, dtype=np.int64)
    for place, row in enumerate(rows):
        found[: len(row), place] = row
    return Matrix(found)


def _own(supply: Supply) -> Row:
    product = supply.product
    organisation = product.producer.organisation  # type: ignore[union-attr]
    reach = supply.delivers_within_km
    return {
        "key": supply.pk,
        "group": codes.bits([product.criteria_set.code or ""], codes.GROUPS),  # type: ignore[union-attr]
        "form": codes.bits([organisation.legal_form], codes.FORMS),
        "traits": codes.bits(product.producer.traits, codes.TRAITS),  # type: ignore[union-attr]
        "season": product.season_months,
        "unit": codes.UNITS.index(supply.unit),
        **_measures(supply.content),
        "minimum": min(supply.minimum_quantity, MOST_UNITS),
        "lead_days": supply.lead_time_days or 0,
        "reach": NATIONWIDE if reach is None else reach,
        "words": words_of_names([product.title, product.title_en]),
    }


def _measures(content: Content) -> Row:
    """Grams, millilitres, pieces."""
    return {
        "mass": min(int((content.kg or 0) * 1000), _MOST_ATOMS),
        "volume": min(int((content.litre or 0) * 1000), _MOST_ATOMS),
        "pieces": min(int(content.pieces or 0), _MOST_ATOMS),
    }


def _origin(supply: Supply, places: Atlas) -> Row:
    """The product comes from its producer's place; goods leave from the vendor's."""
    producer = supply.product.producer
    if producer is None:
        raise LookupError(f"{supply.product} has no producer")
    number = places.number[producer.province.slug]
    latitude, longitude = places.centres[number]
    for commune in (producer.commune, supply.vendor.ships_from):
        if commune is not None and commune.latitude is not None and commune.longitude is not None:
            latitude, longitude = commune.latitude, commune.longitude
    return {
        "province": 1 << number,
        "former": places.former_of_commune.get(producer.commune_id or 0, 0),
        "km": list(kilometres(latitude, longitude, places.centres)),
    }


def _stated(supply: Supply) -> dict[str, datetime.date]:
    """Standards and papers that the vendor states, without a last day."""
    stated = {*supply.standards, *supply.export_papers}
    readiness = {
        Standard.BARCODE: supply.has_barcode,
        Standard.TEST_REPORT: supply.tested_on is not None,
        Standard.VAT_INVOICE: supply.has_e_invoice,
        Standard.GI: bool(supply.product.geographical_indication),
    }
    stated |= {code.value for code, is_ready in readiness.items() if is_ready}
    return dict.fromkeys(sorted(stated & {*codes.STANDARDS}), _FOR_GOOD)


def _intervals(
    supplies: QuerySet[Supply], on: datetime.date
) -> dict[int, list[tuple[int, int, int]]]:
    """By product the runs of live days that are not over, in order: star, first, last."""
    found: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    rows = LiveInterval.objects.filter(product__in=supplies.values("product"), live_until__gte=on)
    for product, star, first, last in rows.order_by("product_id", "live_from").values_list(
        "product_id", "star", "live_from", "live_until"
    ):
        found[product].append((star, first.toordinal(), last.toordinal()))
    return found


def _standards(
    supplies: QuerySet[Supply], on: datetime.date
) -> dict[int, dict[str, datetime.date]]:
    """By product the standards held today, each to its last day."""
    found: dict[int, dict[str, datetime.date]] = defaultdict(dict)
    rows = StandardHeld.objects.filter(product__in=supplies.values("product")).values_list(
        "product_id", "code", "valid_from", "valid_until"
    )
    for product, code, first, last in rows:
        until = last or _FOR_GOOD
        if (first is None or first <= on) and until >= on and code in codes.STANDARDS:
            found[product][code] = max(until, found[product].get(code, until))
    return found


def _tiers(supplies: QuerySet[Supply]) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    rows = SupplyTier.objects.filter(supply__in=supplies.values("pk"))
    for supply, first, price in rows.order_by("supply_id", "from_quantity").values_list(
        "supply_id", "from_quantity", "unit_price"
    ):
        found[supply].append((first, min(price, MOST_PRICE)))
    return found


def _left(supplies: QuerySet[Supply], on: datetime.date) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(lambda: [0] * MONTHS)
    rows = Capacity.objects.filter(supply__in=supplies.values("pk"), month__gte=on.replace(day=1))
    for supply, month, quantity, committed in rows.values_list(
        "supply_id", "month", "quantity", "committed"
    ):
        number = month_number(month, today=on)
        if number < MONTHS:
            found[supply][number] = min(quantity - committed, MOST_UNITS)
    return found
