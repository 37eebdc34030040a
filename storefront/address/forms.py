"""An address as it is typed: the commune in today's or a former name, asked back where unclear."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.geography.models import Commune, FormerDistrict, FormerWard, Province
from marketplace.geography.resolver import Resolution, resolve
from marketplace.geography.selectors import communes_of
from marketplace.kernel import text
from marketplace.kernel.phone import read_phone

from .destination import Destination

#: More than these are no help to choose from; the buyer writes the name more exactly instead.
_MOST_CANDIDATES = 40


class AddressForm(forms.Form):
    """The commune is written freely; left empty or not known, the province's are offered as a list."""

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
    province = forms.ModelChoiceField(
        label=_("Province or city"),
        queryset=Province.objects.none(),
        to_field_name="code",
        empty_label=_("Choose …"),
    )
    commune = forms.CharField(
        label=_("Commune or ward"),
        max_length=160,
        required=False,
        help_text=_("The old ward, with its district, is fine too. Leave it empty for a list."),
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

    def __init__(self, *args: Any, before: Destination | None = None, **kwargs: Any) -> None:
        """``before`` is the address that the form was filled in from, if any."""
        super().__init__(*args, **kwargs)
        self.before = before
        field: Any = self.fields["province"]
        field.queryset = Province.objects.order_by("slug")
        field.label_from_instance = lambda province: province.name
        self.fields["commune"].widget.attrs |= {
            "autocomplete": "off",
            "list": "commune-names",
            "hx-get": reverse("checkout:communes"),
            "hx-include": "[name=province]",
            "hx-trigger": "input changed delay:200ms",
            "hx-target": "#commune-names",
            "hx-sync": "this:replace",
        }
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
        return text.clean(self.cleaned_data["commune"])

    def clean_phone(self) -> str:
        return read_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        province, written = self.cleaned_data.get("province"), self.cleaned_data.get("commune")
        if province is not None and written:
            self.resolution = resolve(written, province=province)
            self._settle_commune(self.resolution, province)
        elif province is not None and written is not None:
            self._settle_from_list(province, _("Please choose your commune or ward."))
        elif written == "":
            self.add_error("commune", _("Write your commune or ward."))
        return self.cleaned_data

    def _settle_commune(self, found: Resolution, province: Province) -> None:
        """One commune, or the candidates as a question, or what to write instead."""
        certain = found.status == "commune" and found.province_code == province.code
        choice = self._choice()
        if certain or choice in found.candidates:
            code = found.commune_code if certain else choice
            self.cleaned_data["settled"] = Commune.objects.select_related("province").get(code=code)
        elif found.candidates and len(found.candidates) <= _MOST_CANDIDATES:
            self._ask(found.candidates)
        elif found.candidates:
            self.add_error("commune", _("Many places are called so. Please add the old district."))
        else:
            self._settle_from_list(
                province,
                _("We do not know this name there. Check the spelling, or choose from the list."),
            )

    def _choice(self) -> str:
        return self.data.get(self.add_prefix("commune_choice"), "")[:5]

    def _settle_from_list(self, province: Province, words: Any) -> None:
        """One of the province's communes, chosen from the whole list."""
        communes = list(communes_of(province))
        chosen = next((one for one in communes if one.code == self._choice()), None)
        if chosen is not None:
            chosen.province = province
            self.cleaned_data["settled"] = chosen
            return
        self.fields["commune_choice"].widget = forms.Select(
            choices=[("", _("Choose …")), *((one.code, one.full_name) for one in communes)]
        )
        self.fields["commune_choice"].required = True
        self.add_error("commune", words)

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
            note=self.cleaned_data.get("note", ""),
            former_ward=former_ward,
            former_district=former_district,
        )

    def _former_names(self) -> tuple[str, str]:
        found = self.resolution
        if found is None or not found.former_district_code:
            return self._former_names_before()
        ward = FormerWard.objects.filter(code=found.former_ward_code or "").first()
        district = FormerDistrict.objects.filter(code=found.former_district_code).first()
        return (ward.name_vi if ward else "", district.name_vi if district else "")

    def _former_names_before(self) -> tuple[str, str]:
        """The form shows today's commune: what the address before knew of the former ones stays."""
        if self.before is None or not self.is_where(self.before):
            return "", ""
        return self.before.former_ward, self.before.former_district

    def is_where(self, before: Destination) -> bool:
        """Whether the former names of ``before`` hold for what is written now."""
        return before.commune == self.cleaned_data["settled"]

    def typed(self) -> dict[str, str]:
        """What was written, to show it again; only of a valid form."""
        cleaned = self.cleaned_data
        return {
            **{name: cleaned[name] for name in ("name", "phone", "street")},
            "commune": cleaned["commune"] or cleaned["settled"].full_name,
            "province": cleaned["province"].code,
        }
