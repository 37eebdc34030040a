"""The base of our blocks: a block says what it needs before anything is fetched (cms.supplies)."""

import datetime
from collections.abc import Iterable
from typing import Any

from wagtail.blocks import RichTextBlock, StructBlock

from cms.supplies.needs import Links, Needs

#: What an editor may do to running text: nothing that would leave the page's own type.
FEATURES = ["bold", "italic", "link", "ol", "ul"]


class TellingBlock(StructBlock):
    """Subclasses say what they need and what their template shows; both are pure."""

    def needs(self, value: Any) -> Needs:
        """What must be fetched for this value. Nothing, unless a subclass says so."""
        return Needs()

    def shown(self, value: Any, *, on: datetime.date, links: Links) -> Any:
        """What the template shows besides the value itself, on a day; no query.

        ``links``: the pages that this and other blocks have asked for.
        """
        return None


def running_text(**options: Any) -> RichTextBlock:
    return RichTextBlock(features=FEATURES, **options)


def sources(*texts: Any) -> tuple[str, ...]:
    """The HTML of rich texts as it is kept, for Needs.texts."""
    return tuple(text.source if text else "" for text in texts)


def lines(text: str) -> Iterable[str]:
    """The lines of a field that takes one item a line."""
    return [line.strip() for line in (text or "").splitlines() if line.strip()]
