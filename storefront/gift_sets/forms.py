"""What whoever puts a gift set together types of it; its parts lie in the basket."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from marketplace.geography.models import Province
from storefront.basket.line import ContentLine
from storefront.basket.services import MAX_QUANTITY
from storefront.vendors.forms import WholeNumberField
from storefront.vouchers.forms import MOST_DONG, PLATFORM

from .selectors import SetView
from .terms import SetTerms


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
        if provinces is None:
            del self.fields["curator"]
            return
        curator: Any = self.fields["curator"]
        curator.choices = [(one.slug, one.name) for one in provinces] + (
            [(PLATFORM, _("the marketplace"))] if platform else []
        )

    def terms(self) -> SetTerms:
        """Of a valid form; who puts it together is the caller's."""
        said = {field.name: self.cleaned_data[field.name] for field in fields(SetTerms)}
        return SetTerms(**said | {"discount": said["discount"] or 0, "budget": said["budget"] or 0})


class ChangeForm(SetForm):
    """The same of a set that is there, with how many of each pack it has; 0: none any more."""

    def __init__(self, data: Any, *, view: SetView, basket: Sequence[ContentLine]) -> None:
        gift_set, campaign = view.gift_set, view.gift_set.campaign
        initial: dict[str, Any] = {
            name: getattr(gift_set, name)
            for name in ("title", "title_en", "description", "description_en")
        }
        if campaign is not None:
            initial |= {"budget": campaign.budget, "reference": campaign.reference}
            if campaign.stopped_at is None:
                initial |= {"discount": campaign.amount, "last_day": campaign.last_day}
        super().__init__(data, initial=initial)
        parts = {line.line.stockrecord_id: line for line in view.lines}
        more = {line.line.stockrecord_id: line for line in basket}
        #: Those of the set, then what lies in its maker's basket besides.
        self.offered = parts | {key: line for key, line in more.items() if key not in parts}
        for record, line in self.offered.items():
            name = line.full_title if record in parts else _in_basket(line)
            self.fields[f"part-{record}"] = forms.IntegerField(
                label=name,
                min_value=0,
                max_value=MAX_QUANTITY,
                initial=line.quantity if record in parts else 0,
            )

    @property
    def part_fields(self) -> list[forms.BoundField]:
        return [self[f"part-{record}"] for record in self.offered]

    @property
    def word_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("part-")]

    @property
    def lines(self) -> list[ContentLine]:
        """Of a valid form: the packs that the set is to have."""
        counts = ((line, self.cleaned_data[f"part-{key}"]) for key, line in self.offered.items())
        return [replace(line, quantity=count) for line, count in counts if count]


def _in_basket(line: ContentLine) -> str:
    return gettext("%(title)s (in your basket)") % {"title": line.full_title}


class CountForm(forms.Form):
    """How many of a set; 0 takes it out."""

    set = forms.CharField(max_length=16)
    count = forms.IntegerField(min_value=0, max_value=99)
