"""Pack sizes as a product page offers them, and what like products are offered at: one query.

From plain columns: instances of stock, partner, vendor, organisation and places cost as much as the
rest of the page's rows.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from catalog.catalogue import registries
from catalog.catalogue.goods import MEDICINE
from catalog.catalogue.models import Product
from catalog.catalogue.parcels import grams_of
from catalog.catalogue.registries import DeliveryEstimate, Load, Sale
from catalog.catalogue.season import is_in_season
from catalog.catalogue.units import UnitPrice, content, unit_price
from marketplace.geography.models import Province
from marketplace.geography.selectors import provinces_by_id
from marketplace.kernel.prepared import Prepared, ReadRow

from .packs import (
    COUNTED,
    FEW,
    MOST_AT_ONCE,
    OFFERED,
    Offer,
    of_goods_sold,
    offers_of,
    open_vendors,
)
from .sellers import COLUMNS as SELLER

_PACK = tuple(
    f"product__{name}"
    for name in (
        *("public_id", "title", "title_en", "parcel_class", "gross_weight"),
        *("parcel_length", "parcel_width", "parcel_height"),
    )
)
_VENDOR = "partner__vendor__"
_READ = (
    *OFFERED,
    *_PACK,
    f"{_VENDOR}closed_from",
    f"{_VENDOR}closed_until",
    *(_VENDOR + name for name in SELLER if _VENDOR + name not in OFFERED),
    "is_sold",
)


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack size as the page offers it. ``can_order`` is what the basket will say, too."""

    public_id: str
    title: str
    content: str
    price: int | None
    unit: UnitPrice | None
    stock_words: str
    can_order: bool
    is_scarce: bool
    most: int
    seller: str
    ships_from: str
    origin: Province | None
    origin_commune: str
    load: Load

    def delivery(self, destination: Province | None, *, on: datetime.date) -> DeliveryEstimate:
        """What one of it costs to be sent, and when it arrives."""
        return registries.delivery(
            self.load,
            origin=self.origin,
            origin_commune=self.origin_commune,
            destination=destination,
            on=on,
        )


@Prepared
def stock_records(product_ids: list[int], on: datetime.date) -> QuerySet[Any, Any]:
    """Stock of verified vendors of the products' packs, cheapest first.

    ``is_sold`` where lists may offer it. Who has not proven who they are, or is suspended, offers
    nothing on a product's page either: neither their price nor their name is shown.
    """
    is_sold = open_vendors(on=on) & of_goods_sold() & Q(price__gt=0)
    return (
        get_model("partner", "StockRecord")
        .objects.filter(
            product__parent__in=product_ids,
            product__is_public=True,
            partner__vendor__state="verified",
        )
        .annotate(is_sold=ExpressionWrapper(is_sold, output_field=BooleanField()))
        .order_by("price", "pk")
        .values_list(*_READ)
    )


def packs(
    product: Product, records: Iterable[ReadRow], *, is_licensed: bool, on: datetime.date
) -> tuple[Pack, ...]:
    """The product's own among the records."""
    places = provinces_by_id()
    return tuple(
        _pack(product, row, places, is_licensed=is_licensed, on=on)
        for row in of_product(product, records)
    )


def of_product(product: Product, records: Iterable[ReadRow]) -> list[ReadRow]:
    """The records of the product's own packs."""
    return [row for row in records if row["product__parent_id"] == product.pk]


def offers_among(records: Iterable[ReadRow]) -> dict[int, Offer]:
    """By product, what the records offer it at."""
    return offers_of(row.first(len(OFFERED)) for row in records if row["is_sold"])


def _pack(
    product: Product,
    row: ReadRow,
    places: Mapping[int, Province],
    *,
    is_licensed: bool,
    on: datetime.date,
) -> Pack:
    left = max(0, (row["num_in_stock"] or 0) - (row["num_allocated"] or 0))
    amount, quantity, unit = row["price"], row["product__net_quantity"], row["product__net_unit"]
    price = int(amount) if amount else None
    obstacle = registries.obstacle(_sale(product, row, is_licensed=is_licensed), on=on)
    holds = content(quantity, unit)
    place = row[f"{_VENDOR}ships_from__name_vi"]
    return Pack(
        public_id=row["product__public_id"],
        title=_title(product, row, holds),
        content=holds,
        price=price,
        unit=unit_price(price, quantity, unit) if price else None,
        stock_words=str(obstacle.label)
        if obstacle
        else _stock_words(left, in_season=is_in_season(product.season_months, on=on)),
        can_order=obstacle is None and left > 0,
        is_scarce=obstacle is None and 0 < left < FEW,
        most=left if left < COUNTED else MOST_AT_ONCE,
        seller=row[f"{_VENDOR}name"],
        ships_from=place or "",
        origin=places.get(row[f"{_VENDOR}ships_from__province_id"]),
        origin_commune=row[f"{_VENDOR}ships_from__code"] or "",
        load=_load(row, quantity, unit),
    )


def _sale(product: Product, row: ReadRow, *, is_licensed: bool) -> Sale:
    """Of a pack that is public, of an approved product and a verified vendor, as the query asks."""
    kind = product.product_class
    return Sale(
        is_certified=True,
        is_offered=True,
        is_medicine=product.criteria_set is not None and product.criteria_set.code in MEDICINE,
        is_licensed=is_licensed,
        is_verified=True,
        closed_from=row[f"{_VENDOR}closed_from"],
        closed_until=row[f"{_VENDOR}closed_until"],
        has_price=bool(row["price"]),
        is_parcel=kind is None or kind.requires_shipping,
    )


def _load(row: ReadRow, quantity: Any, unit: str) -> Load:
    sides = (row[f"product__parcel_{side}"] or 0 for side in ("length", "width", "height"))
    return Load(
        parcel_class=row["product__parcel_class"],
        grams=grams_of(row["product__gross_weight"], quantity, unit),
        volume=prod(sides),
    )


def _title(product: Product, row: ReadRow, holds: str) -> str:
    """``Product.local_title`` of the pack."""
    own: str = row["product__title"] or product.title
    return row["product__title_en"] or holds or own if get_language() == "en" else own


def _stock_words(left: int, *, in_season: bool) -> str:
    if left == 0:
        return _("Sold out") if in_season else _("Out of season")
    if left < FEW:
        return _("Only %(number)s left") % {"number": left}
    return _("In stock")
