"""Supplies made by the real services, and the months that they are about."""

import datetime
from typing import Any

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from catalog.supply.facts import Facts, Tier
from catalog.supply.models import Supply
from catalog.supply.services import create_supply
from tests.factories import make_producer, make_product, make_vendor


def month(number: int, year: int = 2026) -> datetime.date:
    return datetime.date(year, number, 1)


DECEMBER, JANUARY = month(12), month(1, 2027)


def own_product(vendor: Vendor, title: str = "", **values: Any) -> Product:
    """A recognised product, certified today, that the vendor itself makes."""
    producer = getattr(vendor.organisation, "producer", None)
    if producer is None:
        producer = make_producer()
        organisation = producer.organisation
        producer.organisation = vendor.organisation
        producer.save(update_fields=["organisation"])
        organisation.delete()
    return make_product(title, producer=producer, **values)


def make_facts(**changes: Any) -> Facts:
    """2 tonnes in December 2026 and in January, at 60 000 ₫ a kg, 55 000 from half a tonne."""
    values: dict[str, Any] = {
        "unit": "kg",
        "minimum_quantity": 50,
        "lead_time_days": 3,
        "tiers": (Tier(50, 60_000), Tier(500, 55_000)),
        "capacity": ((DECEMBER, 2_000), (JANUARY, 2_000)),
    }
    return Facts(**values | changes)


def make_supply(
    *, vendor: Vendor | None = None, product: Product | None = None, **changes: Any
) -> Supply:
    """On offer, of a vendor that makes the product itself."""
    vendor = vendor or make_vendor()
    product = product or own_product(vendor)
    return create_supply(
        vendor=vendor, product=product, facts=make_facts(**changes), acting_user=None
    )
