"""What can be chosen in the forms, in the page's language."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.catalogue.reference import criteria_sets
from catalog.supply.standards import ABROAD
from catalog.supply.units import PER_ORDER, Unit, unit_label
from marketplace.geography import slugs
from marketplace.kernel.text import fold
from search.matching.demands.words import cadence_words

Choices = list[tuple[str, str]]

_RHYTHMS = (
    "daily",
    *(f"{number}/week" for number in range(1, 8)),
    *(f"{number}/month" for number in range(1, 5)),
    "monthly",
    "quarterly",
    "once",
)


def _named(known: dict[str, slugs.Names]) -> Choices:
    is_english = get_language() == "en"
    pairs = [(slug, names.en if is_english else names.vi) for slug, names in known.items()]
    return sorted(pairs, key=lambda pair: fold(pair[1]))


def _provinces() -> Choices:
    return _named(slugs.provinces())


def areas() -> Choices:
    return [*_named(slugs.regions()), *_provinces()]


def former_provinces() -> Choices:
    return _named(slugs.former_provinces())


def kinds() -> Choices:
    is_english = get_language() == "en"
    return [(code, names[is_english]) for code, names in criteria_sets().items()]


def stars() -> Choices:
    return [(str(star), _("%(star)s stars") % {"star": star}) for star in (3, 4, 5)]


def rhythms() -> Choices:
    return [(code, cadence_words(code)) for code in _RHYTHMS]


def delivery_places() -> Choices:
    return [*_provinces(), (ABROAD, _("abroad"))]


def price_units() -> list[tuple[str, str | Promise]]:
    return [*Unit.choices, (PER_ORDER, unit_label(PER_ORDER))]
