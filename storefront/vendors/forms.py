"""What people type in the workspace."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.listing import ListingState
from catalog.catalogue.models import ProductImage
from catalog.catalogue.photographs.services import ALT_LENGTH
from marketplace.geography.models import Province

from .batches import BATCH_MOVES
from .filtering import OrderFilter
from .models import VendorOrder
from .offers import PRICE_LIMIT, STOCK_LIMIT
from .services import NOTE_LENGTH
from .statuses import VendorOrderStatus

_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class WholeNumberField(forms.CharField):
    """Whole numbers as people write them: 62000, 62.000, 62,000 or 62 000 ₫."""

    def __init__(self, *, maximum: int, **kwargs: Any) -> None:
        self.maximum = maximum
        super().__init__(max_length=24, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> int | None:
        typed = re.sub(r"[\s₫đ]|VND", "", super().clean(value))
        if not typed and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
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


class ClosedDaysForm(forms.Form):
    """From when until when the shop sends nothing; both empty: it is open."""

    first = forms.DateField(
        label=_("Closed from"),
        required=False,
        widget=_day(),
    )
    last = forms.DateField(
        label=_("Closed until"),
        required=False,
        help_text=_("The last day on which you send nothing. Left empty: until further notice."),
        widget=_day(),
    )


class WithdrawForm(forms.Form):
    """Why a listing is taken off, and in what state it was seen."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=NOTE_LENGTH,
        required=False,
        help_text=_("For your own people and the programme office."),
    )
    seen = forms.ChoiceField(choices=ListingState.choices, widget=forms.HiddenInput)


class MoveForm(forms.Form):
    """Where an order shall go, and where it stood when the button was shown."""

    to = forms.ChoiceField(choices=VendorOrderStatus.choices)
    seen = forms.ChoiceField(choices=VendorOrderStatus.choices)
    note = forms.CharField(max_length=NOTE_LENGTH, required=False)


class OrderFilterForm(forms.Form):
    """The filter of the list of orders and of its exports; what is not understood filters nothing."""

    status = forms.ChoiceField(
        choices=VendorOrderStatus.choices, required=False, widget=forms.HiddenInput
    )
    number = forms.CharField(label=_("Order number"), max_length=40, required=False)
    province = forms.ChoiceField(label=_("Goes to"), required=False)
    since = forms.DateField(label=_("From"), required=False, widget=_day())
    until = forms.DateField(label=_("Until"), required=False, widget=_day())

    def __init__(self, data: Any, *, provinces: Iterable[Province] = ()) -> None:
        super().__init__(data)
        field: Any = self.fields["province"]
        field.choices = [("", _("All provinces")), *((one.code, one.name) for one in provinces)]

    def chosen(self) -> OrderFilter:
        self.is_valid()
        return OrderFilter.of(self.cleaned_data)


class BatchForm(forms.Form):
    """What shall become of the ticked orders: a move, or their packing slips."""

    SLIPS = "slips"

    to = forms.ChoiceField(choices=[*((one, one.label) for one in BATCH_MOVES), (SLIPS, SLIPS)])


class HandOverForm(forms.Form):
    """One carrier for many parcels, a tracking number for each."""

    carrier = forms.CharField(label=_("Carrier"), max_length=80, required=False)

    def __init__(self, data: Any, *, orders: Iterable[VendorOrder]) -> None:
        super().__init__(data)
        self.orders = list(orders)
        for order in self.orders:
            self.fields[order.public_id] = forms.CharField(
                label=_("Tracking number"), max_length=80, required=False
            )

    @property
    def rows(self) -> list[tuple[VendorOrder, forms.BoundField]]:
        return [(order, self[order.public_id]) for order in self.orders]

    def notes(self) -> dict[str, str]:
        """By order, as the buyer will read it."""
        carrier = self.cleaned_data["carrier"]
        numbers = {order.public_id: self.cleaned_data[order.public_id] for order in self.orders}
        return {
            key: " ".join(part for part in (carrier, one) if part) for key, one in numbers.items()
        }


class PhotographForm(forms.Form):
    """What a photograph shows, and the point that no crop may lose."""

    alt = forms.CharField(
        label=_("What the picture shows"),
        max_length=ALT_LENGTH,
        help_text=_(
            "For people who do not see it: say what is there as you would on the telephone, such as"
            " “Ripe mangoes with leaves in a bamboo basket”. Leave out “picture of”, prices and praise."
        ),
        widget=forms.TextInput(attrs={"lang": "vi"}),
    )
    alt_en = forms.CharField(
        label=_("The same in English"),
        max_length=ALT_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    focal_x = forms.IntegerField(
        label=_("Main point: % from the left"), min_value=0, max_value=100, initial=50
    )
    focal_y = forms.IntegerField(
        label=_("Main point: % from the top"), min_value=0, max_value=100, initial=50
    )

    @classmethod
    def of(cls, image: ProductImage) -> dict[str, Any]:
        return {name: getattr(image, name) for name in cls.base_fields}
