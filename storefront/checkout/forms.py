"""Who buys and where it goes; how it is paid; the agreement on the last page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.kernel import text
from storefront.address.destination import Destination
from storefront.address.forms import AddressForm
from storefront.order.gifts import MESSAGE_LENGTH, NOT_FROM_THE_RECEIVER, Gift
from storefront.payment.cash_on_delivery import CashOnDelivery
from storefront.payment.providers import choices_for


class DeliveryForm(AddressForm):
    """Step 1; a member may keep the address for the next time."""

    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("For the confirmation with the link to your order."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    note = forms.CharField(
        label=_("Note for the sellers"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    keep = forms.BooleanField(label=_("Keep this address in my account"), required=False)

    field_order = (
        "name",
        "phone",
        "email",
        "province",
        "commune",
        "commune_choice",
        "street",
        "note",
        "keep",
    )

    def __init__(self, *args: Any, is_member: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_member:
            del self.fields["keep"]

    def clean_note(self) -> str:
        return text.clean(self.cleaned_data["note"])

    def is_where(self, before: Destination) -> bool:
        """Another street of the commune may lie in another former ward."""
        return super().is_where(before) and before.street == self.cleaned_data["street"]

    def typed(self) -> dict[str, str]:
        return super().typed() | {
            "email": self.cleaned_data["email"],
            "note": self.cleaned_data["note"],
        }


class PaymentForm(forms.Form):
    """Step 2: one of the registered ways to pay."""

    provider = forms.ChoiceField(
        label=_("How you pay"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose a way to pay."),
            "invalid_choice": _("Choose a way to pay."),
        },
    )

    def __init__(self, *args: Any, vendors: Sequence[Vendor], total: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = choices_for(vendors, total=total)
        self.possible = [one.provider for one in ways if one.is_possible]
        #: Ways that one of the vendors does not take, with the reason.
        self.impossible = [one for one in ways if not one.is_possible]
        field: Any = self.fields["provider"]
        field.choices = [(one.code, one.name) for one in self.possible]

    def takes(self, gift: Gift | None) -> bool:
        """Whether the chosen way may pay for a gift: the carrier asks its receiver for nothing."""
        if gift is None or self.cleaned_data["provider"] != CashOnDelivery.code:
            return True
        self.add_error("provider", NOT_FROM_THE_RECEIVER)
        return False


class GiftForm(forms.Form):
    """Step 2: whether the goods are for somebody else."""

    prefix = "gift"

    wants = forms.BooleanField(label=_("This is a gift"), required=False)
    message = forms.CharField(
        label=_("A message with it"),
        max_length=MESSAGE_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def gift(self) -> Gift | None:
        found = self.cleaned_data
        return Gift(text.clean(found["message"])) if found["wants"] else None


class AgreementForm(forms.Form):
    """``checkout_key`` makes pressing twice harmless; ``reviewed`` and ``seen`` say what was seen:

    the contents, and address and way to pay.
    """

    checkout_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reviewed = forms.CharField(max_length=40, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=40, widget=forms.HiddenInput)
    of_age = forms.BooleanField(
        label=_("I am 18 or older, and so is whoever receives the drinks."),
        error_messages={"required": _("Alcohol is sold to adults only.")},
    )

    def __init__(self, *args: Any, asks_age: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_age:
            del self.fields["of_age"]
