"""What a seller states before anybody orders (Law on E-commerce 122/2025/QH15, Art. 17; Decree 248/2026).

Of verified vendors alone, whose papers were looked at.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from oscar.core.loading import get_model

from catalog.catalogue.models import Product
from marketplace.accounts.models import Organisation
from marketplace.geography.models import KIND_WORDS
from marketplace.kernel.phone import phone_words
from marketplace.kernel.prepared import Columns, Prepared, ReadRow, several

#: Django's get_…_display() makes its choices hashable each time, which takes as long as a query.
_FORMS = dict(Organisation.LegalForm.choices)
#: A company's tax code. One of twelve digits is a person's identity number and stays private
#: (Law on Personal Data Protection 91/2025/QH15).
#: Read of a vendor; a query that starts elsewhere puts its way to the vendor in front.
COLUMNS = (
    *("name", "street", "phone", "email"),
    *(f"organisation__{name}" for name in ("name", "legal_form", "tax_code", "is_illustrative")),
    *(f"ships_from__{name}" for name in ("name_vi", "kind", "province_id", "code")),
    "ships_from__province__name_vi",
)
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


def sellers_of(rows: Iterable[Columns], way: str = "") -> tuple[SellerFacts, ...]:
    """Each verified vendor once, in the order given, from its COLUMNS; ``way`` leads to them."""
    language = get_language() or ""
    names = tuple([way + name for name in COLUMNS])
    known = dict.fromkeys([several(row, names) for row in rows])
    return tuple(_facts(one, language, settings.DEMO) for one in known)


@lru_cache(maxsize=1024)
def _facts(columns: tuple[Any, ...], _language: str, is_demo: bool) -> SellerFacts:
    name, street, phone, email, legal_name, legal_form, tax_code, is_made_up, *where = columns
    commune, kind, _province, _code, province = where
    place = [street, f"{KIND_WORDS[kind]} {commune}", province] if commune and kind else [street]
    return SellerFacts(
        name=name,
        legal_name=legal_name,
        legal_form=""
        if legal_form == Organisation.LegalForm.UNKNOWN
        else str(_FORMS.get(legal_form, legal_form)),
        tax_code=tax_code if _PUBLIC_CODE.fullmatch(tax_code) else "",
        address=", ".join(filter(None, place)),
        phone=phone,
        phone_words=phone_words(phone) if phone else "",
        email=email,
        is_illustrative=is_made_up or is_demo,
    )


def hosts_of(service: Product) -> list[ReadRow]:
    """Vendors of whom a service is booked: the producer's own first, then who else has it; one query.

    Rows of ``id``, ``organisation_id`` and COLUMNS.
    """
    organisation = service.producer.organisation_id if service.producer else None
    found = _hosts.rows(service=service.pk, organisation=organisation or 0)
    return sorted(found, key=lambda vendor: vendor["organisation_id"] != organisation)


@Prepared
def _hosts(service: int, organisation: int) -> QuerySet[Any, Any]:
    return (
        get_model("partner", "Vendor")
        .objects.filter(state="verified")
        .filter(Q(organisation=organisation) | Q(partner__stockrecords__product__parent=service))
        .order_by("pk")
        .distinct()
        .values_list("id", "organisation_id", *COLUMNS)
    )
