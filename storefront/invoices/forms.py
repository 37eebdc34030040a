from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .providers import Issued


class AskForm(forms.Form):
    """What shall stand on the invoice."""

    company = forms.CharField(
        label=_("Name on the invoice"),
        max_length=255,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    tax_code = forms.CharField(
        label=_("Tax code"),
        max_length=20,
        help_text=_("10 digits, 13 of a branch, or the 12 of a personal identity number."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    address = forms.CharField(
        label=_("Address on the invoice"),
        max_length=255,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    email = forms.EmailField(
        label=_("E-mail for the invoice"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class IssueForm(forms.Form):
    """The invoice as the vendor's own provider made it."""

    number = forms.CharField(label=_("Invoice number"), max_length=20)
    symbol = forms.CharField(
        label=_("Symbol"), max_length=20, help_text=_("As printed, such as C26TAA.")
    )
    lookup_code = forms.CharField(label=_("Lookup code"), max_length=60, required=False)
    lookup_url = forms.URLField(
        label=_("Where to look it up"), required=False, max_length=200, assume_scheme="https"
    )
    file = forms.FileField(
        label=_("The invoice as PDF or XML"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.xml"}),
    )

    def issued(self) -> Issued:
        found: dict[str, Any] = self.cleaned_data
        names = ("number", "symbol", "lookup_code", "lookup_url")
        return Issued(**{name: found[name] for name in names})


class StateForm(forms.Form):
    state = forms.ChoiceField(choices=[("asked", ""), ("issued", "")], required=False)
