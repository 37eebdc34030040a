"""The OCOP star in pages."""

import datetime
import functools

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from catalog.catalogue.registries import Badge
from marketplace.kernel.addresses import Here, here, shape_at
from marketplace.kernel.templating.drawing import at_a_place
from marketplace.kernel.templating.pieces import draw_piece
from marketplace.kernel.templating.place import Place, escaping

register = template.Library()

_VERIFY = "certification:verify_code"
#: What stands in place of a code while the shape of its addresses is found.
_CODE = "0" * 10


@register.simple_tag
def star(badge: Badge | None, *, link: bool = False) -> SafeString | str:
    """The star while a certificate is live, nothing without one.

    ``link``: it leads to the page that verifies; leave out inside another link.
    """
    return _star(here(), badge, link=link)


@at_a_place(star)
def _star_at(place: Place, badge: Badge | None, *, link: bool = False) -> SafeString | str:
    return _star(place[:-1], badge, link=link)


@register.simple_tag
def verification(code: str, picture: str = "") -> str:
    """Where a certificate is verified; ``picture``: where the code that leads there is, "svg"."""
    return _verification(here(), code, picture)


@at_a_place(verification)
def _verification_at(place: Place, code: str, picture: str = "") -> str:
    return _verification(place[:-1], code, picture)


def _verification(where: Here, code: str, picture: str = "") -> str:
    before, after = shape_at(
        where, f"certification:verify_qr_{picture}" if picture else _VERIFY, code=_CODE
    )
    return f"{before}{code}{after}"


def _star(where: Here, badge: Badge | None, *, link: bool) -> SafeString | str:
    if not badge:
        return ""
    drawn = _drawn(badge.star, str(badge.state), badge.last_day, where)
    if not link:
        return drawn
    return format_html(
        '<a class="star-link" href="{}">{}</a>', _verification(where, badge.code), drawn
    )


@functools.lru_cache(maxsize=1024)
def _drawn(stars: int, state: str, last_day: datetime.date, where: Here) -> SafeString:
    """Decisions recognise many products until the same day, and their stars are alike."""
    context = {"star": stars, "state": state, "last_day": last_day}
    return draw_piece("components/star.html", context, escaping(where))
