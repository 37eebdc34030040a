"""From rows to what pages read: ``Product.photographs``, derived whenever one of its rows changes."""

from functools import partial

from django.db import transaction

from catalog.catalogue.models import Product, ProductImage
from catalog.catalogue.signals import photographs_changed
from marketplace.pictures.photographs import Entry

from .states import PhotographState


def publish_photographs(product_id: int) -> bool:
    """Derive anew what pages show of a product, within the caller's transaction; whether it changed.

    The product's row is held, so that of two at once the second sees what the first did.
    """
    product = hold_product(product_id)
    shown = ProductImage.objects.filter(
        product=product_id, state=PhotographState.APPROVED, removed_at=None
    ).exclude(folder="")
    entries = [entry_of(image) for image in shown.order_by("display_order", "pk")]
    if entries == product.photographs:
        return False
    Product.objects.filter(pk=product_id).update(photographs=entries)
    transaction.on_commit(
        partial(photographs_changed.send_robust, sender=Product, product_ids=(product_id,))
    )
    return True


def hold_product(product_id: int) -> Product:
    """The product, its row held until the transaction ends.

    Whatever changes its photographs holds it before their rows: one order of locks for all.
    """
    return Product.objects.select_for_update().get(pk=product_id)


def entry_of(image: ProductImage) -> Entry:
    return Entry(
        folder=image.folder,
        width=image.width,
        height=image.height,
        tone=image.tone,
        alt=image.alt,
        alt_en=image.alt_en,
    )
