"""Provinces to choose from."""

import functools

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from marketplace.caching import stamps
from marketplace.geography.models import Province
from marketplace.geography.selectors import province_list

register = template.Library()

_SELECTED = SafeString(" selected")


@register.simple_tag
def province_options(chosen: Province | None = None) -> SafeString:
    """All by name as options of a select, valued by slug; one of them may be chosen."""
    return _options(chosen.slug if chosen else "", get_language() or "", *stamps.held_for())


@functools.lru_cache(maxsize=128)
def _options(chosen: str, _language: str, _database: str, _version: int) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one.slug, _SELECTED if one.slug == chosen else "", one.name) for one in province_list()),
    )
