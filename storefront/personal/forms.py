from django import forms
from django.utils.translation import gettext_lazy as _

from .models import Purpose


class ConsentForm(forms.Form):
    """One box per purpose; none is ticked unless the person did."""

    purposes = forms.MultipleChoiceField(
        label=_("You may use my e-mail address for"),
        choices=Purpose.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ErasureForm(forms.Form):
    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
