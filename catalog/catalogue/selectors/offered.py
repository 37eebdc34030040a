"""Pack sizes as a product page offers them, and what like products are offered at: one query.

From plain columns: instances of stock, partner, vendor, organisation and places cost as much as the
rest of the page's rows.
"""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from catalog.catalogue import registries
from catalog.catalogue.goods import MEDICINE
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

_SHOWN = (
    *("product__public_id", "price", "num_in_stock", "num_allocated"),
    *("product__net_quantity", "product__net_unit", f"{_VENDOR}name"),
    *(f"{_VENDOR}ships_from__{name}" for name in ("name_vi", "province_id", "code")),
)
#: Read of the product itself.
PRODUCT = ("id", "title", "season_months", "criteria_set__code", "product_class__requires_shipping")
_SOLD = (f"{_VENDOR}closed_from", f"{_VENDOR}closed_until", "price")
_SENT = (
    *("product__parcel_class", "product__gross_weight"),
    *(f"product__parcel_{side}" for side in ("length", "width", "height")),
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
    product: ReadRow, own: Iterable[ReadRow], *, is_licensed: bool, on: datetime.date
) -> tuple[Pack, ...]:
    """The product's packs, from their records (``of_product``); of the product PRODUCT is read."""
    places, language = provinces_by_id(), get_language()
    return tuple(
        [_pack(product, row, places, language, is_licensed=is_licensed, on=on) for row in own]
    )


def of_product(product_id: int, records: Iterable[ReadRow]) -> list[ReadRow]:
    """The records of the product's own packs."""
    return [row for row in records if row["product__parent_id"] == product_id]


def offers_among(records: Iterable[ReadRow]) -> dict[int, Offer]:
    """By product, what the records offer it at."""
    return offers_of(row.first(len(OFFERED)) for row in records if row["is_sold"])


def _pack(
    product: ReadRow,
    row: ReadRow,
    places: Mapping[int, Province],
    language: str | None,
    *,
    is_licensed: bool,
    on: datetime.date,
) -> Pack:
    public_id, amount, stock, allocated, quantity, unit, seller, *origin = row.several(_SHOWN)
    place, province, commune = origin
    left = max(0, (stock or 0) - (allocated or 0))
    price = int(amount) if amount else None
    obstacle = registries.obstacle(_sale(product, row, is_licensed=is_licensed), on=on)
    holds = content(quantity, unit)
    return Pack(
        public_id=public_id,
        title=_title(product, row, holds, language),
        content=holds,
        price=price,
        unit=unit_price(price, quantity, unit) if price else None,
        stock_words=str(obstacle.label)
        if obstacle
        else _stock_words(left, in_season=is_in_season(product["season_months"], on=on)),
        can_order=obstacle is None and left > 0,
        is_scarce=obstacle is None and 0 < left < FEW,
        most=left if left < COUNTED else MOST_AT_ONCE,
        seller=seller,
        ships_from=place or "",
        origin=places.get(province),
        origin_commune=commune or "",
        load=_load(row, quantity, unit),
    )


def _sale(product: ReadRow, row: ReadRow, *, is_licensed: bool) -> Sale:
    """Of a pack that is public, of an approved product and a verified vendor, as the query asks."""
    closed_from, closed_until, price = row.several(_SOLD)
    return Sale(
        is_certified=True,
        is_offered=True,
        is_medicine=product["criteria_set__code"] in MEDICINE,
        is_licensed=is_licensed,
        is_verified=True,
        closed_from=closed_from,
        closed_until=closed_until,
        has_price=bool(price),
        is_parcel=product["product_class__requires_shipping"] is not False,
    )


def _load(row: ReadRow, quantity: Any, unit: str) -> Load:
    parcel_class, weight, length, width, height = row.several(_SENT)
    return Load(
        parcel_class=parcel_class,
        grams=grams_of(weight, quantity, unit),
        volume=(length or 0) * (width or 0) * (height or 0),
    )


def _title(product: ReadRow, row: ReadRow, holds: str, language: str | None) -> str:
    """``Product.local_title`` of the pack."""
    title, title_en = row.several(("product__title", "product__title_en"))
    own: str = title or product["title"]
    return title_en or holds or own if language == "en" else own


def _stock_words(left: int, *, in_season: bool) -> str:
    if left == 0:
        return _("Sold out") if in_season else _("Out of season")
    if left < FEW:
        return _("Only %(number)s left") % {"number": left}
    return _("In stock")
