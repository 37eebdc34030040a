"""A photograph as those see it who keep or review it: also before its renditions are there."""

from django.db.models import QuerySet

from catalog.catalogue.models import Product, ProductImage
from marketplace.kernel.language import words
from marketplace.pictures.photographs import photograph, whole
from marketplace.pictures.values import Picture

from .publishing import entry_of


def photographs_of(product: Product) -> QuerySet[ProductImage]:
    """Those in use, shown or not yet, in their order; one query."""
    return ProductImage.objects.filter(product=product, removed_at=None).order_by(
        "display_order", "pk"
    )


def cut(image: ProductImage) -> Picture:
    """As visitors will see it; the original until there are renditions."""
    return photograph(entry_of(image)) if image.folder else _original(image)


def uncut(image: ProductImage) -> Picture:
    """All of it."""
    return whole(entry_of(image)) if image.folder else _original(image)


def _original(image: ProductImage) -> Picture:
    return Picture(
        src=image.original.url,
        width=image.width or 1,
        height=image.height or 1,
        alt=words(image.alt, image.alt_en),
        is_photograph=True,
    )
