"""Amounts as people write them: "1.500", "2,5 tấn", "1,200 kg", "750 ml"."""

import re
from decimal import Decimal

from marketplace.kernel.text import clean

from .units import WRITTEN, Content, convert

_WRITTEN = re.compile(r"([\d.,\s]*\d)\s*([^\W\d_]*)")
_GROUPED = re.compile(r"[1-9]\d{0,2}([.,]\d{3})+")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
_LONGEST = 24


def read_amount(typed: str) -> tuple[Decimal, str | None] | None:
    """The number, and the unit (kg or litre) where a measure is written behind; None for no amount.

    A mark before each three digits groups, in either language; any other is the decimal mark.
    """
    match = _WRITTEN.fullmatch(clean(typed).lower())
    if match is None or len(typed) > _LONGEST:
        return None
    digits, measure = re.sub(r"\s", "", match[1]), match[2]
    if not digits.isascii():
        return None
    if _GROUPED.fullmatch(digits) and len(set(digits) & {".", ","}) == 1:
        number = Decimal(re.sub(r"[.,]", "", digits))
    elif _PLAIN.fullmatch(digits):
        number = Decimal(digits.replace(",", "."))
    else:
        return None
    if not measure:
        return number, None
    unit, factor = WRITTEN.get(measure, (None, Decimal(1)))
    return (number * factor, unit) if unit else None


def whole_units(typed: str, unit: str, content: Content) -> int | None:
    """What was typed as whole ``unit``: "2 tấn" of bags of 25 kg is 80; None where it is no whole one."""
    found = read_amount(typed)
    if found is None:
        return None
    number, measure = found
    amount = number if measure in {None, unit} else convert(number, measure or "", unit, content)
    if amount is None or amount != amount.to_integral_value():
        return None
    return int(amount)
