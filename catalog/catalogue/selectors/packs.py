"""Pack sizes as lists show them: the lowest price, and what is left."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from oscar.core.loading import get_model

from catalog.catalogue.goods import ALCOHOL, ALCOHOL_LICENCE, MEDICINE, SERVICES
from catalog.catalogue.units import UnitPrice, unit_price
from marketplace.kernel.prepared import Prepared

#: Fewer than this are told by number.
FEW = 5
#: Pages know how many are left only below this, so that a sale out of plenty makes no new page.
COUNTED = 20
#: Read of a stock record.
OFFERED = (
    "product__parent_id",
    "price",
    "num_in_stock",
    "num_allocated",
    "product__net_quantity",
    "product__net_unit",
    "partner__vendor__ships_from__name_vi",
)
#: What a form lets ask for where there is plenty; the basket knows better.
MOST_AT_ONCE = 999


@dataclass(frozen=True, slots=True)
class Offer:
    """The cheapest pack of a product, those in stock first, and the commune that it ships from."""

    price: int
    unit: UnitPrice | None
    left: int
    several_packs: bool
    ships_from: str = ""


def open_vendors(*, on: datetime.date, prefix: str = "partner__vendor__") -> Q:
    """Stock of verified vendors that have not announced to be closed on a day."""
    closed = (
        Q(**{f"{prefix}closed_from__isnull": True}) | Q(**{f"{prefix}closed_from__lte": on})
    ) & (Q(**{f"{prefix}closed_until__isnull": True}) | Q(**{f"{prefix}closed_until__gte": on}))
    announced = Q(**{f"{prefix}closed_from__isnull": False}) | Q(
        **{f"{prefix}closed_until__isnull": False}
    )
    return Q(**{f"{prefix}state": "verified"}) & ~(announced & closed)


def of_goods_sold() -> Q:
    """Stock of what may be sold here at all: no service, no medicine, alcohol with its licence.

    What ``partner.sale.obstacle`` says of the recognised product, for lists and for the index.
    """
    code = "product__parent__criteria_set__code"
    licence = get_model("catalogue", "ProductAttributeValue").objects.filter(
        product=OuterRef("product__parent"),
        attribute__code=ALCOHOL_LICENCE,
        value_text__regex=r"\S",
    )
    return ~Q(**{f"{code}__in": MEDICINE | SERVICES}) & (
        ~Q(**{f"{code}__in": ALCOHOL}) | Q(Exists(licence))
    )


def offers(product_ids: Iterable[int], *, on: datetime.date) -> dict[int, Offer]:
    """By product, what it is offered at here; those without a price are absent. One query."""
    return offers_of(_sold(product_ids=list(product_ids), on=on))


@Prepared
def _sold(product_ids: list[int], on: datetime.date) -> Any:
    return (
        get_model("partner", "StockRecord")
        .objects.filter(
            open_vendors(on=on),
            of_goods_sold(),
            product__parent__in=product_ids,
            product__is_public=True,
            price__gt=0,
        )
        .values_list(*OFFERED)
    )


def offers_of(rows: Iterable[tuple[Any, ...]]) -> dict[int, Offer]:
    """By product, from rows of OFFERED."""
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for product_id, price, stock, allocated, quantity, unit, place in rows:
        left = max(0, (stock or 0) - (allocated or 0))
        found[product_id].append((left == 0, int(price), left, quantity, unit, place or ""))
    return {product_id: _offer(packs) for product_id, packs in found.items()}


def _offer(packs: list[tuple[Any, ...]]) -> Offer:
    _gone, price, _left, quantity, unit, place = min(packs, key=lambda pack: pack[:2])
    return Offer(
        price=price,
        unit=unit_price(price, quantity, unit),
        left=sum(pack[2] for pack in packs),
        several_packs=len(packs) > 1,
        ships_from=place,
    )
