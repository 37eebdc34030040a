"""Money as people read it: whole đồng, grouped as the page's language groups, the sign small."""

import functools
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from marketplace.kernel.money import dong
from marketplace.kernel.templating.drawing import at_a_place
from marketplace.kernel.templating.place import Place

register = template.Library()


@register.filter
def vnd(amount: Any) -> str:
    """The amount as plain text (mails, labels); nothing for nothing."""
    return "" if amount is None or amount == "" else dong(amount)


@register.filter
def price(amount: Any) -> SafeString | str:
    """The amount with its sign in a smaller element, for pages."""
    if amount is None or amount == "":
        return ""
    return _price(amount, get_language() or "")


@at_a_place(price)
def _price_at(place: Place, amount: Any) -> SafeString | str:
    return "" if amount is None or amount == "" else _price(amount, place[0] or "")


@functools.lru_cache(maxsize=4096)
def _price(amount: Any, _language: str) -> SafeString:
    figure, sign = dong(amount).split("\u202f")
    return format_html(
        '<span class="figure">{}</span>\u202f<span class="dong">{}</span>', figure, sign
    )
