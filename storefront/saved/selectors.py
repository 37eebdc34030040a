"""What somebody has saved. A guest's list is in the session: public ids, newest first."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from catalog.catalogue.models import Product
from catalog.catalogue.selectors.cards import COLUMNS, Card, cards, cards_of
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


@dataclass(frozen=True, slots=True)
class SavedItem:
    """``card``: None where the listing is not approved any more, and its page tells nothing."""

    public_id: str
    card: Card | None


def saved_items(
    *, user: Any, session: SessionBase, on: datetime.date, limit: int | None = None
) -> tuple[SavedItem, ...]:
    """The list newest first, also what may not be shown on the day (truths 1 and 11).

    A badge and an offer have listed products alone; an approved one without a live certificate has
    the card of its title and picture. Six queries at most, however long the list is.
    """
    ids = saved_ids(user=user, session=session)[:limit]
    if not ids:
        return ()
    kept = (
        Product.objects.recognised().filter(public_id__in=ids).values_list("public_id", flat=True)
    )
    approved = Product.objects.approved().filter(public_id__in=ids).values(*COLUMNS)
    listed = Product.objects.listed(on=on).filter(public_id__in=ids).values_list("pk", flat=True)
    shown, there = set(listed), set(kept)
    rows = list(approved)
    drawn = [
        *cards([row for row in rows if row["id"] in shown], on=on),
        *cards_of([row for row in rows if row["id"] not in shown], badges={}, sold={}, on=on),
    ]
    by_id = {card.public_id: card for card in drawn}
    return tuple(SavedItem(one, by_id.get(one)) for one in ids if one in there)


def product_to_save(public_id: str) -> Product | None:
    """The approved product of that public id, or of a pack size of it; two queries at most.

    None for a draft, a rejected or a withdrawn listing, which nobody was shown.
    """
    product = product_to_forget(public_id)
    if product is None or not Product.objects.approved().filter(pk=product.pk).exists():
        return None
    return product


def product_to_forget(public_id: str) -> Product | None:
    """The same whatever became of its listing, so that it can be taken off the list; one query."""
    if not public_id.isalnum():
        return None
    product = Product.objects.filter(public_id=public_id).select_related("parent").first()
    if product is None:
        return None
    return product.parent if product.is_child else product
