"""What an operator types about money that left past our books."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from storefront.refunds.booking import GoneLine, GonePart
from storefront.refunds.selectors import LineLeft
from storefront.refunds.services import REASON_LENGTH
from storefront.vendors.forms import WholeNumberField

from .gone import Booked, GoneDesk, PartLeft

_MOST = 9_999_999_999


class GoneLineForm(forms.Form):
    """Of one line: đồng for it, and units that do not count as sold any more."""

    goods = WholeNumberField(label=_("Goods, in đồng"), maximum=_MOST, required=False)
    quantity = forms.IntegerField(label=_("Units that go back"), min_value=0, required=False)
    restock = forms.BooleanField(label=_("On sale again"), required=False)

    def __init__(self, data: Mapping[str, Any] | None, *, left: LineLeft, goods: int) -> None:
        initial = {"goods": goods or None, "quantity": left.quantity if goods == left.goods else 0}
        super().__init__(data, prefix=f"line-{left.line.pk}", initial=initial if goods else {})
        self.left = left
        self.fields["quantity"].widget.attrs |= {"max": left.quantity, "inputmode": "numeric"}

    @property
    def said(self) -> GoneLine:
        return GoneLine(
            line_id=self.left.line.pk,
            quantity=self.cleaned_data["quantity"] or 0,
            goods=self.cleaned_data["goods"] or 0,
            restock=self.cleaned_data["restock"],
        )


class GonePartForm(forms.Form):
    """Of one part: đồng of its delivery, of what was owed back already, and what we bear."""

    shipping = WholeNumberField(label=_("Delivery, in đồng"), maximum=_MOST, required=False)
    owed = WholeNumberField(
        label=_("Of what is owed back already, in đồng"), maximum=_MOST, required=False
    )
    borne = WholeNumberField(
        label=_("Borne by the marketplace, in đồng"), maximum=_MOST, required=False
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, left: PartLeft, filled: bool, goods: int
    ) -> None:
        part = left.vendor_order
        owed = left.owed if filled and left.is_over else None
        initial = {"shipping": left.shipping if filled else None, "owed": owed}
        super().__init__(data, prefix=f"part-{part.pk}", initial=initial)
        self.left = left
        if not left.owed:
            del self.fields["owed"]
        if not left.may_be_borne:
            del self.fields["borne"]
        self.lines: list[GoneLineForm] = []
        if left.is_over:
            del self.fields["shipping"]
        else:
            self.lines = [
                GoneLineForm(data, left=one, goods=one.goods if filled else goods)
                for one in left.lines
                if one.goods or one.quantity
            ]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(one.is_valid() for one in self.lines)])

    @property
    def of_seller(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "borne"]

    @property
    def of_marketplace(self) -> forms.BoundField | None:
        return self["borne"] if "borne" in self.fields else None

    @property
    def said(self) -> Booked:
        gone = GonePart(
            self.left.vendor_order,
            [one.said for one in self.lines],
            self.cleaned_data.get("shipping") or 0,
        )
        said = self.cleaned_data
        return Booked(gone, said.get("owed") or 0, said.get("borne") or 0)


class GoneForm(forms.Form):
    """Why, as the buyer reads it."""

    reason = forms.CharField(label=_("Reason, as the buyer will read it"), max_length=REASON_LENGTH)


def part_forms(data: Mapping[str, Any] | None, desk: GoneDesk) -> list[GonePartForm]:
    """A form for each part, filled in where only one answer is possible or likely."""
    everything = sum(one.owed if one.is_over else one.left for one in desk.parts)
    whole = [one for one in desk.parts if (one.owed if one.is_over else one.left) == desk.amount]
    single = [line for one in desk.parts if not one.is_over for line in one.lines if line.goods]
    is_single = len(desk.parts) == 1 and len(single) == 1 and desk.amount <= single[0].goods
    return [
        GonePartForm(
            data,
            left=one,
            filled=everything == desk.amount or (len(whole) == 1 and one is whole[0]),
            goods=desk.amount if is_single else 0,
        )
        for one in desk.parts
    ]
