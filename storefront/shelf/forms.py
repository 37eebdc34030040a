from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.listing import ListingState

from .selectors import ShelfFilter, Stock


class ShelfFilterForm(forms.Form):
    """Which packs are shown; what is not understood filters nothing."""

    words = forms.CharField(label=_("Product"), max_length=80, required=False)
    state = forms.ChoiceField(
        label=_("Listing"), choices=[("", _("All listings")), *ListingState.choices], required=False
    )
    stock = forms.ChoiceField(
        label=_("Stock"), choices=[("", _("All")), *Stock.choices], required=False
    )

    def chosen(self) -> ShelfFilter:
        self.is_valid()
        found: dict[str, Any] = self.cleaned_data
        return ShelfFilter(**{name: value for name, value in found.items() if value})


class ShelfFileForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet (XLSX or CSV)"),
        help_text=_("Download the table, change prices and stock in it, and upload it again."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )
