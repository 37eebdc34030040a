"""Money as people read it: whole đồng, grouped as the page's language groups, the sign small."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from marketplace.kernel.money import to_dong

register = template.Library()


def dong(amount: Decimal | int) -> str:
    """``1234567`` → "1.234.567 ₫" in Vietnamese, "1,234,567 ₫" in English; narrow no-break space."""
    grouped = f"{to_dong(amount):,}"
    if get_language() != "en":
        grouped = grouped.replace(",", ".")
    return f"{grouped}\u202f₫"


@register.filter
def vnd(amount: Any) -> str:
    """The amount as plain text (mails, labels); nothing for nothing."""
    return "" if amount is None or amount == "" else dong(amount)


@register.filter
def price(amount: Any) -> SafeString | str:
    """The amount with its sign in a smaller element, for pages."""
    if amount is None or amount == "":
        return ""
    figure, sign = dong(amount).split("\u202f")
    return format_html(
        '<span class="figure">{}</span>\u202f<span class="dong">{}</span>', figure, sign
    )
