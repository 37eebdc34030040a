"""What a page's form may name: pages, pictures and documents that its editor may choose.

A chooser offers no others; but Wagtail takes any number that is posted, and shows its title again.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.forms import ModelChoiceField
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks.base import BlockField
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .pages import are_own_or_shared

Reference = tuple[type[Model], int]


class WalledPageForm(WagtailAdminPageForm):
    """Raises PermissionDenied for a forged number, before anything of it is shown.

    What the page named before, because an operator or a release put it there, it may go on naming.
    """

    def is_valid(self) -> bool:
        if self.is_bound and self.for_user is not None and not self.for_user.is_superuser:
            _refuse_others(self.for_user, set(_posted(self)) - set(_kept(self)))
        valid: bool = super().is_valid()
        return valid


def _refuse_others(user: Any, new: set[Reference]) -> None:
    pages = {number for model, number in new if issubclass(model, Page)}
    if not are_own_or_shared(user, pages):
        raise PermissionDenied
    for model in {model for model, _number in new if not issubclass(model, Page)}:
        wanted = {number for one, number in new if one is model}
        may = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            user, ["choose"]
        )
        if may.filter(pk__in=wanted).count() != len(wanted):
            raise PermissionDenied


def _posted(form: WagtailAdminPageForm) -> Iterator[Reference]:
    for name, field in form.fields.items():
        value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        yield from _named(field, value)


def _kept(form: WagtailAdminPageForm) -> Iterator[Reference]:
    for name, field in form.fields.items():
        value = getattr(form.instance, name, None)
        yield from _named(field, getattr(value, "pk", value))


def _named(field: Any, value: Any) -> Iterator[Reference]:
    if not value:
        return
    if isinstance(field, BlockField):
        rows = [(row[0], row[1]) for row in field.block.extract_references(value)]
    elif isinstance(field, ModelChoiceField) and field.queryset is not None:
        rows = [(field.queryset.model, value)]
    else:
        rows = []
    for model, number in rows:
        if issubclass(model, (Page, AbstractImage, AbstractDocument)) and str(number).isdecimal():
            yield (Page if issubclass(model, Page) else model), int(number)
