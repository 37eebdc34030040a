"""Each page's own picture for other sites: its address, which holds a digest of all that is drawn."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from cms.provinces.kinds import KINDS
from marketplace.geography.models import Province
from marketplace.pictures.covers import Cover


def cover_of(page: Any, place: Province) -> Cover:
    """What is drawn, in the language that is active; one query where the page has a picture."""
    kind = KINDS.get(page._meta.model_name)
    above = f"{place.region.name}" if kind is None else f"{kind} · {place.name}"
    picture = page.picture if page.picture_id else None
    return Cover(
        title=page.title,
        above=above,
        signature=settings.OSCAR_SHOP_NAME,
        province=place.slug,
        photograph=picture.file.name if picture is not None else "",
    )


def cover_address(page: Any, place: Province | None) -> str:
    """The path of the picture; nothing is drawn for it. Empty where the province is unknown."""
    if place is None:
        return ""
    kwargs = {"key": page.translation_key, "digest": cover_of(page, place).digest}
    return reverse("reach:cover", kwargs=kwargs)
