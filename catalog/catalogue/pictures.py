"""The pictures of a product: photographs that were uploaded and reviewed, else the project's drawing.

``Product.photographs`` holds what pages show, in order: derived from ProductImage, read with the row.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from marketplace.kernel.prepared import Columns, several
from marketplace.pictures.illustrations import apart, drawing_of, picture, picture_of
from marketplace.pictures.photographs import photograph
from marketplace.pictures.shapes import PORTRAIT, Shape
from marketplace.pictures.values import Picture

if TYPE_CHECKING:
    from .models import Product

_READ = ("photographs", "criteria_set__code", "public_id", "producer__province__slug", "title")


def pictures_in_a_list(rows: Sequence[Columns]) -> list[Picture]:
    """What cards show, from plain columns, in their order: the first photograph, else the drawing.

    Drawings that stand near each other differ. Reads ``photographs``, ``criteria_set__code``,
    ``public_id``, ``producer__province__slug`` and ``title``. No query.
    """
    read = [several(row, _READ) for row in rows]
    drawings = iter(
        apart(
            drawing_of(code or "", public_id, province or "", title)
            for photographs, code, public_id, province, title in read
            if not photographs
        )
    )
    return [
        photograph(photographs[0]) if photographs else picture(next(drawings))
        for photographs, *_rest in read
    ]


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
