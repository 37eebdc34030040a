"""What a product states (attributes of its sector) and the standards that it holds."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    DateField,
    F,
    FloatField,
    IntegerField,
    QuerySet,
    Value,
)
from django.utils.formats import number_format
from django.utils.translation import get_language
from oscar.core.loading import get_model

from catalog.catalogue.attributes import label_of
from catalog.catalogue.models import Product, StandardHeld
from marketplace.kernel.language import Words, words
from marketplace.kernel.prepared import Prepared

_ENGLISH = "_en"
_STANDARD = -1


@dataclass(frozen=True)
class Fact:
    """One attribute: code, label and value."""

    code: str
    label: str
    value: Words


@dataclass(frozen=True)
class Stated:
    """The attributes' values by code, in the order of the sector, and all standards ever held."""

    values: dict[str, str]
    standards: tuple[StandardHeld, ...]


def stated(product: Product) -> Stated:
    """What the product states; one query."""
    rows = sorted(_particulars(product_id=product.pk), key=lambda row: (row[0], row[1]))
    return Stated(
        values={row[1]: _text(_value(row)) for row in rows if row[0] != _STANDARD},
        standards=tuple(
            StandardHeld(code=code, number=number, issued_by=by, valid_from=begin, valid_until=end)
            for kind, code, number, by, begin, end, *_values in rows
            if kind == _STANDARD
        ),
    )


@Prepared
def _particulars(product_id: int) -> QuerySet[Any, Any]:
    """Standards under -1, then attributes under their number: (kind, code, three texts …)."""
    return (
        StandardHeld.objects.filter(product=product_id)
        .order_by()
        .annotate(
            kind=Value(_STANDARD, BigIntegerField()),
            whole=Value(None, IntegerField()),
            fraction=Value(None, FloatField()),
            truth=Value(None, BooleanField()),
        )
        .values_list(
            *("kind", "code", "number", "issued_by", "valid_from", "valid_until"),
            *("whole", "fraction", "truth"),
        )
        .union(
            get_model("catalogue", "ProductAttributeValue")
            .objects.filter(product=product_id)
            .order_by()
            .annotate(
                begin=F("value_date"),
                end=Value(None, DateField()),
            )
            .values_list(
                *("attribute_id", "attribute__code", "attribute__type", "value_text", "begin"),
                *("end", "value_integer", "value_float", "value_boolean"),
            ),
            all=True,
        )
    )


def _value(row: tuple[Any, ...]) -> Any:
    """Of the columns the one that the attribute's type names."""
    _number, _code, kind, words_, day, _end, whole, fraction, truth = row
    found = {"integer": whole, "float": fraction, "boolean": truth, "date": day}
    return found.get(kind, words_)


def facts(values: dict[str, str]) -> tuple[Fact, ...]:
    """An English twin stands for its Vietnamese one."""
    language = get_language() or ""
    return tuple(
        Fact(
            code=code,
            label=_label(code, language),
            value=words(text, values.get(code + _ENGLISH, "")),
        )
        for code, text in values.items()
        if not code.endswith(_ENGLISH) and text
    )


def standards(held: Iterable[StandardHeld], *, on: datetime.date) -> tuple[StandardHeld, ...]:
    """Those held on a day; a date not stated is no limit."""
    return tuple(one for one in held if holds(one, on=on))


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


@lru_cache(maxsize=512)
def _label(code: str, _language: str) -> str:
    try:
        return str(label_of(code))
    except KeyError:
        return code
