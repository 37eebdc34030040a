"""The map of Viet Nam in pages: where something comes from, and the way to the provinces."""

import functools
from collections.abc import Iterable
from typing import Any

from django import template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from marketplace.caching import stamps
from marketplace.geography.models import Commune, Province
from marketplace.geography.outlines import ALL, HEIGHT, WIDTH, place
from marketplace.kernel.addresses import Here, here, settings_generation
from marketplace.kernel.templating.pieces import draw_piece
from marketplace.kernel.templating.place import escaping

register = template.Library()

_FILE = "marketplace/vietnam.svg"
#: Where the archipelagos' names begin in the drawing.
_ISLANDS = {"hoang_sa": (436, 300), "truong_sa": (452, 586)}


@register.simple_tag
def locator(province: Province, commune: Commune | None = None) -> SafeString:
    """The country with one province marked, and a point where the commune lies."""
    return _locator(province, commune, here(), *stamps.held_for())


@functools.lru_cache(maxsize=4096)
def _locator(
    province: Province, commune: Commune | None, where: Here, _database: str, _reference: int
) -> SafeString:
    """Drawn once for each place (1 KB each)."""
    point = None
    if commune is not None and commune.latitude is not None and commune.longitude is not None:
        point = place(commune.latitude, commune.longitude)
    named = f"{commune.full_name}, {province.name}" if commune else province.name
    values = _drawing() | {
        "province": province,
        "commune": commune,
        "label": _("Map of Viet Nam: %(place)s") % {"place": named},
        "point": point,
    }
    return draw_piece("geography/locator.html", values, escaping(where))


@register.inclusion_tag("geography/province_map.html")
def province_map(provinces: Iterable[Province]) -> dict[str, Any]:
    """All provinces as links for the pointer; the page has the same links in words beside it."""
    shape = reverse("catalogue:province", kwargs={"slug": "slug"})
    before, after = shape.split("slug")
    return _drawing() | {
        "areas": [(one, f"{before}{one.slug}{after}") for one in provinces],
    }


@register.inclusion_tag("geography/counted_map.html")
def counted_map(areas: Iterable[Any]) -> dict[str, Any]:
    """All provinces with a number each, for the pointer; the page has them as a list as well.

    Areas have slug, name, total, shade (0 to 3), x, y, has_room (for its number), url.
    """
    return _drawing() | {"areas": list(areas)}


@register.inclusion_tag("geography/places_map.html")
def places_map(shown: Any) -> dict[str, Any]:
    """A part of the country with numbered points, for the eye; the page has them as a list as well.

    ``shown`` has points (number, x, y), view_box, and the scale of a mark of radius 11.
    """
    return _drawing() | {"shown": shown}


@functools.lru_cache(maxsize=2)
def _file(_settings: int) -> str:
    return static(_FILE)


def _drawing() -> dict[str, Any]:
    return {
        "file": _file(settings_generation()),
        "all": ALL,
        "width": WIDTH,
        "height": HEIGHT,
        "islands": _ISLANDS,
    }
