"""Months as twelve boxes in the editors' forms, kept as bits (catalogue.season)."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from wagtail.admin.forms import WagtailAdminPageForm

from catalog.catalogue.season import bits


class MonthsField(forms.TypedMultipleChoiceField):
    """Twelve boxes; its value is the number that is kept, 0 for none of them or all."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=list(MONTHS.items()), coerce=int, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return [month for month in MONTHS if value & 1 << (month - 1)]
        return value

    def clean(self, value: Any) -> int:
        kept = bits(super().clean(value))
        return 0 if kept == bits(MONTHS) else kept

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class MonthsForm(WagtailAdminPageForm):
    """A page's form with ``best_months`` as boxes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain = self.fields.get("best_months")
        if plain is not None:
            self.fields["best_months"] = MonthsField(label=plain.label, help_text=plain.help_text)
