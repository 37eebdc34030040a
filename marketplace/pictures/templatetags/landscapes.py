from django import template

from marketplace.pictures.illustrations import Landscape, landscape_of

register = template.Library()


@register.simple_tag
def landscape(province: str) -> Landscape | None:
    """What components/landscape.html shows: of a province (slug) or of the country ("viet-nam")."""
    return landscape_of(province)
