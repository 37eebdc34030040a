"""The photographs of a producer's own product, as its people see them in the workspace."""

import dataclasses

from catalog.catalogue.models import Product, ProductImage
from catalog.catalogue.photographs.making import KEPT
from catalog.catalogue.photographs.services import MOST
from catalog.catalogue.photographs.showing import cut
from catalog.catalogue.photographs.states import PhotographState
from catalog.catalogue.selectors.cards import COLUMNS, Card, cards
from marketplace.accounts.models import User
from marketplace.kernel.clock import now, today
from marketplace.pictures.values import Picture

from .roles import LISTING_ROLES
from .selectors import Desk, desk_for


@dataclasses.dataclass(frozen=True)
class PhotographRow:
    image: ProductImage
    picture: Picture
    is_first: bool = False
    is_last: bool = False

    @property
    def is_being_made(self) -> bool:
        """Its files for the present focal point are not there yet; the worker makes them."""
        return self.image.folder != self.image.wanted_folder

    @property
    def needs_words(self) -> bool:
        return self.image.state == PhotographState.DRAFT


@dataclasses.dataclass(frozen=True)
class PhotographDesk:
    """What the page shows: photographs in use, those removed that may come back, the card."""

    desk: Desk
    product: Product
    held: tuple[PhotographRow, ...]
    removed: tuple[PhotographRow, ...]
    card: Card

    @property
    def room(self) -> int:
        return max(0, MOST - len(self.held))


def photographs_for(user: User, vendor_public_id: str, product_public_id: str) -> PhotographDesk:
    """The photographs of a product of the vendor's own making, in order.

    Vendor.DoesNotExist, NotAllowed, Product.DoesNotExist as in selectors.listing_for.
    """
    desk, product = _own(user, vendor_public_id, product_public_id)
    images = list(ProductImage.objects.filter(product=product).order_by("display_order", "pk"))
    held = [image for image in images if image.removed_at is None]
    removed = [image for image in images if image.removed_at and image.removed_at > now() - KEPT]
    rows = tuple(
        PhotographRow(
            image=image,
            picture=cut(image),
            is_first=number == 0,
            is_last=number == len(held) - 1,
        )
        for number, image in enumerate(held)
    )
    return PhotographDesk(
        desk=desk,
        product=product,
        held=rows,
        removed=tuple(PhotographRow(image=image, picture=cut(image)) for image in removed),
        card=_card(product, rows),
    )


def photograph_for(
    user: User, vendor_public_id: str, product_public_id: str, public_id: str
) -> tuple[Desk, ProductImage]:
    """One of them. ProductImage.DoesNotExist for another product's."""
    desk, product = _own(user, vendor_public_id, product_public_id)
    image = ProductImage.objects.select_related("product__producer").get(
        product=product, public_id=public_id
    )
    return desk, image


def _own(user: User, vendor_public_id: str, product_public_id: str) -> tuple[Desk, Product]:
    desk = desk_for(user, vendor_public_id, allowed=LISTING_ROLES)
    product = (
        Product.objects.recognised()
        .select_related("producer")
        .get(public_id=product_public_id, producer__organisation=desk.vendor.organisation_id)
    )
    return desk, product


def _card(product: Product, rows: tuple[PhotographRow, ...]) -> Card:
    """As lists will show it, with the first photograph whatever its state."""
    row = Product.objects.filter(pk=product.pk).values(*COLUMNS).get()
    card = cards([row], on=today())[0]
    return dataclasses.replace(card, picture=rows[0].picture) if rows else card
