"""Who buys and where it goes, on one short form; and the agreement on the second page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.geography.models import Commune, FormerDistrict, FormerWard, Province
from marketplace.geography.resolver import Resolution, resolve
from marketplace.kernel import text
from marketplace.kernel.phone import read_phone
from storefront.payment.providers import choices_for

from .destination import Destination

#: More than these are no help to choose from; the buyer writes the name more exactly instead.
_MOST_CANDIDATES = 40


class DeliveryForm(forms.Form):
    """The commune is written freely, in today's or a former name; what is unclear is asked back."""

    name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=20,
        help_text=_("The carrier calls this number."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("For the confirmation with the link to your order."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    province = forms.ModelChoiceField(
        label=_("Province or city"),
        queryset=Province.objects.none(),
        to_field_name="code",
        empty_label=_("Choose …"),
    )
    commune = forms.CharField(
        label=_("Commune or ward"),
        max_length=160,
        help_text=_("The old ward, with its district, is fine too."),
    )
    commune_choice = forms.CharField(
        label=_("Which one is it today?"),
        max_length=5,
        required=False,
        widget=forms.HiddenInput,
    )
    street = forms.CharField(
        label=_("House number, street, hamlet"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    note = forms.CharField(
        label=_("Note for the sellers"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["province"]
        field.queryset = Province.objects.order_by("slug")
        field.label_from_instance = lambda province: province.name
        self.resolution: Resolution | None = None

    def _clean_text(self, name: str) -> str:
        cleaned = text.clean(self.cleaned_data[name])
        if not any(character.isalnum() for character in cleaned):
            raise ValidationError(_("Please write letters or digits."))
        return cleaned

    def clean_name(self) -> str:
        return self._clean_text("name")

    def clean_street(self) -> str:
        return self._clean_text("street")

    def clean_commune(self) -> str:
        return self._clean_text("commune")

    def clean_note(self) -> str:
        return text.clean(self.cleaned_data["note"])

    def clean_phone(self) -> str:
        return read_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        province, written = self.cleaned_data.get("province"), self.cleaned_data.get("commune")
        if province is not None and written:
            self.resolution = resolve(written, province=province)
            self._settle_commune(self.resolution, province)
        return self.cleaned_data

    def _settle_commune(self, found: Resolution, province: Province) -> None:
        """One commune, or the candidates as a question, or what to write instead."""
        certain = found.status == "commune" and found.province_code == province.code
        choice = self.data.get(self.add_prefix("commune_choice"), "")
        if certain or choice in found.candidates:
            code = found.commune_code if certain else choice
            self.cleaned_data["settled"] = Commune.objects.select_related("province").get(code=code)
        elif found.candidates and len(found.candidates) <= _MOST_CANDIDATES:
            self._ask(found.candidates)
        elif found.candidates:
            self.add_error("commune", _("Many places are called so. Please add the old district."))
        else:
            self.add_error(
                "commune",
                _("We do not know this name there. Check the spelling and the province."),
            )

    def _ask(self, candidates: tuple[str, ...]) -> None:
        """Today's commune of that very name comes first, the others by name."""
        written = text.key(self.cleaned_data["commune"]).split()
        communes = sorted(
            Commune.objects.filter(code__in=candidates).select_related("province"),
            key=lambda one: (not set(text.key(one.name_vi).split()) <= set(written), one.name_vi),
        )
        self.fields["commune_choice"].widget = forms.RadioSelect(
            choices=[(one.code, f"{one.full_name}, {one.province.name}") for one in communes]
        )
        self.fields["commune_choice"].required = True
        self.add_error("commune_choice", _("Please choose, then continue."))

    def destination(self) -> Destination:
        """Where it goes; only of a valid form."""
        former_ward, former_district = self._former_names()
        return Destination(
            name=self.cleaned_data["name"],
            street=self.cleaned_data["street"],
            commune=self.cleaned_data["settled"],
            note=self.cleaned_data["note"],
            former_ward=former_ward,
            former_district=former_district,
        )

    def _former_names(self) -> tuple[str, str]:
        found = self.resolution
        if found is None or not found.former_district_code:
            return "", ""
        ward = FormerWard.objects.filter(code=found.former_ward_code or "").first()
        district = FormerDistrict.objects.filter(code=found.former_district_code).first()
        return (ward.name_vi if ward else "", district.name_vi if district else "")


class AgreementForm(forms.Form):
    """``checkout_key`` makes pressing twice harmless, ``reviewed`` says what was seen."""

    checkout_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    reviewed = forms.CharField(max_length=40, widget=forms.HiddenInput)
    provider = forms.ChoiceField(label=_("How you pay"), widget=forms.RadioSelect)
    of_age = forms.BooleanField(
        label=_("I am 18 or older, and so is whoever receives the drinks."),
        error_messages={"required": _("Alcohol is sold to adults only.")},
    )

    def __init__(
        self, *args: Any, asks_age: bool, vendors: Sequence[Vendor], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ways = choices_for(vendors)
        provider_field: Any = self.fields["provider"]
        provider_field.choices = [
            (one.provider.code, f"{one.provider.name}: {one.provider.explanation}")
            for one in ways
            if one.is_possible
        ]
        #: Ways that one of the vendors does not take, with the reason.
        self.impossible = [one for one in ways if not one.is_possible]
        provider_field.help_text = " ".join(
            f"{one.provider.name}: {one.obstacle}" for one in self.impossible
        )
        if not asks_age:
            del self.fields["of_age"]
