"""What a payer types of a campaign."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.selectors.taxonomy import category_tree
from marketplace.geography.models import Province
from storefront.vendors.forms import WholeNumberField

from .models import LEAST_STAR, MOST_PERCENT_CONCENTRATED, Campaign
from .rules import NEVER
from .services.campaigns import MOST_CODES
from .services.settling import REFERENCE_LENGTH

#: A thousand thousand million đồng: more than any budget.
MOST_DONG = 1_000_000_000_000
#: What a province field says for the marketplace's own money.
PLATFORM = "platform"


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class CampaignForm(forms.Form):
    """Who pays (in the office alone), how much, for what, when, how often."""

    payer = forms.ChoiceField(label=_("Who pays"))
    name = forms.CharField(label=_("Name"), max_length=80)
    name_en = forms.CharField(label=_("Name in English"), max_length=80, required=False)
    code = forms.CharField(
        label=_("Code for everybody"),
        max_length=40,
        required=False,
        help_text=_(
            "4 to 20 letters and digits, such as SEN2027. Left empty, only single codes count."
        ),
    )
    single_codes = WholeNumberField(
        label=_("Single codes, each for one use"), maximum=MOST_CODES, required=False
    )
    kind = forms.ChoiceField(
        label=_("What it gives"),
        choices=Campaign.Kind.choices,
        initial=Campaign.Kind.AMOUNT,
        widget=forms.RadioSelect,
    )
    value = WholeNumberField(label=_("How much (đồng, or per cent)"), maximum=MOST_DONG)
    most = WholeNumberField(
        label=_("Per cent: at most for an order, in đồng"), maximum=MOST_DONG, required=False
    )
    minimum = WholeNumberField(
        label=_("From goods worth, in đồng"), maximum=MOST_DONG, required=False
    )
    budget = WholeNumberField(label=_("Budget in đồng"), maximum=MOST_DONG)
    first_day = forms.DateField(label=_("First day"), widget=_day())
    last_day = forms.DateField(label=_("Last day"), widget=_day())
    uses_each = WholeNumberField(
        label=_("Uses for each buyer"),
        maximum=1_000,
        initial="1",
        required=False,
        help_text=_("Counted by e-mail and by phone. Empty: as often as the budget reaches."),
    )
    uses_all = WholeNumberField(label=_("Uses in all"), maximum=10_000_000, required=False)
    star = forms.TypedChoiceField(
        label=_("Star level"),
        choices=[(3, _("3 stars or more")), (4, _("4 stars or more")), (5, _("5 stars"))],
        coerce=int,
        initial=LEAST_STAR,
    )
    groups = forms.MultipleChoiceField(
        label=_("Only these groups"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reference = forms.CharField(
        label=_("Decision that grants the money, or notification"), max_length=120, required=False
    )
    is_concentrated = forms.BooleanField(
        label=_("Part of a concentrated promotion programme of an authority"),
        required=False,
        help_text=_("Then up to 90 % may be given, otherwise 50 % (Decree 81/2018/NĐ-CP, Art. 6)."),
    )

    def __init__(
        self,
        *args: Any,
        provinces: list[Province] | None = None,
        platform: bool = False,
        **kwargs: Any,
    ) -> None:
        """``provinces`` whose money may be given; None: a seller's own shop."""
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["groups"].choices = [
            (branch.code, str(branch.name))
            for branch in category_tree().values()
            if branch.level == "group" and {one.code for one in branch.sets} - NEVER
        ]
        if provinces is None:
            del fields["payer"], fields["is_concentrated"]
            return
        fields["reference"].required = True
        fields["payer"].choices = [(one.slug, one.name) for one in provinces] + (
            [(PLATFORM, _("the marketplace"))] if platform else []
        )

    def terms(self) -> dict[str, Any]:
        """As ``create_campaign`` takes them; who pays is the caller's."""
        said = self.cleaned_data
        is_percent = said["kind"] == Campaign.Kind.PERCENT
        tree = category_tree()
        return {
            "name": said["name"],
            "name_en": said["name_en"],
            "code": said["code"],
            "single_codes": said["single_codes"] or 0,
            "kind": said["kind"],
            "amount": 0 if is_percent else said["value"],
            "percent": said["value"] if is_percent else 0,
            "most": (said["most"] or 0) if is_percent else 0,
            "minimum": said["minimum"] or 0,
            "budget": said["budget"],
            "first_day": said["first_day"],
            "last_day": said["last_day"],
            "uses_each": said["uses_each"] or 0,
            "uses_all": said["uses_all"] or 0,
            "star": said["star"],
            "sets": sorted(
                {one.code for code in said["groups"] for one in tree[code].sets} - NEVER
            ),
            "reference": said["reference"],
            "is_concentrated": said.get("is_concentrated", False),
        }

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("value", "budget"):
            if said.get(name) == 0:
                self.add_error(name, _("Please write more than nothing."))
        if said.get("kind") == Campaign.Kind.PERCENT and (
            (said.get("value") or 0) > MOST_PERCENT_CONCENTRATED
        ):
            self.add_error("value", _("At most 90 per cent."))
        return said


class RaiseForm(forms.Form):
    """By how much a budget grows; ``seen`` is what it was when the page showed it."""

    seen = forms.IntegerField(min_value=1, max_value=10 * MOST_DONG, widget=forms.HiddenInput)
    amount = WholeNumberField(label=_("So much more, in đồng"), maximum=MOST_DONG)


class PaymentForm(forms.Form):
    """What was transferred to one seller; ``seen`` is the sum that the page showed."""

    vendor = forms.CharField(max_length=16, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    reference = forms.CharField(label=_("The bank's reference"), max_length=REFERENCE_LENGTH)
