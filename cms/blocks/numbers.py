"""Choosers in blocks that keep the number of what was chosen and read nothing.

Wagtail's read the objects of each chooser in each kind of block, whether they are shown or not. Here a
block says by number what it needs (``Needs``), and cms.supplies reads it for the whole page.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.functional import cached_property
from django.utils.html import escape
from wagtail.admin.widgets import AdminPageChooser
from wagtail.blocks import ChooserBlock, PageChooserBlock
from wagtail.documents.blocks import DocumentChooserBlock


def _number(value: Any) -> Any:
    """Of an object, or what is a number already."""
    return getattr(value, "pk", value)


class NumberChooserBlock(ChooserBlock):
    """Its value is a primary key or None. What has been deleted keeps its number and shows nothing."""

    def to_python(self, value: Any) -> Any:
        return value

    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        return list(values)

    def normalize(self, value: Any) -> Any:
        return _number(value)

    def get_prep_value(self, value: Any) -> Any:
        return _number(value)

    def value_from_form(self, value: Any) -> Any:
        return _number(value)

    def extract_references(self, value: Any) -> Iterator[tuple[Any, str, str, str]]:
        """For Wagtail's index of what is used where."""
        if value:
            yield self.model_class, str(value), "", ""

    def render_basic(self, value: Any, context: Any = None) -> str:
        """Its name, where two versions of a page are compared."""
        chosen = self.model_class.objects.filter(pk=value).first() if value else None
        return escape(str(chosen)) if chosen is not None else ""


class _PublishedTitle(AdminPageChooser):
    """Wagtail's shows a draft's title, which may be another province's."""

    def get_display_title(self, instance: Any) -> str:
        return str(instance.title)


class PageNumberBlock(NumberChooserBlock, PageChooserBlock):
    """The same for a page."""

    @cached_property
    def widget(self) -> AdminPageChooser:
        return _PublishedTitle(
            target_models=self.target_models, can_choose_root=self.can_choose_root
        )

    class Meta:
        icon = "doc-empty-inverse"


class DocumentNumberBlock(NumberChooserBlock, DocumentChooserBlock):
    """The same for a document of the own collection."""

    class Meta:
        icon = "doc-full-inverse"
