"""What a product states (attributes of its sector) and the standards that it holds."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.functional import Promise

from catalog.catalogue.attributes import label_of
from catalog.catalogue.models import Product, StandardHeld
from marketplace.kernel.language import Words, words

_ENGLISH = "_en"


@dataclass(frozen=True)
class Fact:
    """One attribute: code, label and value."""

    code: str
    label: str | Promise
    value: Words


def stated(product: Product) -> dict[str, str]:
    """The attributes' values by code, in the order of the sector; one query."""
    return {
        value.attribute.code: _text(value.value)
        for value in product.attribute_values.select_related("attribute").order_by("attribute_id")
    }


def facts(values: dict[str, str]) -> tuple[Fact, ...]:
    """An English twin stands for its Vietnamese one."""
    return tuple(
        Fact(code=code, label=_label(code), value=words(text, values.get(code + _ENGLISH, "")))
        for code, text in values.items()
        if not code.endswith(_ENGLISH) and text
    )


def standards(product: Product, *, on: datetime.date) -> tuple[StandardHeld, ...]:
    """Those held on a day; a date not stated is no limit. One query."""
    return tuple(one for one in product.standards_held.all() if holds(one, on=on))


def holds(standard: StandardHeld, *, on: datetime.date) -> bool:
    """Whether a day lies within the standard's dates."""
    return (standard.valid_from is None or standard.valid_from <= on) and (
        standard.valid_until is None or standard.valid_until >= on
    )


def _text(value: Any) -> str:
    """Numbers as the page's language writes them."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(number_format(value, use_l10n=True, force_grouping=True))
    return "" if value is None else str(value)


def _label(code: str) -> str | Promise:
    try:
        return label_of(code)
    except KeyError:
        return code
