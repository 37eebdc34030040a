from django import template

from marketplace.pictures import illustrations
from marketplace.pictures.illustrations import Landscape, landscape_of

register = template.Library()


@register.simple_tag
def landscape(province: str) -> Landscape | None:
    """What components/landscape.html shows: of a province (slug) or of the country ("viet-nam")."""
    return landscape_of(province)


@register.simple_tag
def share_picture(criteria_set: str | None = "", province: str | None = "") -> str:
    """The path of what other sites show with a link (illustrations.share_picture)."""
    return illustrations.share_picture(criteria_set or "", province=province or "")


@register.simple_tag
def spot(name: str) -> Landscape | None:
    """The small drawing of components/spot.html, by name (drawing.spots.SPOTS)."""
    return illustrations.spot(name)
