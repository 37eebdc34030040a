from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.geography.selectors import province_list
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


class PromiseForm(FreeDeliveryForm):
    """The same of a province for what is sent from it, or of the marketplace; who pays comes first."""

    PLATFORM = "platform"

    payer = forms.ChoiceField(label=_("Paid by"))
    budget = WholeNumberField(
        label=_("Budget in all, in đồng"),
        maximum=_MOST,
        required=False,
        help_text=_("Once it is used up the delivery costs again. Left empty: no limit."),
    )
    field_order = ("payer", "free_from", "first", "last", "budget")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = [(one.slug, one.name) for one in province_list()]
        self.fields["payer"].choices = [(self.PLATFORM, gettext("the marketplace")), *provinces]  # type: ignore[attr-defined]
