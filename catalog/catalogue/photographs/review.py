"""The office looks at photographs: before they are shown, and again whenever it wants."""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from catalog.catalogue.models import ProductImage
from catalog.catalogue.moderation import ReasonMissing, may_review
from marketplace.accounts.selectors import is_national, provinces_for
from marketplace.kernel import audit, text
from marketplace.kernel.clock import now
from marketplace.kernel.errors import IllegalTransition, NotAllowed

from .publishing import hold_product, publish_photographs
from .services import retire
from .states import PHOTOGRAPH_MOVES, PhotographState


def photographs_for_office(user: Any, *, state: str) -> QuerySet[ProductImage]:
    """Photographs in ``state`` that ``user``'s office looks after, the longest waiting first."""
    found = (
        ProductImage.objects.filter(state=state, removed_at=None)
        .select_related("product__producer__province", "replaces")
        .order_by("state_changed_at", "pk")
    )
    if is_national(user):
        return found
    return found.filter(product__producer__province__in=provinces_for(user).values("pk"))


def approve_photograph(*, image: ProductImage, acting_user: Any) -> ProductImage:
    """Shown from now on, in the place of the one that it replaces."""
    return _move(image, to=PhotographState.APPROVED, acting_user=acting_user, reason="")


def refuse_photograph(*, image: ProductImage, acting_user: Any, reason: str) -> ProductImage:
    """Not shown, or no longer, for a reason that the producer reads."""
    if not text.clean(reason):
        raise ReasonMissing(_("Say why, so that it can be mended."))
    return _move(image, to=PhotographState.REFUSED, acting_user=acting_user, reason=reason)


def _move(image: ProductImage, *, to: PhotographState, acting_user: Any, reason: str) -> Any:
    if not may_review(acting_user, image.product):
        raise NotAllowed(_("You do not review this producer's pictures."))
    before = image.state
    reason = text.clean(reason)
    with transaction.atomic():
        hold_product(image.product_id)
        moved = 0
        if to in PHOTOGRAPH_MOVES[before]:
            moved = ProductImage.objects.filter(
                pk=image.pk, state=before, removed_at=None, alt=image.alt
            ).update(state=to, reason=reason, state_changed_at=now())
        if not moved:
            raise IllegalTransition(_("This picture has changed. Please look at it again."))
        audit.record(
            action=f"photograph.{to.value}",
            target=image,
            acting_user=acting_user,
            before=before,
            reason=reason,
        )
        if to == PhotographState.APPROVED and image.replaces_id:
            _take_place(image)
        publish_photographs(image.product_id)
    image.refresh_from_db()
    return image


def _take_place(image: ProductImage) -> None:
    former = ProductImage.objects.filter(pk=image.replaces_id, removed_at=None).first()
    if former is None:
        return
    ProductImage.objects.filter(pk=image.pk).update(display_order=former.display_order)
    ProductImage.objects.filter(pk=former.pk).update(removed_at=now())
    retire(former)
