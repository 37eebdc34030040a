"""What awaits a decision of an office."""

from typing import Any

from django.db.models import QuerySet

from catalog.catalogue.listing import ListingState
from catalog.catalogue.models import Product
from marketplace.accounts.selectors import is_national, provinces_for


def listings_to_review(user: Any) -> QuerySet[Product]:
    """Submitted listings that ``user`` may decide on, the longest waiting first.

    All for the national office, those of its province's producers for a province's; none for others.
    """
    waiting = (
        Product.objects.recognised()
        .filter(listing_state=ListingState.SUBMITTED)
        .select_related("producer__province", "criteria_set", "listing_changed_by")
        .order_by("listing_changed_at", "pk")
    )
    if is_national(user):
        return waiting
    return waiting.filter(producer__province__in=provinces_for(user).values("pk"))
