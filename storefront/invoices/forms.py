from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.tax_code import clean_tax_code, is_tax_code

from .details import InvoiceWords
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


class WishForm(AskForm):
    """The same within the checkout, where most buyers want none; without the tick nothing counts."""

    wants = forms.BooleanField(label=_("I need an invoice"), required=False)

    prefix = "invoice"
    field_order = ("wants", "company", "tax_code", "address", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("company", "tax_code", "address", "email"):
            self.fields[name].required = False

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if not found.get("wants"):
            self.errors.clear()
            return found
        for name in ("company", "tax_code", "address", "email"):
            if not found.get(name) and name not in self.errors:
                self.add_error(name, _("This is needed for the invoice."))
        typed = clean_tax_code(found.get("tax_code") or "")
        if typed and not is_tax_code(typed):
            self.add_error("tax_code", _("This is no tax code: please check its digits."))
        return found

    @property
    def words(self) -> InvoiceWords | None:
        """None where no invoice is wanted."""
        return InvoiceWords.of(self.cleaned_data) if self.cleaned_data.get("wants") else None


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
