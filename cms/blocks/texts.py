"""Running text, a quotation, questions and answers, what happened when, a table."""

import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ListBlock, StructBlock, TextBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from cms.supplies.needs import Links, Needs

from .telling import TellingBlock, running_text, sources


class SectionBlock(TellingBlock):
    heading = CharBlock(
        required=False,
        max_length=120,
        label=_("Heading"),
        help_text=_("Begins a section. Empty: the text goes on."),
    )
    text = running_text(label=_("Text"))

    def needs(self, value: Any) -> Needs:
        return Needs(texts=sources(value["text"]))

    class Meta:
        template = "cms/blocks/text.html"
        description = _("Running text, with or without a heading.")
        icon = "pilcrow"
        label = _("Text")
        group = _("Telling")


class QuoteBlock(TellingBlock):
    text = TextBlock(label=_("Words"), max_length=400)
    speaker = CharBlock(
        required=False,
        max_length=120,
        label=_("Whose words"),
        help_text=_("A real person who has agreed, or the work that is quoted."),
    )
    role = CharBlock(required=False, max_length=160, label=_("Who that is"))

    class Meta:
        template = "cms/blocks/quote.html"
        description = _("Somebody's own words.")
        icon = "openquote"
        label = _("Quotation")
        group = _("Telling")


class _MomentBlock(StructBlock):
    when = CharBlock(max_length=60, label=_("When"))
    text = TextBlock(max_length=600, label=_("What happened"))


class TimelineBlock(TellingBlock):
    heading = CharBlock(max_length=120, label=_("Heading"))
    rows = ListBlock(_MomentBlock(), min_num=2, max_num=20, label=_("Moments"))

    class Meta:
        template = "cms/blocks/timeline.html"
        description = _("What happened when, from top to bottom.")
        icon = "history"
        label = _("Timeline")
        group = _("Telling")


class _AnswerBlock(StructBlock):
    question = CharBlock(max_length=160, label=_("Question"))
    answer = TextBlock(max_length=1200, label=_("Answer"))


class FaqBlock(TellingBlock):
    heading = CharBlock(max_length=120, label=_("Heading"))
    rows = ListBlock(_AnswerBlock(), min_num=1, max_num=20, label=_("Questions"))

    class Meta:
        template = "cms/blocks/faq.html"
        description = _("What visitors ask, and what is true.")
        icon = "help"
        label = _("Questions and answers")
        group = _("Telling")


class TableBlock(TellingBlock):
    caption = CharBlock(
        max_length=160, label=_("Caption"), help_text=_("Says what the table shows.")
    )
    table = TypedTableBlock(
        [("text", CharBlock(required=False, label=_("Text")))], label=_("Table")
    )

    def shown(self, value: Any, *, on: datetime.date, links: Links) -> Any:
        """The headings, and the cells by row."""
        table = value["table"]
        return {
            "headings": [column["heading"] for column in table.columns],
            "rows": [[cell.value for cell in row] for row in table.rows],
        }

    class Meta:
        template = "cms/blocks/table.html"
        description = _("Rows and columns; a list is often easier to read.")
        icon = "table"
        label = _("Table")
        group = _("Telling")
