"""Renditions of photographs: made once each, whoever asks and how often; cleared when out of use."""

import datetime
import hashlib

from django.core.files.storage import default_storage
from django.db import transaction

from catalog.catalogue.models import ProductImage
from marketplace.kernel.clock import now
from marketplace.kernel.uploads import decoded_picture
from marketplace.pictures import renditions

from .publishing import hold_product, publish_photographs

#: Pages that a visitor, a search engine or a cache still holds find their pictures for so long.
KEPT = datetime.timedelta(days=7)


def make_renditions(image_id: int) -> str:
    """See that the files for the present focal point are there, then show them.

    Answers the folder that is out of use now, empty for none: the caller clears it after KEPT.
    """
    image = ProductImage.objects.get(pk=image_id)
    if image.removed_at is not None:
        return ""
    with image.original.open() as file:
        content = file.read()
    _complete(image, content)
    wanted = image.wanted_folder
    if image.folder == wanted and renditions.is_there(wanted):
        return ""
    picture = decoded_picture(content)
    renditions.store(wanted, renditions.renditions(picture, image.focus))
    seen = image.folder
    with transaction.atomic():
        hold_product(image.product_id)
        took = ProductImage.objects.filter(
            pk=image.pk, folder=seen, focal_x=image.focal_x, focal_y=image.focal_y
        ).update(folder=wanted, tone=renditions.tone_of(picture))
        if took:
            publish_photographs(image.product_id)
            return "" if seen == wanted else seen
    return wanted


def _complete(image: ProductImage, content: bytes) -> None:
    """Digest and size of a row that came another way than by our services."""
    if image.digest:
        return
    image.digest = hashlib.sha256(content).hexdigest()
    image.width, image.height = decoded_picture(content).size
    image.save(update_fields=["digest", "width", "height"])


def clear_folder(image_id: int, folder: str) -> bool:
    """Delete the files of a folder unless the photograph uses it, or will, again.

    The row is held meanwhile: who asks for the same focal point again waits, then makes them anew.
    """
    with transaction.atomic():
        image = ProductImage.objects.select_for_update().filter(pk=image_id).first()
        if image is not None and image.removed_at is None and folder == image.wanted_folder:
            return False
        renditions.delete(folder)
        ProductImage.objects.filter(pk=image_id, folder=folder).update(folder="")
    return True


def missing_renditions() -> list[int]:
    """Photographs in use that have not the files of their present focal point, by row or in truth.

    One question to the storage for each: for a timer, never for a page.
    """
    rows = ProductImage.objects.filter(removed_at=None).only(
        "pk", "public_id", "digest", "focal_x", "focal_y", "folder"
    )
    return [
        image.pk
        for image in rows.iterator()
        if image.folder != image.wanted_folder or not renditions.is_there(image.folder)
    ]


def purge_photographs(*, removed_before: datetime.datetime) -> int:
    """Delete rows and originals of what was removed before then (truth 10: by term)."""
    gone = list(ProductImage.objects.filter(removed_at__lt=removed_before))
    for image in gone:
        name, folder = image.original.name, image.folder
        ProductImage.objects.filter(pk=image.pk).delete()
        default_storage.delete(name)
        if folder:
            renditions.delete(folder)
    return len(gone)


def kept_until() -> datetime.datetime:
    return now() + KEPT
