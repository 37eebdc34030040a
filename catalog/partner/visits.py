"""What hosts state about visits, and which visits may be asked for on a day."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.catalogue.goods import SERVICES
from catalog.catalogue.models import Product
from marketplace.accounts.models import User
from marketplace.kernel import audit, text
from marketplace.kernel.errors import MarketplaceError

from .models import Vendor, VisitTerms
from .opening import Week, checked_week
from .spoken import SPOKEN

#: People at once, days of notice and whole đồng that a form takes at most.
CAPACITY_LIMIT, NOTICE_LIMIT, PRICE_LIMIT = 2_000, 60, 1_000_000_000
_TEXTS = ("getting_there", "accessibility", "safety")


class VisitTermsRefused(MarketplaceError):
    code = "visit_terms_refused"


def state_visit_terms(
    *,
    product: Product,
    vendor: Vendor,
    hours: Week,
    languages: Iterable[str],
    capacity: int,
    price_from: int | None,
    price_per: str,
    minimum_notice: int,
    acting_user: User | None,
    **texts: str,
) -> VisitTerms:
    """Keep what the host states; a second time in place of the first.

    ``texts``: getting_there, accessibility, safety, each also with ``_en``. The caller has asked
    whether ``acting_user`` may (nobody is the system). Refused with the field as code where the product
    is no service of this vendor's producer (``product``), no day is open (``hours``), or a figure is
    out of reach.
    """
    _check(product, vendor, capacity=capacity, notice=minimum_notice, price=price_from)
    try:
        week = checked_week(hours)
    except ValueError as error:
        raise VisitTermsRefused(
            _("A day must close after it opens, such as 08:00 to 17:00."), code="hours"
        ) from error
    if not any(week):
        raise VisitTermsRefused(_("State the hours of one weekday at least."), code="hours")
    values: dict[str, Any] = {
        "vendor": vendor,
        "hours": week,
        "languages": [code for code in SPOKEN if code in set(languages)],
        "capacity": capacity,
        "price_from": price_from,
        "price_per": VisitTerms.PricePer(price_per),
        "minimum_notice": minimum_notice,
    }
    for name in _TEXTS:
        for field in (name, f"{name}_en"):
            values[field] = text.clean(texts.get(field, ""))
    with transaction.atomic():
        terms, _is_new = VisitTerms.objects.update_or_create(product=product, defaults=values)
        audit.record(action="visit.terms", target=product, acting_user=acting_user)
    return terms


def _check(
    product: Product, vendor: Vendor, *, capacity: int, notice: int, price: int | None
) -> None:
    code = product.criteria_set.code if product.criteria_set else ""
    own = (
        product.producer is not None and product.producer.organisation_id == vendor.organisation_id
    )
    if code not in SERVICES or not own:
        raise VisitTermsRefused(
            _("Visits are stated for a tourism service of your own."), code="product"
        )
    if not 1 <= capacity <= CAPACITY_LIMIT:
        raise VisitTermsRefused(_("State how many people can come at once."), code="capacity")
    if not 0 <= notice <= NOTICE_LIMIT:
        raise VisitTermsRefused(
            _("State the notice that you need in days, 60 at most."), code="minimum_notice"
        )
    if price is not None and not 0 <= price <= PRICE_LIMIT:
        raise VisitTermsRefused(_("This number is too large."), code="price_from")


def visit_on_offer(public_id: str, *, on: datetime.date) -> VisitTerms | None:
    """The terms of the service with this public id, if a visit may be asked for on a day; one query.

    Its listing is approved, its certificate live and its host verified; whether the host is closed for
    some days is not asked here: a visit is later.
    """
    return _on_offer(on=on).filter(product__public_id=public_id).first()


def visits_of(public_ids: Iterable[str], *, on: datetime.date) -> Mapping[str, VisitTerms]:
    """By the product's public id, those that may be asked for on a day; one query, none for none."""
    wanted = list(public_ids)
    if not wanted:
        return {}
    found = _on_offer(on=on).filter(product__public_id__in=wanted)
    return {terms.product.public_id: terms for terms in found}


def _on_offer(*, on: datetime.date) -> Any:
    return VisitTerms.objects.filter(
        vendor__state=Vendor.State.VERIFIED,
        product__in=Product.objects.listed(on=on).filter(criteria_set__code__in=SERVICES),
    ).select_related("product__producer__province", "vendor__organisation")
