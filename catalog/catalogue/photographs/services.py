"""A producer's people keep the photographs of its products; each change is audited."""

from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from catalog.catalogue.models import Product, ProductImage
from catalog.catalogue.moderation import may_offer
from marketplace.kernel import audit, text
from marketplace.kernel.clock import now
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.uploads import Readable

from .errors import PhotographRefused
from .making import kept_until
from .publishing import hold_product, publish_photographs
from .states import PhotographState
from .tasks import clear_photograph_folder, make_photograph_renditions

#: Photographs of one product at a time.
MOST = 8
#: Shorter sides than this (pixels) are refused; below GOOD_SIDE a photograph looks soft, and we say so.
LEAST_SIDE = 240
ALT_LENGTH = 160
_DESCRIBED = ["state", "reason", "state_changed_at", "alt", "alt_en", "focal_x", "focal_y"]


def add_photograph(
    *,
    product: Product,
    file: Readable | BinaryIO,
    acting_user: Any,
    replaces: ProductImage | None = None,
) -> ProductImage:
    """Keep an uploaded picture, made anew; it waits for its words, then for review.

    ``replaces`` stays on the page until the new one is approved, and lends its words meanwhile.
    UploadRefused, PhotographRefused (too_small, too_many), NotAllowed.
    """
    _require(acting_user, product)
    image = ProductImage(product=product, replaces=replaces)
    if replaces is not None:
        image.alt, image.alt_en = replaces.alt, replaces.alt_en
    image.take(file)
    if min(image.width, image.height) < LEAST_SIDE:
        raise PhotographRefused(
            _("Too small: %(width)s × %(height)s pixels. Each side needs at least %(least)s.")
            % {"width": image.width, "height": image.height, "least": LEAST_SIDE},
            code="too_small",
        )
    with transaction.atomic():
        others = _held(product)
        _require_room(others.count())
        image.display_order = 1 + (others.aggregate(last=Max("display_order"))["last"] or 0)
        image.save()
        make_photograph_renditions.enqueue(image.pk)
        audit.record(
            action="photograph.added",
            target=image,
            acting_user=acting_user,
            product=product.public_id,
            replaces=replaces.public_id if replaces else "",
        )
    return image


def describe_photograph(
    *,
    image: ProductImage,
    alt: str,
    alt_en: str,
    focal_x: int,
    focal_y: int,
    acting_user: Any,
) -> ProductImage:
    """Its words and its focal point. What had none, or was refused, goes to review with them."""
    _require(acting_user, image.product)
    alt, alt_en = text.clean(alt)[:ALT_LENGTH], text.clean(alt_en)[:ALT_LENGTH]
    if not alt:
        raise PhotographRefused(_("Say in a few words what the picture shows."), code="alt")
    if not (0 <= focal_x <= 100 and 0 <= focal_y <= 100):  # noqa: PLR2004 - percent
        raise PhotographRefused(_("The focal point lies between 0 and 100 %."), code="focus")
    with transaction.atomic():
        fresh = _fresh(image)
        if fresh.state in {PhotographState.DRAFT, PhotographState.REFUSED}:
            fresh.state, fresh.reason = PhotographState.WAITING, ""
            fresh.state_changed_at = now()
        moved = (fresh.focal_x, fresh.focal_y) != (focal_x, focal_y)
        before = {"alt": fresh.alt, "alt_en": fresh.alt_en}
        fresh.alt, fresh.alt_en, fresh.focal_x, fresh.focal_y = alt, alt_en, focal_x, focal_y
        fresh.save(update_fields=_DESCRIBED)  # a task may be writing the other columns
        if moved:
            make_photograph_renditions.enqueue(fresh.pk)
        audit.record(
            action="photograph.described",
            target=fresh,
            acting_user=acting_user,
            before=before,
            after={"alt": alt, "alt_en": alt_en},
            focus=[focal_x, focal_y],
        )
        publish_photographs(fresh.product_id)
    return fresh


def move_photograph(*, image: ProductImage, earlier: bool, acting_user: Any) -> None:
    """One place earlier or later; at either end nothing happens."""
    _require(acting_user, image.product)
    with transaction.atomic():
        row = list(_held(image.product).order_by("display_order", "pk"))
        place = next((i for i, one in enumerate(row) if one.pk == image.pk), None)
        if place is None:
            raise _gone()
        other = place - 1 if earlier else place + 1
        if not 0 <= other < len(row):
            return
        row[place], row[other] = row[other], row[place]
        for number, one in enumerate(row):
            one.display_order = number
        ProductImage.objects.bulk_update(row, ["display_order"])
        audit.record(
            action="photograph.moved", target=image, acting_user=acting_user, earlier=earlier
        )
        publish_photographs(image.product_id)


def remove_photograph(*, image: ProductImage, acting_user: Any) -> None:
    """Off the pages at once, kept in the books; restore_photograph takes it back."""
    _require(acting_user, image.product)
    with transaction.atomic():
        _held(image.product)
        if not ProductImage.objects.filter(pk=image.pk, removed_at=None).update(removed_at=now()):
            raise _gone()
        image.refresh_from_db()
        retire(image)
        audit.record(action="photograph.removed", target=image, acting_user=acting_user)
        publish_photographs(image.product_id)


def restore_photograph(*, image: ProductImage, acting_user: Any) -> None:
    """As it was, in its state of review; its files are made again where they were cleared."""
    _require(acting_user, image.product)
    with transaction.atomic():
        _require_room(_held(image.product).count())
        back = ProductImage.objects.filter(pk=image.pk, removed_at__isnull=False)
        if not back.update(removed_at=None):
            raise _gone()
        make_photograph_renditions.enqueue(image.pk)
        audit.record(action="photograph.restored", target=image, acting_user=acting_user)
        publish_photographs(image.product_id)


def retire(image: ProductImage) -> None:
    """Its files go once no page that is held anywhere asks for them."""
    if image.folder:
        clear_photograph_folder.using(run_after=kept_until()).enqueue(image.pk, image.folder)


def _held(product: Product) -> Any:
    """The photographs in use, the product's row held: changes of one product wait for each other."""
    hold_product(product.pk)
    return ProductImage.objects.filter(product=product, removed_at=None)


def _fresh(image: ProductImage) -> ProductImage:
    """As it is now, held."""
    _held(image.product)
    found = ProductImage.objects.filter(pk=image.pk, removed_at=None).first()
    if found is None:
        raise _gone()
    return found


def _require(user: Any, product: Product) -> None:
    if not may_offer(user, product):
        raise NotAllowed(_("You do not keep this product's pictures."))


def _require_room(held: int) -> None:
    if held >= MOST:
        raise PhotographRefused(
            _("A product has at most %(number)s pictures. Remove one first.") % {"number": MOST},
            code="too_many",
        )


def _gone() -> PhotographRefused:
    return PhotographRefused(_("This picture was removed meanwhile."), code="gone")
