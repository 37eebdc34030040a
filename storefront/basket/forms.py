from django import forms
from django.utils.translation import gettext_lazy as _

from .services import MAX_QUANTITY


class QuantityForm(forms.Form):
    quantity = forms.IntegerField(
        label=_("Quantity"),
        min_value=1,
        max_value=MAX_QUANTITY,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": MAX_QUANTITY}),
    )


class AddForm(QuantityForm):
    pack = forms.CharField(max_length=16, widget=forms.HiddenInput)
