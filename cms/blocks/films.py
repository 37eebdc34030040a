"""A film within a page: our own file in the browser's player, or the way to where it is shown."""

import datetime
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, RegexBlock, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents import get_document_model

from cms.films.checking import FILMS, VTT
from cms.supplies.needs import Links, Needs

from .numbers import DocumentNumberBlock
from .pictures import PictureBlock
from .telling import TellingBlock, running_text, sources


class VideoBlock(TellingBlock):
    """No player of anybody else: its frame would tell a stranger who reads the page."""

    title = CharBlock(max_length=120, label=_("Title"))
    film = DocumentNumberBlock(
        required=False,
        label=_("Film"),
        help_text=_("An MP4 (H.264) or WebM file of your own, at most 100 MB."),
    )
    address = URLBlock(
        required=False,
        max_length=300,
        label=_("or where it is shown"),
        help_text=_("Its page elsewhere, with https://. Readers go there by a link."),
    )
    poster = PictureBlock(
        label=_("Still picture"),
        help_text=_("One view of the film, at least 1280 pixels wide."),
    )
    length = RegexBlock(
        regex=r"\A\d{1,3}:[0-5]\d\Z",
        error_messages={"invalid": _("Please write minutes and seconds, such as 2:05.")},
        label=_("Length"),
        help_text=_("Minutes and seconds, such as 2:05."),
    )
    captions = DocumentNumberBlock(
        required=False,
        label=_("Captions"),
        help_text=_("A WebVTT file (.vtt) in the language of this page."),
    )
    without_speech = BooleanBlock(
        required=False,
        label=_("Nobody speaks in it"),
        help_text=_("Then a film of your own needs no captions."),
    )
    transcript = running_text(
        label=_("In words"),
        help_text=_("What is said and what is seen, for those who do not hear or see it."),
    )
    credit = CharBlock(max_length=120, required=False, label=_("Film by"))

    def clean(self, value: Any) -> Any:
        """Exactly one of film and address; a film of ours with captions where somebody speaks."""
        cleaned = super().clean(value)
        problems: dict[str, Any] = {}
        if bool(cleaned["film"]) == bool(cleaned["address"]):
            problems["film"] = _("Please choose a film or give an address, not both.")
        elif cleaned["address"] and not cleaned["address"].startswith("https://"):
            problems["address"] = _("Please begin with https://.")
        elif cleaned["film"] and not _is(cleaned["film"], *FILMS):
            problems["film"] = _("This document is no MP4 or WebM film.")
        elif cleaned["film"] and not cleaned["captions"] and not cleaned["without_speech"]:
            problems["captions"] = _("Please add captions, or say that nobody speaks in the film.")
        if cleaned["captions"] and not _is(cleaned["captions"], VTT):
            problems["captions"] = _("This document is no WebVTT file.")
        if problems:
            raise StructBlockValidationError(
                {field: ValidationError(words) for field, words in problems.items()}
            )
        return cleaned

    def needs(self, value: Any) -> Needs:
        return Needs(
            texts=sources(value["transcript"]),
            images=(value["poster"],),
            documents=(value["film"], value["captions"]),
        )

    def shown(self, value: Any, *, on: datetime.date, links: Links) -> Any:
        """The host that the film is shown by, where it is not by us."""
        return (urlsplit(value["address"]).hostname or "").removeprefix("www.")

    class Meta:
        template = "cms/blocks/video.html"
        description = _("A film with a still picture, captions, and the same in words.")
        icon = "media"
        label = _("Video")
        group = _("Pictures")


def _is(number: int, *kinds: str) -> bool:
    """Whether a document is a file of such a kind; what is in it was looked at when it came."""
    document = get_document_model().objects.filter(pk=number).first()
    return document is not None and document.file_extension.lower() in kinds
