"""What operators hand in."""

from django import forms
from django.utils.translation import gettext_lazy


class ResultsForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The bank's answer"),
        help_text=gettext_lazy(
            "CSV or XLSX with the columns “Reference” and “Result” (paid or refused)."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )
