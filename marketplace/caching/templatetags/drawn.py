"""``{% drawn "template.html" name=value … %}``: an include that is drawn once for equal values."""

import functools
from typing import Any

from django import template
from django.utils.safestring import SafeString

from marketplace.caching import stamps
from marketplace.kernel.addresses import Here, here
from marketplace.kernel.templating.drawing import at_a_place
from marketplace.kernel.templating.pieces import draw_piece
from marketplace.kernel.templating.place import Place, escaping

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
    return _drawn(template_name, here(), *stamps.held_for(), **values)


@at_a_place(drawn)
def _drawn_at(place: Place, template_name: str, /, **values: Any) -> SafeString:
    return _drawn(template_name, place[:-1], *stamps.held_for(), **values)


@functools.lru_cache(maxsize=_KEPT, typed=True)
def _drawn(
    template_name: str, where: Here, _database: str, _reference: int, **values: Any
) -> SafeString:
    return draw_piece(template_name, values, escaping(where))
