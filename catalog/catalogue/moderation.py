"""Listings are moderated before they are shown (E-commerce Law 122/2025/QH15, Art. 17).

One function moves a listing, by a conditional UPDATE along LISTING_MOVES; whoever moves is named.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import Membership
from marketplace.accounts.selectors import organisations_for, writes_for_province
from marketplace.kernel import audit, text
from marketplace.kernel.clock import now
from marketplace.kernel.errors import IllegalTransition, MarketplaceError, NotAllowed

from .listing import LISTING_MOVES, ListingState
from .models import Product
from .signals import listing_moved

#: Who among an organisation's members keeps its listings; the order clerk does not.
_KEEPERS = (Membership.Role.OWNER, Membership.Role.CONTENT, Membership.Role.OFFICER)


class ReasonMissing(MarketplaceError):
    code = "reason"


def may_offer(user: Any, product: Product) -> bool:
    """The producer's own members submit and withdraw it; a reseller does not speak for the producer."""
    kept = organisations_for(user).filter(memberships__role__in=_KEEPERS, memberships__user=user)
    return kept.filter(producer=product.producer_id).exists()


def may_review(user: Any, product: Product) -> bool:
    """The office of the producer's province, and the national one, approve and reject."""
    return writes_for_province(user, product.producer.province_id if product.producer else None)


def submit_listing(product: Product, *, acting_user: Any, reason: str = "") -> Product:
    """To be reviewed; also an approved listing that was changed."""
    _require(may_offer(acting_user, product) or may_review(acting_user, product))
    return _move(product, to=ListingState.SUBMITTED, acting_user=acting_user, reason=reason)


def approve_listing(product: Product, *, acting_user: Any, reason: str = "") -> Product:
    """From now on it is shown, on each day with a live certificate."""
    _require(may_review(acting_user, product))
    return _move(product, to=ListingState.APPROVED, acting_user=acting_user, reason=reason)


def reject_listing(product: Product, *, acting_user: Any, reason: str = "") -> Product:
    """Back to whoever submitted it, with the reason that they are told."""
    _require(may_review(acting_user, product))
    if not text.clean(reason):
        raise ReasonMissing(_("Say why, so that it can be mended."))
    return _move(product, to=ListingState.REJECTED, acting_user=acting_user, reason=reason)


def withdraw_listing(product: Product, *, acting_user: Any, reason: str = "") -> Product:
    """Off the market, kept in the books. An office that takes down another's listing says why."""
    offers = may_offer(acting_user, product)
    _require(offers or may_review(acting_user, product))
    if not offers and not text.clean(reason):
        raise ReasonMissing(_("Say why, so that it can be mended."))
    return _move(product, to=ListingState.WITHDRAWN, acting_user=acting_user, reason=reason)


def reopen_listing(product: Product, *, acting_user: Any) -> Product:
    """A withdrawn listing becomes a draft again."""
    _require(may_offer(acting_user, product) or may_review(acting_user, product))
    return _move(product, to=ListingState.DRAFT, acting_user=acting_user, reason="")


def _require(allowed: bool) -> None:
    if not allowed:
        raise NotAllowed(_("You do not keep this product's listing."))


def _sources(to: str) -> Iterable[str]:
    return [source for source, targets in LISTING_MOVES.items() if to in targets]


def _move(product: Product, *, to: ListingState, acting_user: Any, reason: str) -> Product:
    before = product.listing_state
    reason = text.clean(reason)
    with transaction.atomic():
        moved = 0
        if before in _sources(to):
            moved = Product.objects.filter(pk=product.pk, listing_state=before).update(
                listing_state=to,
                listing_reason=reason,
                listing_changed_at=now(),
                listing_changed_by=acting_user,
            )
        if not moved:
            raise IllegalTransition(_("This listing has moved on. Please look at it again."))
        audit.record(
            action=f"listing.{to.value}",
            target=product,
            acting_user=acting_user,
            before=before,
            reason=reason,
        )
        transaction.on_commit(
            partial(listing_moved.send_robust, sender=Product, product_ids=(product.pk,))
        )
    product.refresh_from_db()
    return product
