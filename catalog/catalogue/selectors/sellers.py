"""What a seller states before anybody orders (Law on E-commerce 122/2025/QH15, Art. 17; Decree 248/2026).

Of verified vendors alone, whose papers were looked at.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from oscar.core.loading import get_model

from catalog.catalogue.models import Product
from marketplace.accounts.models import Organisation
from marketplace.kernel.phone import phone_words
from marketplace.kernel.prepared import Prepared

#: Django's get_…_display() makes its choices hashable each time, which takes as long as a query.
_FORMS = dict(Organisation.LegalForm.choices)
#: A company's tax code. One of twelve digits is a person's identity number and stays private
#: (Law on Personal Data Protection 91/2025/QH15).
_PUBLIC_CODE = re.compile(r"\d{10}(-\d{3})?")


@dataclass(frozen=True, slots=True)
class SellerFacts:
    """``name`` is the shop's; an empty field is not stated. ``phone`` is to be dialled.

    ``is_illustrative``: made for the demonstration, where no shop has a real contact."""

    name: str
    legal_name: str
    legal_form: str
    tax_code: str
    address: str
    phone: str
    phone_words: str
    email: str
    is_illustrative: bool


def seller_facts(vendor: Any) -> SellerFacts | None:
    """None for one that is not verified. Reads ``organisation``, ``ships_from.province``."""
    if vendor is None or vendor.state != vendor.State.VERIFIED:
        return None
    legal, commune = vendor.organisation, vendor.ships_from
    place = (
        [vendor.street, commune.full_name, commune.province.name_vi] if commune else [vendor.street]
    )
    return SellerFacts(
        name=vendor.name,
        legal_name=legal.name,
        legal_form=""
        if legal.legal_form == legal.LegalForm.UNKNOWN
        else str(_FORMS.get(legal.legal_form, legal.legal_form)),
        tax_code=legal.tax_code if _PUBLIC_CODE.fullmatch(legal.tax_code) else "",
        address=", ".join(filter(None, place)),
        phone=vendor.phone,
        phone_words=phone_words(vendor.phone) if vendor.phone else "",
        email=vendor.email,
        is_illustrative=legal.is_illustrative or settings.DEMO,
    )


def sellers_of(vendors: Iterable[Any]) -> tuple[SellerFacts, ...]:
    """Each verified one once, in the order given."""
    return tuple(dict.fromkeys(filter(None, map(seller_facts, vendors))))


def hosts_of(service: Product) -> list[Any]:
    """Vendors of whom a service is booked: the producer's own first, then who else has it; one query."""
    organisation = service.producer.organisation_id if service.producer else None
    found = _hosts(service=service.pk, organisation=organisation or 0)
    return sorted(found, key=lambda vendor: vendor.organisation_id != organisation)


@Prepared
def _hosts(service: int, organisation: int) -> QuerySet[Any]:
    return (
        get_model("partner", "Vendor")
        .objects.filter(state="verified")
        .filter(Q(organisation=organisation) | Q(partner__stockrecords__product__parent=service))
        .select_related("organisation", "ships_from__province")
        .order_by("pk")
        .distinct()
    )
