"""Illustrative supplies of illustrative producers alone: of no real one we say what it can deliver.

Prices follow the demonstration's retail prices, months the season of each product.
"""

import datetime
import random
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import Prefetch

from catalog.catalogue.goods import MEDICINE, SERVICES
from catalog.catalogue.models import Product
from catalog.catalogue.season import is_in_season
from catalog.partner.models import StockRecord, Vendor
from catalog.producers.models import Producer
from catalog.producers.services import state_traits
from catalog.supply.facts import Facts, Tier
from catalog.supply.models import Supply, month_of
from catalog.supply.services import create_supply
from catalog.supply.standards import Standard

from .words import draw

#: From this month on.
_MONTHS = 15
#: How much one shop delivers in a month of season, by unit: from and to, in steps.
_CAPACITY = {"kg": (200, 6_000, 100), "bottle": (200, 4_000, 100), "piece": (20, 600, 10)}
_SMALLEST = {"kg": (20, 50, 100), "bottle": (24, 60, 120), "piece": (5, 10, 20)}
#: What one đồng of retail costs wholesale, in percent, at the first, second and third tier.
_SHARES = (84, 79, 74)
_RETAIL_SETS = frozenset({"B04", "B06", "B07", "B08", "B09", "B11", "B12", "B13"})


#: One illustrative producer in so many says so of itself.
_SAID_BY_ONE_IN = {"women_led": 3, "youth_led": 5, "ethnic_minority": 6}


def make_supplies(*, today: datetime.date) -> None:
    """One of each product that is sold in packs and has no supply yet."""
    vendors = {
        vendor.organisation_id: vendor
        for vendor in Vendor.objects.filter(state=Vendor.State.VERIFIED).select_related(
            "organisation"
        )
    }
    offered = set(Supply.objects.values_list("product_id", flat=True))
    for product in _products():
        producer, pack = product.producer, _pack(product)
        if product.pk in offered or producer is None or pack is None:
            continue
        vendor = vendors.get(producer.organisation_id)
        if vendor is not None:
            create_supply(
                vendor=vendor,
                product=product,
                facts=_facts(product, pack, today),
                acting_user=None,
            )
            _state_traits(producer)


def _state_traits(producer: Producer) -> None:
    dice = draw("who leads", str(producer))
    said = {code for code, many in _SAID_BY_ONE_IN.items() if dice.randrange(many) == 0}
    state_traits(producer, traits=said, acting_user=None)


def _products() -> Iterator[Product]:
    records = StockRecord.objects.exclude(price=None)
    yield from (
        Product.objects.recognised()
        .filter(producer__is_illustrative=True)
        .exclude(criteria_set__code__in=[*SERVICES, *MEDICINE])
        .select_related("producer", "criteria_set")
        .prefetch_related(
            Prefetch("children", Product.objects.order_by("pk")),
            Prefetch("children__stockrecords", records),
        )
        .order_by("pk")
    )


def _pack(product: Product) -> Product | None:
    """The first pack that has a price and says what it holds."""
    packs = (
        child for child in product.children.all() if child.net_quantity and child.stockrecords.all()
    )
    return next(packs, None)


def _facts(product: Product, pack: Product, today: datetime.date) -> Facts:
    dice = draw("supply", str(product.folded_title), str(product.producer))
    unit = {"g": "kg", "ml": "bottle"}.get(pack.net_unit, "piece")
    retail = _retail(pack, unit)
    low, high, step = _CAPACITY[unit]
    smallest = dice.choice(_SMALLEST[unit])
    usual = dice.randrange(low, high, step)
    # What costs much is made in small amounts.
    if retail > 1_000_000:  # noqa: PLR2004
        usual, smallest = max(10, usual // 100), 1
    code = product.criteria_set.code if product.criteria_set else ""
    is_ready = code in _RETAIL_SETS
    return Facts(
        unit=unit,
        pack_size=Decimal(pack.net_quantity or 1) if unit != "piece" else None,
        pack_unit=pack.net_unit if unit != "piece" else None,
        minimum_quantity=smallest,
        lead_time_days=dice.choice((1, 2, 3, 5, 7, 10)),
        delivers_within_km=dice.choice((None, None, None, 150, 300, 600)),
        standards=(Standard.HACCP,) if is_ready and dice.randrange(4) == 0 else (),
        note="Minh hoạ.",
        has_barcode=is_ready and dice.randrange(3) > 0,
        shelf_life_days=dice.choice((90, 180, 270, 365)) if is_ready else None,
        tested_on=today - datetime.timedelta(days=dice.randrange(20, 400)) if is_ready else None,
        has_e_invoice=dice.randrange(3) > 0,
        has_retail_packaging=is_ready and dice.randrange(4) > 0,
        export_papers=(Standard.GROWING_AREA_CODE,) if code == "B01" and dice.randrange(2) else (),
        tiers=tuple(
            Tier(smallest * times, max(1, retail * share // 100 // 500 * 500 or 500))
            for times, share in zip((1, 5, 20), _SHARES, strict=True)
        ),
        capacity=tuple(_capacity(product, usual, dice, today)),
    )


def _retail(pack: Product, unit: str) -> int:
    """Đồng for one unit in the shop: of a kilogram where it is sold by weight, else of the pack."""
    price = Decimal(pack.stockrecords.all()[0].price or 0)
    holds = Decimal(pack.net_quantity or 1)
    if unit == "kg":
        return int(price * 1000 / holds)
    return int(price if unit == "bottle" else price / holds)


def _capacity(
    product: Product, usual: int, dice: random.Random, today: datetime.date
) -> Iterator[tuple[datetime.date, int]]:
    month = month_of(today)
    for _number in range(_MONTHS):
        share = dice.choice((80, 100, 100, 120))
        if is_in_season(product.season_months, on=month):
            yield month, max(1, usual * share // 100)
        month = month_of(month + datetime.timedelta(days=31))
