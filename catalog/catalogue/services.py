"""Recognised products and their pack sizes come into the books."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from catalog.producers.models import Producer
from marketplace.kernel import audit, text
from marketplace.kernel.clock import now
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.ids import new_public_id

from .goods import MEDICINE
from .listing import ListingState
from .models import Category, Product
from .moderation import (
    approve_listing,
    reject_listing,
    reopen_listing,
    submit_listing,
    withdraw_listing,
)
from .vat import VatClass

__all__ = [
    "NewProduct",
    "ProductRefused",
    "add_pack",
    "approve_listing",
    "recognise_product",
    "recognise_products",
    "reject_listing",
    "reopen_listing",
    "submit_listing",
    "withdraw_listing",
]

#: Rows of one INSERT; the rest of a bulk goes in further ones.
CHUNK = 1000


class ProductRefused(MarketplaceError):
    code = "product_refused"


@dataclass(frozen=True, kw_only=True)
class NewProduct:
    """A recognised product as a decision names it."""

    title: str
    producer: Producer
    criteria_set: Category | None = None
    scope: str = ""
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    listing_state: str = ListingState.DRAFT
    is_illustrative: bool = False
    season_months: int = 0
    raw_material_zone: str = ""
    geographical_indication: str = ""
    vat_class: str = VatClass.STANDARD


def recognise_products(new: Sequence[NewProduct], *, acting_user: Any = None) -> list[Product]:
    """The products with address, folded title, product class of their sector and category.

    In the order given; the number of queries grows with full INSERTs alone. Raises ProductRefused for
    a title without a letter or digit; then nothing is written.
    """
    classes = _classes_by_sector()
    products = [_product(one, classes) for one in new]
    with transaction.atomic():
        Product.objects.bulk_create(products, batch_size=CHUNK)
        links = get_model("catalogue", "ProductCategory")
        links.objects.bulk_create(
            [
                links(product=product, category=one.criteria_set)
                for product, one in zip(products, new, strict=True)
                if one.criteria_set is not None
            ],
            batch_size=CHUNK,
        )
        audit.record_many(
            action="product.recognised",
            targets=[(product, {"listing": product.listing_state}) for product in products],
            acting_user=acting_user,
        )
    return products


def recognise_product(*, acting_user: Any = None, **one: Any) -> Product:
    """One product; the arguments are NewProduct's."""
    return recognise_products([NewProduct(**one)], acting_user=acting_user)[0]


def add_pack(
    product: Product,
    *,
    title: str,
    net_quantity: Decimal | int | None,
    net_unit: str,
    gross_weight: int | None,
    vendor: Any,
    price: int,
    stock: int,
    upc: str | None = None,
    sku: str | None = None,
    acting_user: Any = None,
) -> Product:
    """A pack size of ``product`` that ``vendor`` sells at ``price`` (whole đồng, VAT included).

    Refused for a pack size of a pack size, for medicines, for a price or stock below zero, and
    where the vendor uses ``sku`` or anybody ``upc`` already.
    """
    _check_pack(product, title=title, price=price, stock=stock)
    public_id = new_public_id()
    try:
        with transaction.atomic():
            pack = Product.objects.create(
                structure=Product.CHILD,
                parent=product,
                public_id=public_id,
                title=text.clean(title)[:255],
                slug=text.slugify(title) or public_id,
                upc=upc or None,
                net_quantity=net_quantity,
                net_unit=net_unit,
                gross_weight=gross_weight,
                is_illustrative=product.is_illustrative,
            )
            get_model("partner", "StockRecord").objects.create(
                product=pack,
                partner=vendor.partner,
                partner_sku=sku or public_id.upper(),
                price_currency="VND",
                price=Decimal(price),
                num_in_stock=stock,
            )
            audit.record(
                action="pack.added", target=pack, acting_user=acting_user, price=price, stock=stock
            )
    except IntegrityError as error:
        message = _("This article number or barcode is in use already.")
        raise ProductRefused(message, code="sku") from error
    return pack


def _check_pack(product: Product, *, title: str, price: int, stock: int) -> None:
    if product.is_child:
        raise ProductRefused(_("A pack size belongs to a recognised product."), code="structure")
    if product.criteria_set is not None and product.criteria_set.code in MEDICINE:
        message = _("Medicines and functional food are shown here, but not sold.")
        raise ProductRefused(message, code="medicine")
    if not text.key(title):
        raise ProductRefused(_("Give the pack size a name."), code="title")
    if price < 0 or stock < 0:
        raise ProductRefused(_("Price and stock cannot be below zero."), code="amount")


def _classes_by_sector() -> dict[str, Any]:
    """The product class of each sector, by the sector's path; reference.py names them "s1" to "s6"."""
    classes = {c.slug: c for c in get_model("catalogue", "ProductClass").objects.all()}
    sectors = Category.objects.filter(level=Category.Level.SECTOR)
    return {sector.path: classes.get((sector.code or "").lower()) for sector in sectors}


def _product(one: NewProduct, classes: dict[str, Any]) -> Product:
    title = text.clean(one.title)[:255]
    folded = text.key(title)
    if not folded:
        raise ProductRefused(_("A product needs a name."), code="title")
    public_id = new_public_id()
    return Product(
        structure=Product.PARENT,
        public_id=public_id,
        title=title,
        title_en=text.clean(one.title_en)[:255],
        description=one.description,
        description_en=one.description_en,
        folded_title=folded[:255],
        slug=text.slugify(title) or public_id,
        producer=one.producer,
        criteria_set=one.criteria_set,
        product_class=_class_of(one.criteria_set, classes),
        scope=text.clean(one.scope)[:255],
        season_months=one.season_months,
        raw_material_zone=text.clean(one.raw_material_zone)[:255],
        geographical_indication=text.clean(one.geographical_indication)[:255],
        vat_class=one.vat_class,
        listing_state=one.listing_state,
        listing_changed_at=now(),
        is_illustrative=one.is_illustrative,
    )


def _class_of(criteria_set: Category | None, classes: dict[str, Any]) -> Any:
    """A set's sector is the first step of its path in the tree."""
    if criteria_set is None:
        return None
    return classes.get(criteria_set.path[: Category.steplen])
