"""Saving and forgetting a product, for members and guests alike; a guest's list joins at sign-in."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalog.catalogue.models import Product
from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError

from .models import SavedProduct
from .selectors import guest_list, session_key

#: A list, not an archive; a guest's lies in the session row that each request reads.
MAX_SAVED = 200
MAX_SAVED_BY_GUEST = 50


class SavingRefused(MarketplaceError):
    code = "saving_refused"


def save_product(*, user: Any, session: SessionBase, product: Product) -> bool:
    """Keep ``product`` on the list; False where it lay there already. Refused where it is full."""
    if isinstance(user, User):
        with transaction.atomic():
            _row, created = SavedProduct.objects.get_or_create(user=user, product=product)
            if created and user.saved_products.count() > MAX_SAVED:
                raise _full(MAX_SAVED)
        return created
    kept = guest_list(session)
    if product.public_id in kept:
        return False
    if len(kept) >= MAX_SAVED_BY_GUEST:
        raise _full(MAX_SAVED_BY_GUEST)
    session[session_key] = [product.public_id, *kept]
    return True


def forget_product(*, user: Any, session: SessionBase, product: Product) -> bool:
    """Take ``product`` off the list; False where it was not there."""
    if isinstance(user, User):
        deleted, _by_model = SavedProduct.objects.filter(user=user, product=product).delete()
        return bool(deleted)
    kept = guest_list(session)
    if product.public_id not in kept:
        return False
    session[session_key] = [one for one in kept if one != product.public_id]
    return True


def adopt_guest_list(*, user: User, session: SessionBase) -> int:
    """A guest's list joins the member's, newest first, as far as there is room; how many came."""
    kept = guest_list(session)
    session.pop(session_key, None)
    if not kept:
        return 0
    found = {product.public_id: product for product in Product.objects.filter(public_id__in=kept)}
    with transaction.atomic():
        own = set(user.saved_products.values_list("product_id", flat=True))
        new = [found[one] for one in kept if one in found and found[one].pk not in own]
        new = new[: max(0, MAX_SAVED - len(own))]
        SavedProduct.objects.bulk_create(
            [SavedProduct(user=user, product=product) for product in reversed(new)],
            ignore_conflicts=True,
        )
    return len(new)


def adopt_after_sign_in(*, request: HttpRequest | None, user: User, **_more: Any) -> None:
    """Django's signal of a sign-in; the session has survived it."""
    if request is not None:
        adopt_guest_list(user=user, session=request.session)


def _full(limit: int) -> SavingRefused:
    return SavingRefused(
        _("Your list is full: it holds %(limit)d products. Take some off first.")
        % {"limit": limit},
        code="full",
    )
