"""What people type in the workspace."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .offers import PRICE_LIMIT, STOCK_LIMIT
from .services import NOTE_LENGTH
from .statuses import VendorOrderStatus

_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")


class WholeNumberField(forms.CharField):
    """Whole numbers as people write them: 62000, 62.000, 62,000 or 62 000 ₫."""

    def __init__(self, *, maximum: int, **kwargs: Any) -> None:
        self.maximum = maximum
        super().__init__(max_length=24, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> int | None:
        typed = re.sub(r"[\s₫đ]|VND", "", super().clean(value))
        if not typed:
            return None
        if not _GROUPED.fullmatch(typed) or not typed.isascii():
            raise forms.ValidationError(_("Write a whole number, such as 62000."), code="number")
        number = int(re.sub(r"[.,]", "", typed))
        if number > self.maximum:
            raise forms.ValidationError(_("This number is too large."), code="large")
        return number


class OfferForm(forms.Form):
    """Price and stock of one pack, and what the user saw when typing them."""

    price = WholeNumberField(label=_("Price in đồng"), maximum=PRICE_LIMIT, required=False)
    stock = WholeNumberField(label=_("In the house"), maximum=STOCK_LIMIT)
    seen_price = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen_stock = forms.IntegerField(widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """Where an order shall go, and where it stood when the button was shown."""

    to = forms.ChoiceField(choices=VendorOrderStatus.choices)
    seen = forms.ChoiceField(choices=VendorOrderStatus.choices)
    note = forms.CharField(max_length=NOTE_LENGTH, required=False)


class StatusForm(forms.Form):
    """The filter of the list of orders and of its exports."""

    status = forms.ChoiceField(choices=VendorOrderStatus.choices, required=False)
