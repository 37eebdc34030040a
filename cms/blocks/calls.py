"""A call to action: one sentence and one button."""

import datetime
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, TextBlock
from wagtail.blocks.struct_block import StructBlockValidationError

from cms.supplies.needs import Links, Needs

from .numbers import PageNumberBlock
from .telling import TellingBlock

#: Within the site or by https; anything else would run as script.
ADDRESS = re.compile(r"(?:/(?!/)|https://)\S*")


class CallBlock(TellingBlock):
    title = CharBlock(max_length=80, label=_("Title"))
    text = TextBlock(max_length=300, required=False, label=_("Text"))
    words = CharBlock(
        max_length=40, label=_("On the button"), help_text=_("A verb: See the products.")
    )
    page = PageNumberBlock(required=False, label=_("Leads to the page"))
    address = CharBlock(
        required=False,
        max_length=200,
        label=_("or to the address"),
        help_text=_("Such as /products/ or https://…"),
    )

    def clean(self, value: Any) -> Any:
        """Exactly one of page and address, and the address no script."""
        cleaned = super().clean(value)
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            raise StructBlockValidationError(
                {
                    "address": ValidationError(
                        _("Please choose a page or give an address, not both.")
                    )
                }
            )
        if cleaned["address"] and not ADDRESS.fullmatch(cleaned["address"]):
            raise StructBlockValidationError(
                {
                    "address": ValidationError(
                        _("Please begin with / or https:// and leave out spaces.")
                    )
                }
            )
        return cleaned

    def needs(self, value: Any) -> Needs:
        return Needs(pages=(value["page"],) if value["page"] else ())

    def shown(self, value: Any, *, on: datetime.date, links: Links) -> Any:
        """Where it leads; empty where its page is not published."""
        if not value["page"]:
            return value["address"]
        page = links.get(value["page"])
        return page.url if page is not None else ""

    class Meta:
        template = "cms/blocks/call.html"
        description = _("One sentence and one button.")
        icon = "redirect"
        label = _("Call to action")
        group = _("Products and producers")
