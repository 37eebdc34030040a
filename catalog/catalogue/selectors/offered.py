"""Pack sizes as a product page offers them, and what like products are offered at: one query."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from catalog.catalogue import registries
from catalog.catalogue.models import Product
from catalog.catalogue.registries import DeliveryEstimate
from catalog.catalogue.season import is_in_season
from catalog.catalogue.units import UnitPrice, content, unit_price
from marketplace.geography.models import Province
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


@dataclass(frozen=True)
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
    vendor: Any
    product: Product

    def delivery(self, destination: Province | None, *, on: datetime.date) -> DeliveryEstimate:
        """What one of it costs to be sent, and when it arrives."""
        return registries.delivery(
            self.product,
            ships_from=self.vendor.ships_from if self.vendor else None,
            destination=destination,
            on=on,
        )


@Prepared
def stock_records(product_ids: list[int], on: datetime.date) -> QuerySet[Any]:
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
        .select_related(
            "product",
            "partner__vendor__organisation",
            "partner__vendor__ships_from__province__region",
        )
        .order_by("price", "pk")
    )


def packs(
    product: Product, records: Iterable[ReadRow], *, is_licensed: bool, on: datetime.date
) -> tuple[Pack, ...]:
    """The product's own among the records."""
    found = []
    for row in records:
        if row["product__parent_id"] == product.pk:
            record = row.instance()
            record.product.parent = product
            found.append(_pack(record, is_licensed=is_licensed, on=on))
    return tuple(found)


def offers_among(records: Iterable[ReadRow]) -> dict[int, Offer]:
    """By product, what the records offer it at."""
    return offers_of(tuple(row[column] for column in OFFERED) for row in records if row["is_sold"])


def _pack(record: Any, *, is_licensed: bool, on: datetime.date) -> Pack:
    pack = record.product
    left = max(0, (record.num_in_stock or 0) - (record.num_allocated or 0))
    obstacle = registries.obstacle(pack, record, is_certified=True, is_licensed=is_licensed, on=on)
    price = int(record.price) if record.price else None
    in_season = is_in_season(pack.parent.season_months, on=on)
    vendor = getattr(record.partner, "vendor", None)
    return Pack(
        public_id=pack.public_id,
        title=pack.local_title,
        content=content(pack.net_quantity, pack.net_unit),
        price=price,
        unit=unit_price(price, pack.net_quantity, pack.net_unit) if price else None,
        stock_words=str(obstacle.label) if obstacle else _stock_words(left, in_season=in_season),
        can_order=obstacle is None and left > 0,
        is_scarce=obstacle is None and 0 < left < FEW,
        most=left if left < COUNTED else MOST_AT_ONCE,
        seller=vendor.name if vendor else "",
        ships_from=_place(record),
        origin=vendor.ships_from.province if vendor and vendor.ships_from else None,
        vendor=vendor,
        product=pack,
    )


def _place(record: Any) -> str:
    vendor = getattr(record.partner, "vendor", None)
    return str(vendor.ships_from.name_vi) if vendor and vendor.ships_from else ""


def _stock_words(left: int, *, in_season: bool) -> str:
    if left == 0:
        return _("Sold out") if in_season else _("Out of season")
    if left < FEW:
        return _("Only %(number)s left") % {"number": left}
    return _("In stock")
