"""What editors choose from in blocks: provinces, kinds of products, stars, months; read when asked."""

from typing import Any

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from wagtail.blocks import ChoiceBlock, MultipleChoiceBlock

from catalog.catalogue.selectors.taxonomy import category_tree
from marketplace.geography.selectors import province_list

_STARS = (3, 4, 5)


class CodeBlock(ChoiceBlock):
    """One code as text. Wagtail would look it up among the choices each time that a page is read."""

    def normalize_choice(self, value: Any) -> Any:
        return value


class CodesBlock(MultipleChoiceBlock):
    """Several codes as text, without looking them up either."""

    def normalize_choice(self, value: Any) -> Any:
        return value


def province_choices() -> list[tuple[str, str]]:
    return [(one.slug, one.name) for one in province_list()]


def set_choices() -> list[tuple[str, str]]:
    """Sectors, groups and criteria sets by code, in the order of the decision."""
    return [(one.code, f"{one.code} {one.name}") for one in category_tree().values()]


def star_choices() -> list[tuple[str, str]]:
    return [(str(star), _("%(star)s stars") % {"star": star}) for star in _STARS]


def month_choices() -> list[tuple[str, Any]]:
    return [(str(number), name) for number, name in MONTHS.items()]
