"""What goes into a parcel, and what became of one."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.catalogue.models import Product
from catalog.catalogue.parcels import LONGEST_CM, MOST_GRAMS, ParcelClass
from storefront.order.models import Line
from storefront.shipping.carriers import Carrier
from storefront.vendors.forms import WholeNumberField
from storefront.vendors.services import NOTE_LENGTH

from .services import CARRIER_LENGTH, TRACKING_LENGTH
from .statuses import ShipmentStatus


class SendForm(forms.Form):
    """How much of each line leaves now, with whom, under which number."""

    carrier = forms.ChoiceField(label=_("Carrier"), required=False)
    other_carrier = forms.CharField(
        label=_("Another carrier"), max_length=CARRIER_LENGTH, required=False
    )
    tracking = forms.CharField(
        label=_("Tracking number"),
        max_length=TRACKING_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(label=_("Note for the buyer"), max_length=NOTE_LENGTH, required=False)

    def __init__(
        self, *args: Any, lines: Iterable[Line], carriers: Sequence[Carrier], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["carrier"]
        field.choices = [(one.code, one.name) for one in carriers] + [("", _("another"))]
        field.initial = carriers[0].code if carriers else ""
        self.lines = list(lines)
        for line in self.lines:
            self.fields[f"line_{line.pk}"] = forms.IntegerField(
                label=line.title,
                min_value=0,
                max_value=line.num_allocated,
                initial=line.num_allocated,
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            )

    @property
    def quantities(self) -> list[forms.BoundField]:
        return [self[f"line_{line.pk}"] for line in self.lines]

    @property
    def about(self) -> list[forms.BoundField]:
        return [self[name] for name in ("carrier", "other_carrier", "tracking", "note")]

    def parts(self) -> list[tuple[Line, int]]:
        return [(line, self.cleaned_data[f"line_{line.pk}"]) for line in self.lines]

    def named_carrier(self) -> str:
        """The code of one in use, else what the vendor calls it."""
        return self.cleaned_data["carrier"] or self.cleaned_data["other_carrier"]


class PackForm(forms.Form):
    """What one pack weighs and measures, and how it must travel."""

    gross_weight = WholeNumberField(
        label=_("Weight with packaging, in grams"), maximum=MOST_GRAMS, required=False
    )
    length = WholeNumberField(label=_("Length in cm"), maximum=LONGEST_CM, required=False)
    width = WholeNumberField(label=_("Width in cm"), maximum=LONGEST_CM, required=False)
    height = WholeNumberField(label=_("Height in cm"), maximum=LONGEST_CM, required=False)
    parcel_class = forms.ChoiceField(label=_("How it travels"), choices=ParcelClass.choices)

    @classmethod
    def of(cls, pack: Product) -> dict[str, Any]:
        """Its initial values."""
        measures = {name: getattr(pack, f"parcel_{name}") for name in ("length", "width", "height")}
        return {"gross_weight": pack.gross_weight, "parcel_class": pack.parcel_class, **measures}


class ParcelMoveForm(forms.Form):
    """Where a parcel shall go, and where it stood when the button was shown."""

    to = forms.ChoiceField(choices=ShipmentStatus.choices)
    seen = forms.ChoiceField(choices=ShipmentStatus.choices)
    note = forms.CharField(max_length=NOTE_LENGTH, required=False)
    #: Of goods that came back: they cannot be sold any more.
    spoiled = forms.BooleanField(required=False)
