"""The words of the directory's facets, in the page's language."""

import datetime
import functools
from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.catalogue.models import StandardHeld
from catalog.producers.traits import FIELDS
from catalog.supply.standards import (
    EXPORT_PAPERS,
    OF_READINESS,
    OF_THE_STAR,
    ProducerType,
    Standard,
)
from catalog.supply.suppliers import months_from
from catalog.supply.wording import month_words, standard_words
from marketplace.kernel.clock import today
from search import menus

from .documents import MONTHS, VOLUMES, month_value

#: Standards are neither the star, nor a check, nor a paper of export: those are facets of their own.
_NO_STANDARD = frozenset({*OF_THE_STAR, *OF_READINESS, *EXPORT_PAPERS})
_OF_PRODUCTS = ("star", "province", "region", "category", "form", "ready")
_KG_OF_A_TONNE = 1000


def label(parameter: str, value: str) -> str:
    """What a value is called."""
    if parameter in _OF_PRODUCTS:
        return menus.label(parameter, value)
    return words(parameter)[value]


def words(parameter: str) -> Mapping[str, str]:
    """Labels in the order in which they stand."""
    if parameter == "month":
        return _months(today().replace(day=1), get_language() or "")
    if parameter in ("star", "form", "ready"):
        return dict(menus.options(parameter))
    return _words(parameter, get_language() or "")


@functools.lru_cache(maxsize=8)
def _months(first: datetime.date, _language: str) -> Mapping[str, str]:
    return {month_value(month): month_words(month) for month in months_from(first, MONTHS)}


@functools.lru_cache(maxsize=16)
def _words(parameter: str, _language: str) -> Mapping[str, str]:
    if parameter == "volume":
        return {str(least): _("At least %(amount)s") % {"amount": _kg(least)} for least in VOLUMES}
    if parameter == "led":
        return {code: capfirst(str(ProducerType(code).label)) for code in FIELDS}
    if parameter == "export":
        return {paper.value: capfirst(str(paper.label)) for paper in EXPORT_PAPERS}
    stated = [code for code in Standard.values if code not in _NO_STANDARD]
    held = [code for code in StandardHeld.Code.values if code not in EXPORT_PAPERS]
    return {code: standard_words(code) for code in dict.fromkeys([*held, *stated])}


def _kg(amount: int) -> str:
    if amount < _KG_OF_A_TONNE:
        return f"{amount}\u00a0kg"
    return _("%(number)s t") % {"number": number_format(amount // _KG_OF_A_TONNE)}


def known_values() -> Mapping[str, frozenset[str]]:
    """What each parameter may be."""
    known = menus.known_values()
    own = ("month", "volume", "led", "export", "standard")
    return {name: known[name] for name in _OF_PRODUCTS} | {
        name: frozenset(words(name)) for name in own
    }
