"""What people type about a refund."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storefront.vendors.forms import WholeNumberField

from .selectors import LineLeft
from .services import PROOF_LENGTH, REASON_LENGTH, Wanted

_MOST = 9_999_999_999


class LineForm(forms.Form):
    """How much of one line."""

    quantity = forms.IntegerField(label=_("Units that go back"), min_value=0, required=False)
    reduction = WholeNumberField(label=_("Or đồng off the price"), maximum=_MOST, required=False)
    restock = forms.BooleanField(label=_("On sale again"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, left: LineLeft) -> None:
        super().__init__(data, prefix=f"line-{left.line.pk}")
        self.left = left
        quantity = self.fields["quantity"]
        quantity.max_value = left.quantity  # type: ignore[attr-defined]
        quantity.widget.attrs |= {"max": left.quantity, "inputmode": "numeric"}

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            line_id=self.left.line.pk,
            quantity=self.cleaned_data["quantity"] or 0,
            reduction=self.cleaned_data["reduction"] or 0,
            restock=self.cleaned_data["restock"],
        )


class RefundForm(forms.Form):
    """What holds for all lines; ``form_key`` makes a form that is sent twice one refund."""

    reason = forms.CharField(label=_("Reason, as the buyer will read it"), max_length=REASON_LENGTH)
    with_shipping = forms.BooleanField(
        label=_("With their share of the delivery charge"), required=False, initial=True
    )
    form_key = forms.RegexField(r"^[\w-]{8,16}$", widget=forms.HiddenInput)


class DecideForm(forms.Form):
    """Which button was pressed, with what was typed beside it."""

    to = forms.ChoiceField(choices=[(one, one) for one in ("approved", "declined", "settled")])
    note = forms.CharField(max_length=REASON_LENGTH, required=False)
    proof = forms.CharField(max_length=PROOF_LENGTH, required=False)
