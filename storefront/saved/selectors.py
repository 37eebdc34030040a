"""What somebody has saved. A guest's list is in the session: public ids, newest first."""

import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from catalog.catalogue.models import Product
from catalog.catalogue.selectors.cards import COLUMNS, Card, cards
from marketplace.accounts.models import User

from .models import SavedProduct

session_key = "saved"


def guest_list(session: SessionBase) -> list[str]:
    """The public ids that this session keeps; a list even where somebody else's code wrote it."""
    kept = session.get(session_key)
    return [one for one in kept if isinstance(one, str)] if isinstance(kept, list) else []


def saved_ids(*, user: Any, session: SessionBase) -> list[str]:
    """Public ids of the recognised products on the list, newest first.

    For the private call that marks save buttons on pages that are the same for all. One query for
    a member, none for a guest.
    """
    if isinstance(user, User):
        return list(
            SavedProduct.objects.filter(user=user).values_list("product__public_id", flat=True)
        )
    return guest_list(session)


def saved_cards(
    *, user: Any, session: SessionBase, on: datetime.date, limit: int | None = None
) -> tuple[Card, ...]:
    """The list as cards, newest first, also what is not offered today (its card has no badge).

    Five queries at most, however long the list is.
    """
    ids = saved_ids(user=user, session=session)[:limit]
    if not ids:
        return ()
    rows = Product.objects.recognised().filter(public_id__in=ids).values(*COLUMNS)
    place = {public_id: position for position, public_id in enumerate(ids)}
    return cards(sorted(rows, key=lambda row: place[row["public_id"]]), on=on)


def product_to_save(public_id: str) -> Product | None:
    """The recognised product of that public id, or of a pack size of it; one query."""
    if not public_id.isalnum():
        return None
    product = Product.objects.filter(public_id=public_id).select_related("parent").first()
    if product is None:
        return None
    return product.parent if product.is_child else product
