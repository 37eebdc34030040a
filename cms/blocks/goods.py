"""Products within a page: a shelf, a recipe with what it takes, a producer. Never more than is certified."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    IntegerBlock,
    ListBlock,
    StructBlock,
    TextBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError

from catalog.catalogue.selectors.shelves import MOST, Shelf
from cms.choosers import ProducerChooserBlock, ProductChooserBlock
from cms.supplies.needs import Links, Needs

from .choices import CodeBlock, province_choices, set_choices, star_choices
from .pictures import PictureBlock
from .telling import TellingBlock, lines, running_text, sources

_SHELF = 6


class QueryBlock(StructBlock):
    """What a shelf asks the catalogue for; all that is filled in must hold."""

    province = CodeBlock(choices=province_choices, required=False, label=_("From"))
    criteria_set = CodeBlock(choices=set_choices, required=False, label=_("Kind"))
    words = CharBlock(
        required=False,
        max_length=60,
        label=_("Words in the name"),
        help_text=_("With or without diacritics."),
    )
    star = CodeBlock(choices=star_choices, required=False, label=_("Stars at least"))
    in_season = BooleanBlock(required=False, label=_("Only what is in season now"))

    class Meta:
        label = _("Or by what it is")


def shelf_of(value: Any) -> Shelf | None:
    """What a block with ``products``, ``query`` and perhaps ``limit`` asks for; None for nothing."""
    query = value["query"]
    if not any(value["products"]) and not any(query.values()):
        return None
    return Shelf(
        products=tuple(number for number in value["products"] if number),
        province=query.get("province") or "",
        code=query.get("criteria_set") or "",
        words=query.get("words") or "",
        star=int(query.get("star") or 0),
        in_season=bool(query.get("in_season")),
        limit=value.get("limit") or _SHELF,
    )


class ShelfBlock(TellingBlock):
    heading = CharBlock(max_length=120, label=_("Heading"))
    products = ListBlock(
        ProductChooserBlock(required=False),
        default=[],
        max_num=MOST,
        label=_("Products, by hand"),
        help_text=_(
            "In this order. A product leaves the shelf on the day after its certificate's last one."
        ),
    )
    query = QueryBlock(required=False)
    limit = IntegerBlock(default=_SHELF, min_value=1, max_value=MOST, label=_("At most"))

    def clean(self, value: Any) -> Any:
        """An empty question would find everything."""
        cleaned = super().clean(value)
        if shelf_of(cleaned) is None:
            raise StructBlockValidationError(
                {"heading": ValidationError(_("Please choose products, or say which ones."))}
            )
        return cleaned

    def needs(self, value: Any) -> Needs:
        return Needs(shelf=shelf_of(value))

    class Meta:
        template = "cms/blocks/shelf.html"
        description = _("Products by hand or by what they are; only what is certified on the day.")
        icon = "list-ul"
        label = _("Product shelf")
        group = _("Products and producers")


class RecipeBlock(TellingBlock):
    heading = CharBlock(max_length=120, label=_("Name of the dish"))
    serves = IntegerBlock(required=False, min_value=1, max_value=50, label=_("For how many"))
    minutes = IntegerBlock(required=False, min_value=1, max_value=2880, label=_("Minutes"))
    ingredients = TextBlock(label=_("Ingredients"), help_text=_("One a line."))
    steps = TextBlock(label=_("Steps"), help_text=_("One a line."))
    products = ListBlock(
        ProductChooserBlock(required=False), default=[], max_num=6, label=_("Products it takes")
    )
    query = QueryBlock(required=False)

    def needs(self, value: Any) -> Needs:
        return Needs(shelf=shelf_of(value))

    def shown(self, value: Any, *, on: datetime.date, links: Links) -> Any:
        return {"ingredients": lines(value["ingredients"]), "steps": lines(value["steps"])}

    class Meta:
        template = "cms/blocks/recipe.html"
        description = _("A dish, step by step, with the products that it takes.")
        icon = "list-ol"
        label = _("Recipe")
        group = _("Products and producers")


class ProducerBlock(TellingBlock):
    producer = ProducerChooserBlock(label=_("Producer"))
    picture = PictureBlock(
        required=False,
        label=_("Picture"),
        help_text=_("At work, with consent. Empty: words alone."),
    )
    text = running_text(label=_("Portrait"))

    def needs(self, value: Any) -> Needs:
        return Needs(
            texts=sources(value["text"]),
            images=(value.get("picture"),),
            producer=value["producer"],
        )

    class Meta:
        template = "cms/blocks/producer.html"
        description = _("Who makes it, with the way to all that they make.")
        icon = "user"
        label = _("Producer's portrait")
        group = _("Products and producers")
