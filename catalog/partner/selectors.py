"""Vendors as a programme office sees them; every selector takes the user."""

from typing import Any

from django.db.models import Q, QuerySet

from catalog.producers.models import Producer
from marketplace.accounts.selectors import is_national, provinces_for
from marketplace.kernel import text

from .models import Vendor


def vendors_for_office(user: Any, *, query: str = "") -> QuerySet[Vendor]:
    """Vendors of organisations in the user's provinces, all for the national office.

    ``query`` is looked for in the shop's and the producer's name, without regard to diacritics.
    """
    vendors = Vendor.objects.select_related(
        "organisation__province", "organisation__producer", "ships_from", "verified_by"
    )
    if not is_national(user):
        vendors = vendors.filter(organisation__province__in=provinces_for(user).values("pk"))
    words = text.key(query)[:80]
    if words:
        vendors = vendors.filter(
            Q(slug__contains=text.slugify(words))
            | Q(organisation__producer__folded_name__contains=words)
        )
    return vendors


def producers_without_shop(user: Any, *, query: str = "") -> QuerySet[Producer]:
    """Producers of the user's provinces that do not sell yet, by name."""
    producers = Producer.objects.filter(organisation__vendor__isnull=True).select_related(
        "organisation__province", "commune"
    )
    if not is_national(user):
        producers = producers.filter(organisation__province__in=provinces_for(user).values("pk"))
    words = text.key(query)[:80]
    return producers.filter(folded_name__contains=words) if words else producers
