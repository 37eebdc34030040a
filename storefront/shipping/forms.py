from django import forms
from django.utils.translation import gettext_lazy as _

from storefront.vendors.forms import WholeNumberField

_MOST = 1_000_000_000


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FreeDeliveryForm(forms.Form):
    """From what amount of goods the shop pays the delivery, and between which days."""

    free_from = WholeNumberField(label=_("From goods of (đồng)"), maximum=_MOST)
    first = forms.DateField(label=_("First day"), widget=_day())
    last = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Left empty: until you end it."),
        widget=_day(),
    )
