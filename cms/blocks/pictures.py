"""Pictures: one with words on top of a page or between its parts, and several together."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from cms.descriptions import FILE_NAME, names_a_file
from cms.supplies.needs import Needs

from .telling import TellingBlock


class PictureBlock(ImageBlock):
    """Wagtail's: described, or decoration by an editor's word. Kept and migrated as Wagtail's."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.child_blocks["image"].label = _("Picture")  # has none but its English name

    def clean(self, value: Any) -> Any:
        """Besides Wagtail's: no file's name in place of a description."""
        cleaned = super().clean(value)
        if cleaned and names_a_file(cleaned.contextual_alt_text or ""):
            raise StructBlockValidationError({"alt_text": ValidationError(FILE_NAME)})
        return cleaned


class HeroBlock(TellingBlock):
    picture = PictureBlock(label=_("Picture"))
    title = CharBlock(max_length=80, required=False, label=_("Large words"))
    text = TextBlock(max_length=300, required=False, label=_("One or two sentences"))
    credit = CharBlock(max_length=120, required=False, label=_("Photograph by"))

    def needs(self, value: Any) -> Needs:
        return Needs(images=(value["picture"],))

    class Meta:
        template = "cms/blocks/hero.html"
        description = _("One large picture, with words below it. Once a page.")
        icon = "image"
        label = _("Large picture")
        group = _("Pictures")


class _CaptionedBlock(StructBlock):
    picture = PictureBlock(label=_("Picture"))
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
