"""The OCOP star in pages."""

import datetime
import functools

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from catalog.catalogue.registries import Badge
from marketplace.kernel.addresses import address

register = template.Library()


@register.simple_tag
def star(badge: Badge | None, *, link: bool = False) -> SafeString | str:
    """The star while a certificate is live, nothing without one.

    ``link``: it leads to the page that verifies; leave out inside another link.
    """
    if not badge:
        return ""
    drawn = _drawn(badge.star, str(badge.state), badge.last_day, get_language() or "")
    if not link:
        return drawn
    verification = address("certification:verify_code", badge.code)
    return format_html('<a class="star-link" href="{}">{}</a>', verification, drawn)


@functools.lru_cache(maxsize=1024)
def _drawn(stars: int, state: str, last_day: datetime.date, _language: str) -> SafeString:
    """Decisions recognise many products until the same day, and their stars are alike."""
    context = {"star": stars, "state": state, "last_day": last_day}
    return mark_safe(render_to_string("components/star.html", context))  # noqa: S308
