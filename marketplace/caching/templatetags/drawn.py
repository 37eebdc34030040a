"""``{% drawn "template.html" name=value … %}``: an include that is drawn once for equal values."""

import functools
from typing import Any

from django import template
from django.db import connection
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from marketplace.caching import stamps
from marketplace.kernel.addresses import Here, here

register = template.Library()

#: Some 2 KB each.
_KEPT = 4096


@register.simple_tag
def drawn(template_name: str, **values: Any) -> SafeString:
    """The template with these values and no others, as it was drawn before for equal ones.

    Values are hashable, and equal where they show the same: texts, numbers, days, frozen dataclasses
    and tuples of them. An instance of a model equals another of its row, whatever it says: only those
    of reference data may be among the values, which are held as long as these pieces.
    """
    database = str(connection.settings_dict["NAME"])
    return _drawn(template_name, here(), database, stamps.reference(), **values)


@functools.lru_cache(maxsize=_KEPT, typed=True)
def _drawn(
    template_name: str, _here: Here, _database: str, _reference: int, **values: Any
) -> SafeString:
    return mark_safe(render_to_string(template_name, values))  # noqa: S308  # drawn by templates
