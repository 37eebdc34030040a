"""Everything a product page shows, in six queries whatever the product has."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from catalog.catalogue import registries
from catalog.catalogue.attributes import label_of
from catalog.catalogue.goods import ALCOHOL, ALCOHOL_LICENCE, MEDICINE, SERVICES
from catalog.catalogue.models import Category, Product, StandardHeld
from catalog.catalogue.pictures import pictures_of
from catalog.catalogue.registries import Badge
from catalog.catalogue.season import Month, calendar, is_in_season
from catalog.catalogue.units import UnitPrice, content, unit_price
from catalog.catalogue.vat import VatClass, vat_percent
from catalog.producers.models import Producer
from marketplace.geography.former import former_province_of
from marketplace.kernel.language import Words, words
from marketplace.pictures.values import Picture

from .packs import FEW

_ENGLISH = "_en"


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
    most: int


@dataclass(frozen=True)
class Fact:
    """One attribute: label and value."""

    label: str | Promise
    value: Words


@dataclass(frozen=True)
class ProductDetail:
    product: Product
    producer: Producer | None
    criteria_set: Category | None
    title: Words
    description: Words
    badge: Badge
    packs: tuple[Pack, ...]
    facts: tuple[Fact, ...]
    standards: tuple[StandardHeld, ...]
    months: tuple[Month, ...]
    is_in_season: bool
    former_place: str
    pictures: tuple[Picture, ...]
    vat_words: str
    is_service: bool
    is_medicine: bool
    is_alcohol: bool

    @property
    def has_english(self) -> bool:
        return bool(self.product.title_en)

    @property
    def can_order(self) -> bool:
        return any(pack.can_order for pack in self.packs)


def product_detail(public_id: str, *, on: datetime.date) -> ProductDetail | None:
    """The product with this public id if it may be shown on a day (truths 1 and 11), else None.

    Its live certificate is asked for and shown; there is no second gate that could disagree.
    """
    product = (
        Product.objects.approved()
        .filter(public_id=public_id)
        .select_related("producer__province", "producer__commune", "criteria_set", "product_class")
        .first()
    )
    if product is None:
        return None
    badge = registries.badges([product.pk], on=on).get(product.pk)
    if badge is None:
        return None
    code = product.criteria_set.code if product.criteria_set else ""
    stated = _stated(product)
    is_licensed = code not in ALCOHOL or bool(stated.get(ALCOHOL_LICENCE, "").strip())
    return ProductDetail(
        product=product,
        producer=product.producer,
        criteria_set=product.criteria_set,
        title=words(product.title, product.title_en),
        description=words(product.description, product.description_en),
        badge=badge,
        packs=(
            () if code in MEDICINE | SERVICES else _packs(product, is_licensed=is_licensed, on=on)
        ),
        facts=_facts(stated),
        standards=_standards(product, on=on),
        months=tuple(calendar(product.season_months, on=on)),
        is_in_season=is_in_season(product.season_months, on=on),
        former_place=_former_place(product.producer),
        pictures=pictures_of(product),
        vat_words=_vat_words(product.vat_class, on=on),
        is_service=code in SERVICES,
        is_medicine=code in MEDICINE,
        is_alcohol=code in ALCOHOL,
    )


def _packs(product: Product, *, is_licensed: bool, on: datetime.date) -> tuple[Pack, ...]:
    records = (
        get_model("partner", "StockRecord")
        .objects.filter(product__parent=product, product__is_public=True)
        .select_related("product", "partner__vendor")
        .order_by("price", "pk")
    )
    found = []
    for record in records:
        record.product.parent = product
        found.append(_pack(record, is_licensed=is_licensed, on=on))
    return tuple(found)


def _pack(record: Any, *, is_licensed: bool, on: datetime.date) -> Pack:
    pack = record.product
    left = max(0, (record.num_in_stock or 0) - (record.num_allocated or 0))
    obstacle = registries.obstacle(pack, record, is_certified=True, is_licensed=is_licensed, on=on)
    price = int(record.price) if record.price else None
    in_season = is_in_season(pack.parent.season_months, on=on)
    return Pack(
        public_id=pack.public_id,
        title=pack.local_title,
        content=content(pack.net_quantity, pack.net_unit),
        price=price,
        unit=unit_price(price, pack.net_quantity, pack.net_unit) if price else None,
        stock_words=str(obstacle.label) if obstacle else _stock_words(left, in_season=in_season),
        can_order=obstacle is None and left > 0,
        most=left,
    )


def _stock_words(left: int, *, in_season: bool) -> str:
    if left == 0:
        return _("Sold out") if in_season else _("Out of season")
    if left < FEW:
        return _("Only %(number)s left") % {"number": left}
    return _("In stock")


def _stated(product: Product) -> dict[str, str]:
    """The attributes' values by code, in the order of the sector."""
    return {
        value.attribute.code: _text(value.value)
        for value in product.attribute_values.select_related("attribute").order_by("attribute_id")
    }


def _facts(stated: dict[str, str]) -> tuple[Fact, ...]:
    """An English twin stands for its Vietnamese one."""
    return tuple(
        Fact(label=_label(code), value=words(text, stated.get(code + _ENGLISH, "")))
        for code, text in stated.items()
        if not code.endswith(_ENGLISH) and text
    )


def _text(value: Any) -> str:
    """Numbers as the page's language writes them."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(number_format(value, use_l10n=True, force_grouping=True))
    return "" if value is None else str(value)


def _label(code: str) -> str | Promise:
    try:
        return label_of(code)
    except KeyError:
        return code


def _standards(product: Product, *, on: datetime.date) -> tuple[StandardHeld, ...]:
    """Those held on a day; a date not stated is no limit."""
    return tuple(
        standard
        for standard in product.standards_held.all()
        if (standard.valid_from is None or standard.valid_from <= on)
        and (standard.valid_until is None or standard.valid_until >= on)
    )


def _former_place(producer: Producer | None) -> str:
    if producer is None or producer.commune is None:
        return ""
    name = former_province_of(producer.commune.code)
    return "" if name == producer.province.name_vi else name


def _vat_words(vat_class: str, *, on: datetime.date) -> str:
    if vat_class in {VatClass.NOT_SUBJECT, VatClass.DIRECT}:
        return _("The price is what you pay.")
    percent = vat_percent(vat_class, on=on).normalize()
    return _("The price includes %(percent)s %% VAT.") % {"percent": f"{percent:f}"}
