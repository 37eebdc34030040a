"""May this pack be sold today? One answer for product page, basket, checkout and Oscar's strategy.

Selling needs a live certificate, an approved listing, a verified vendor that is open, and a price
(truths 1 and 11 of the design); alcohol needs its licence, too. Stock is counted apart: see stock.py.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from oscar.core.loading import get_model

from catalog.catalogue.goods import ALCOHOL, ALCOHOL_LICENCE, MEDICINE
from catalog.catalogue.listing import ListingState
from catalog.catalogue.models import Product
from catalog.catalogue.registries import Sale

from .models import Vendor


class Obstacle(models.TextChoices):
    """Why something cannot be ordered, in words for the buyer."""

    CERTIFICATE = "certificate", _("Its OCOP certificate is not in force today.")
    LISTING = "listing", _("It is no longer offered here.")
    VENDOR = "vendor", _("Its seller does not sell at the moment.")
    CLOSED = "closed", _("Its seller is closed for some days.")
    PRICE = "price", _("It has no price at the moment.")
    MEDICINE = "medicine", _("Medicines and functional food are shown here, but not sold.")
    LICENCE = (
        "licence",
        _("Alcohol is sold here only once the number of its production licence is stated."),
    )
    SERVICE = "service", _("It is a service: please book it with the host directly.")
    SOLD_OUT = "sold_out", _("It is sold out.")


@dataclass(frozen=True)
class Told:
    """An obstacle as the buyer reads it beside one pack."""

    value: str
    label: str


def words_of(reason: Obstacle, vendor: Vendor | Sale | None) -> str:
    """Why, for the buyer; of closed days also the last one."""
    if reason != Obstacle.CLOSED or vendor is None:
        return str(reason.label)
    if vendor.closed_until is None:
        return gettext("Its seller is closed until further notice.")
    return gettext("Its seller is closed until %(day)s.") % {
        "day": f"{vendor.closed_until:%d/%m/%Y}"
    }


def certified(product_ids: Iterable[int], *, on: datetime.date) -> set[int]:
    """Which recognised products have a live certificate on a day; one query."""
    certificates = get_model("certification", "Certificate")
    return set(
        certificates.objects.live(on=on)
        .filter(product_id__in=set(product_ids))
        .values_list("product_id", flat=True)
    )


def unlicensed(products: Iterable[Product]) -> set[int]:
    """Which recognised products are alcohol that states no licence to make it.

    One query, none where nothing is alcohol. Reads ``criteria_set``: select it before.
    """
    alcohol = {
        product.pk
        for product in products
        if product.criteria_set is not None and product.criteria_set.code in ALCOHOL
    }
    if not alcohol:
        return set()
    stated = get_model("catalogue", "ProductAttributeValue").objects.filter(
        product_id__in=alcohol, attribute__code=ALCOHOL_LICENCE, value_text__regex=r"\S"
    )
    return alcohol - set(stated.values_list("product_id", flat=True))


def is_open(vendor: Vendor | Sale, *, on: datetime.date) -> bool:
    """Not within the days that the vendor has announced as closed (either end may be open)."""
    if vendor.closed_from is None and vendor.closed_until is None:
        return True
    began = vendor.closed_from is None or vendor.closed_from <= on
    ended = vendor.closed_until is not None and vendor.closed_until < on
    return ended or not began


def obstacle(
    pack: Product,
    stockrecord: Any,
    *,
    is_certified: bool,
    is_licensed: bool,
    on: datetime.date,
) -> Obstacle | None:
    """What keeps ``pack`` from being sold on a day, or None.

    Reads ``pack.parent.product_class``, ``pack.parent.criteria_set`` and
    ``stockrecord.partner.vendor``: select them before.
    """
    recognised = pack.parent if pack.is_child else pack
    vendor = getattr(stockrecord.partner, "vendor", None) if stockrecord else None
    sale = Sale(
        is_certified=is_certified,
        is_offered=_is_offered(pack, recognised),
        is_medicine=_is_medicine(recognised),
        is_licensed=is_licensed,
        is_verified=vendor is not None and vendor.state == Vendor.State.VERIFIED,
        closed_from=vendor.closed_from if vendor else None,
        closed_until=vendor.closed_until if vendor else None,
        has_price=bool(stockrecord and stockrecord.price),
        is_parcel=_is_parcel(recognised),
    )
    return obstacle_to(sale, on=on)


def obstacle_to(sale: Sale, *, on: datetime.date) -> Obstacle | None:
    """The same where the facts are known already."""
    tests = (
        (not sale.is_certified, Obstacle.CERTIFICATE),
        (not sale.is_offered, Obstacle.LISTING),
        (sale.is_medicine, Obstacle.MEDICINE),
        (not sale.is_licensed, Obstacle.LICENCE),
        (not sale.is_verified, Obstacle.VENDOR),
        (not is_open(sale, on=on), Obstacle.CLOSED),
        (not sale.has_price, Obstacle.PRICE),
        (not sale.is_parcel, Obstacle.SERVICE),
    )
    return next((reason for applies, reason in tests if applies), None)


def told_obstacle(sale: Sale, *, on: datetime.date) -> Told | None:
    """What ``obstacle_to`` answers, in words that name days."""
    reason = obstacle_to(sale, on=on)
    return Told(reason.value, words_of(reason, sale)) if reason is not None else None


def _is_offered(pack: Product, recognised: Product) -> bool:
    return (
        pack.is_child
        and pack.is_public
        and recognised.is_public
        and recognised.listing_state == ListingState.APPROVED
    )


def _is_medicine(recognised: Product) -> bool:
    """Whatever way its pack came into the books."""
    return recognised.criteria_set is not None and recognised.criteria_set.code in MEDICINE


def _is_parcel(recognised: Product) -> bool:
    return recognised.product_class is None or recognised.product_class.requires_shipping
