"""What a pack holds, and what that makes a kilogram, litre or piece cost."""

import functools
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from marketplace.kernel.money import to_dong

_LARGE = 1000
#: Packs below this are compared by 100 g or 100 ml: tea and spices, not rice.
_SMALL = 250


@dataclass(frozen=True)
class UnitPrice:
    """``amount`` whole đồng for one ``per`` ("kg", "100 g", "l", "piece" in the page's language)."""

    amount: int
    per: str


def unit_price(price: int, quantity: Decimal | None, unit: str) -> UnitPrice | None:
    """The price of a comparable amount; None where the pack does not state its content."""
    if not quantity or quantity <= 0:
        return None
    if unit in {"g", "ml"}:
        return _by_weight(price, quantity, unit)
    if quantity == 1:
        return None
    per = _("person") if unit == "person" else _("piece")
    return UnitPrice(to_dong(price / quantity), per)


@functools.lru_cache(maxsize=4096)
def _by_weight(price: int, quantity: Decimal, unit: str) -> UnitPrice:
    if quantity < _SMALL:
        per = "100 g" if unit == "g" else "100 ml"
        return UnitPrice(to_dong(price * 100 / quantity), per)
    return UnitPrice(to_dong(price * _LARGE / quantity), "kg" if unit == "g" else "l")


def content(quantity: Decimal | None, unit: str) -> str:
    """ "500 g", "1,5 kg", "12 pieces", in the page's language; empty where it is not stated."""
    if not quantity or quantity <= 0 or not unit:
        return ""
    return _content(quantity, unit, get_language() or "")


@functools.lru_cache(maxsize=1024)
def _content(quantity: Decimal, unit: str, _language: str) -> str:
    if unit in {"g", "ml"} and quantity >= _LARGE:
        return f"{_figure(quantity / _LARGE)} {'kg' if unit == 'g' else 'l'}"
    if unit in {"g", "ml"}:
        return f"{_figure(quantity)} {unit}"
    words = (
        ngettext("%(number)s person", "%(number)s persons", int(quantity))
        if unit == "person"
        else ngettext("%(number)s piece", "%(number)s pieces", int(quantity))
    )
    return words % {"number": _figure(quantity)}


def _figure(number: Decimal) -> str:
    places = 0 if number == number.to_integral_value() else 1
    return number_format(number, decimal_pos=places, use_l10n=True)
