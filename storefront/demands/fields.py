"""Fields of the forms about demands: lists of words, amounts as people write them, chosen codes."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.supply.amounts import read_amount
from catalog.supply.units import amount_words


class WordsField(forms.CharField):
    """Words parted by commas or lines → a list."""

    def clean(self, value: Any) -> list[str]:
        typed = super().clean(value) or ""
        return [word.strip() for word in typed.replace("\n", ",").split(",") if word.strip()]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value


class AmountField(forms.CharField):
    """ "2 tấn", "1.500" → (number, unit or None); empty → None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=24, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> tuple[Decimal, str | None] | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = read_amount(typed)
        if found is None:
            raise forms.ValidationError(
                _("Write a number, such as 500, 2,5 or 2 tấn."), code="number"
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        return amount_words(value, None) if isinstance(value, Decimal | int | float) else value


def day_field(label: Any, *, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def codes_field(label: Any, choices: Any) -> forms.MultipleChoiceField:
    """Any number out of a list, as boxes to tick."""
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


def code_field(label: Any, choices: Any, *, nothing: Any) -> forms.ChoiceField:
    """One of a list, or ``nothing``."""

    def with_nothing() -> list[tuple[str, Any]]:
        listed = choices() if callable(choices) else choices
        return [("", nothing), *listed]

    return forms.ChoiceField(label=label, choices=with_nothing, required=False)
