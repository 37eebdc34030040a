"""A supply and a demand that fit each other, from which tests change one thing at a time."""

import datetime
from typing import Any

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from catalog.supply.models import Capacity, Supply, SupplyTier
from marketplace.accounts.models import Organisation
from marketplace.kernel.clock import today
from search.matching.criteria import Criteria
from search.matching.models import Demand, DemandLine
from tests.factories import make_product, make_vendor


def months(count: int = 6) -> list[datetime.date]:
    month = today().replace(day=1)
    found = []
    for _number in range(count):
        found.append(month)
        month = (month + datetime.timedelta(days=32)).replace(day=1)
    return found


def make_supply(
    product: Product | None = None,
    *,
    vendor: Vendor | None = None,
    capacity: int = 1000,
    tiers: tuple[tuple[int, int], ...] = ((1, 40_000), (500, 36_000)),
    **values: Any,
) -> Supply:
    """So many kilograms in each of six months, from Đồng Tháp."""
    supply = Supply.objects.create(
        vendor=vendor or make_vendor(),
        product=product or make_product("Xoài cát Hoà Lộc"),
        **{"unit": "kg", "minimum_quantity": 50, **values},
    )
    SupplyTier.objects.bulk_create(
        SupplyTier(supply=supply, from_quantity=first, unit_price=price) for first, price in tiers
    )
    Capacity.objects.bulk_create(
        Capacity(supply=supply, month=month, quantity=capacity) for month in months()
    )
    return supply


def line(**values: Any) -> dict[str, Any]:
    """800 kg of mangoes, once."""
    return {
        "keywords": ["xoài"],
        "groups": ["B01"],
        "quantity": {"min": 800, "max": None, "unit": "kg", "period": "once"},
        "pack": None,
        **values,
    }


def make_demand(
    *lines: dict[str, Any], state: str = "open", buyer: Organisation | None = None, **terms: Any
) -> Demand:
    """For delivery in Hồ Chí Minh within the next 30 days, at 50 000 đồng a kilogram at most."""
    start = today()
    criteria = Criteria.from_json(
        {
            "lines": list(lines) or [line()],
            "min_star": 3,
            "price": {"min": None, "max": 50_000, "per": "kg", "currency": "VND"},
            "delivery": {
                "places": ["ho-chi-minh"],
                "start": start.isoformat(),
                "end": (start + datetime.timedelta(days=30)).isoformat(),
            },
            **terms,
        }
    )
    said = criteria.to_json()
    demand = Demand.objects.create(
        buyer=buyer or Organisation.objects.create(name="Siêu thị", legal_form="company"),
        title="Xoài",
        terms={name: said[name] for name in said if name != "lines"},
        state=state,
    )
    for position, one in enumerate(criteria.lines):
        row = DemandLine.of(one, position=position)
        row.demand = demand
        row.save()
    return demand
