"""What whoever puts a gift set together types of it; its parts lie in the basket."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.geography.models import Province
from storefront.vendors.forms import WholeNumberField
from storefront.vouchers.forms import MOST_DONG, PLATFORM


class SetForm(forms.Form):
    """Who puts it together (in the office alone), its name, and what is given on it."""

    curator = forms.ChoiceField(label=_("Put together by"))
    title = forms.CharField(label=_("Name"), max_length=80)
    title_en = forms.CharField(label=_("Name in English"), max_length=80, required=False)
    description = forms.CharField(
        label=_("Description"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    description_en = forms.CharField(
        label=_("Description in English"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    discount = WholeNumberField(
        label=_("Off each set, in đồng"),
        maximum=MOST_DONG,
        required=False,
        help_text=_("Paid by whoever puts it together; the sellers get the whole price."),
    )
    budget = WholeNumberField(
        label=_("Budget for it in all, in đồng"), maximum=MOST_DONG, required=False
    )
    last_day = forms.DateField(
        label=_("Last day of the discount"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reference = forms.CharField(
        label=_("Decision that grants the money, or notification"), max_length=120, required=False
    )

    def __init__(
        self,
        *args: Any,
        provinces: list[Province] | None = None,
        platform: bool = False,
        **kwargs: Any,
    ) -> None:
        """``provinces`` for which the user may; None: a seller's own shop."""
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        if provinces is None:
            del fields["curator"]
            return
        fields["curator"].choices = [(one.slug, one.name) for one in provinces] + (
            [(PLATFORM, _("the marketplace"))] if platform else []
        )

    def terms(self) -> dict[str, Any]:
        """As ``make_set`` takes them; who puts it together is the caller's."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "curator"}
        return said | {"discount": said["discount"] or 0, "budget": said["budget"] or 0}


class CountForm(forms.Form):
    """How many of a set; 0 takes it out."""

    set = forms.CharField(max_length=16)
    count = forms.IntegerField(min_value=0, max_value=99)
