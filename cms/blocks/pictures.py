"""Pictures: one with words on top of a page or between its parts, and several together."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock
from wagtail.images.blocks import ImageBlock

from cms.supplies.needs import Needs

from .telling import TellingBlock


class HeroBlock(TellingBlock):
    picture = ImageBlock(label=_("Picture"))
    title = CharBlock(max_length=80, required=False, label=_("Large words"))
    text = TextBlock(max_length=300, required=False, label=_("One or two sentences"))

    def needs(self, value: Any) -> Needs:
        return Needs(images=(value["picture"],))

    class Meta:
        template = "cms/blocks/hero.html"
        description = _("One large picture, with words below it. Once a page.")
        icon = "image"
        label = _("Large picture")
        group = _("Pictures")


class _CaptionedBlock(StructBlock):
    picture = ImageBlock(label=_("Picture"))
    caption = CharBlock(max_length=200, required=False, label=_("Caption"))
    credit = CharBlock(max_length=120, required=False, label=_("Photograph by"))


class GalleryBlock(TellingBlock):
    heading = CharBlock(max_length=120, required=False, label=_("Heading"))
    pictures = ListBlock(_CaptionedBlock(), min_num=2, max_num=12, label=_("Pictures"))

    def needs(self, value: Any) -> Needs:
        return Needs(images=tuple(one["picture"] for one in value["pictures"]))

    class Meta:
        template = "cms/blocks/gallery.html"
        description = _("Two to twelve pictures side by side.")
        icon = "image"
        label = _("Gallery")
        group = _("Pictures")
