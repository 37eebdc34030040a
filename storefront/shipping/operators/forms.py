from django import forms
from django.utils.translation import gettext_lazy as _


class RatesForm(forms.Form):
    file = forms.FileField(
        label=_("Table of rates (XLSX or CSV)"),
        help_text=_(
            "Download a tariff, write a day to come into “valid_from”, change the figures, take it in."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
