from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.geography.models import Province

from .services import MAX_QUANTITY


class QuantityForm(forms.Form):
    quantity = forms.IntegerField(
        label=_("Quantity"),
        min_value=1,
        max_value=MAX_QUANTITY,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": MAX_QUANTITY}),
    )


class AddForm(QuantityForm):
    pack = forms.CharField(max_length=16, widget=forms.HiddenInput)


class CodeForm(forms.Form):
    """A voucher's code as people type it; storefront.vouchers.codes says what counts."""

    code = forms.CharField(
        label=_("Voucher code"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ProvinceForm(forms.Form):
    """Where the parcels go, for charges and days; the address itself is the checkout's."""

    province = forms.ModelChoiceField(
        label=_("Delivery to"),
        queryset=Province.objects.none(),
        to_field_name="slug",
        empty_label=_("Choose a province …"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["province"]
        field.queryset = Province.objects.order_by("slug")
        field.label_from_instance = lambda province: province.name
