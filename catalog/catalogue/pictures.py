"""The pictures of a product: photographs that were uploaded and reviewed, else the project's drawing.

``Product.photographs`` holds what pages show, in order: derived from ProductImage, read with the row.
"""

from typing import TYPE_CHECKING

from marketplace.pictures.illustrations import picture_of
from marketplace.pictures.photographs import Entry, photograph
from marketplace.pictures.shapes import PORTRAIT, Shape
from marketplace.pictures.values import Picture

if TYPE_CHECKING:
    from .models import Product


def first_of(
    photographs: list[Entry],
    *,
    criteria_set: str,
    public_id: str,
    province: str,
    title: str = "",
    shape: Shape = PORTRAIT,
) -> Picture:
    """What a card shows, from plain columns: the first photograph, else the drawing. No query."""
    if photographs:
        return photograph(photographs[0], shape=shape)
    return picture_of(criteria_set, public_id, province, title)


def pictures_of(product: "Product", *, shape: Shape = PORTRAIT) -> tuple[Picture, ...]:
    """All that a product page shows, at least one.

    ``product`` may be a pack size. Reads its parent, criteria set and producer's province: name
    them in select_related.
    """
    recognised = product.parent if product.is_child else product
    if recognised.photographs:
        return tuple(photograph(entry, shape=shape) for entry in recognised.photographs)
    producer, criteria_set = recognised.producer, recognised.criteria_set
    drawing = picture_of(
        (criteria_set.code if criteria_set else "") or "",
        recognised.public_id,
        producer.province.slug if producer else "",
        recognised.title,
    )
    return (drawing,)


def picture_for(product: "Product", *, shape: Shape = PORTRAIT) -> Picture:
    """The first of them: lines of baskets and orders."""
    return pictures_of(product, shape=shape)[0]
