"""The form of a demand: its lines, its terms, and the way from what was typed to criteria."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.supply.standards import CADENCE, ProducerType, Standard
from catalog.supply.units import PackUnit, Period, Unit
from marketplace.accounts.models import Organisation
from marketplace.geography.selectors import province_list
from search.matching.criteria import MOST_LINES
from search.matching.demands.services import TEXT_LENGTH, TITLE_LENGTH
from search.matching.demands.words import cadence_words

from .choices import (
    areas,
    delivery_places,
    former_provinces,
    kinds,
    price_units,
    rhythms,
    stars,
)
from .fields import AmountField, WordsField, code_field, codes_field, day_field

#: Alternatives that a row of standards offers at least, and so many empty rows after those filled.
_ALTERNATIVES = 3
_NOT_SAID = pgettext_lazy("demand", "not said")


class SentenceForm(forms.Form):
    """What a buyer looks for, in words."""

    text = forms.CharField(
        label=_("What do you look for?"),
        max_length=TEXT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class BuyerForm(forms.Form):
    """The organisation that an individual buys for."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=255)
    tax_code = forms.RegexField(
        r"^(\d{10}|\d{10}-\d{3}|\d{12})$",
        label=_("Tax code"),
        required=False,
        error_messages={"invalid": _("10, 12 or 10-3 digits.")},
    )
    province = forms.ChoiceField(label=_("Province"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["province"].choices = [  # type: ignore[attr-defined]
            (one.slug, one.name_vi) for one in province_list()
        ]


class LineForm(forms.Form):
    """Products wanted together, and how much."""

    keywords = WordsField(
        label=_("Products"),
        required=False,
        max_length=1_000,
        help_text=_("Several of one total are parted by commas."),
        widget=forms.TextInput(attrs={"lang": "vi"}),
    )
    least = AmountField(label=_("Quantity"), required=False)
    most = AmountField(label=_("At most"), required=False)
    unit = code_field(_("Unit"), Unit.choices, nothing=_NOT_SAID)
    period = code_field(_("Period"), Period.choices, nothing=_NOT_SAID)
    size = AmountField(label=_("One pack holds"), required=False)
    pack_unit = code_field(_("Unit of the content"), PackUnit.choices, nothing=_NOT_SAID)
    groups = codes_field(_("Kinds of product"), kinds)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """All but the boxes of groups, which fold away."""
        return [field for field in self if field.name != "groups"]

    @property
    def is_blank(self) -> bool:
        return not any(self.cleaned_data.values())

    def as_json(self) -> dict[str, Any]:
        """A measure that was written behind the number stands before the chosen unit."""
        found = self.cleaned_data
        least, most, size = found["least"], found["most"], found["size"]
        measures = {amount[1] for amount in (least, most) if amount and amount[1]}
        unit = measures.pop() if len(measures) == 1 else found["unit"] or None
        pack = None
        if size or found["pack_unit"]:
            pack = {
                "size": size and size[0],
                "unit": (size and size[1]) or found["pack_unit"] or None,
            }
        return {
            "keywords": found["keywords"],
            "groups": found["groups"],
            "quantity": {
                "min": least and least[0],
                "max": most and most[0],
                "unit": unit,
                "period": found["period"] or None,
            },
            "pack": pack,
        }


class TermsForm(forms.Form):
    """What holds for the whole demand."""

    title = forms.CharField(
        label=_("Title"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("Left empty, the demand is called by its products."),
    )
    price_min = AmountField(label=_("Price from"), required=False)
    price_max = AmountField(label=_("Price up to"), required=False)
    per = code_field(
        _("Price for"),
        price_units,
        nothing=_NOT_SAID,
    )
    places = codes_field(_("Delivered to"), delivery_places)
    start = day_field(_("Delivery from"))
    end = day_field(_("Delivery until"))
    cadence = code_field(_("Rhythm"), rhythms, nothing=_NOT_SAID)
    min_star = code_field(_("Smallest star"), stars, nothing=_("any"))
    origin = codes_field(_("Must come from"), areas)
    wished_origin = codes_field(_("Preferably from"), areas)
    former = codes_field(_("Within the former provinces"), former_provinces)
    producers = codes_field(_("Producer must be"), ProducerType.choices)
    wished_producers = codes_field(_("Preferably"), ProducerType.choices)
    radius_km = forms.IntegerField(
        label=_("Within km of the place of delivery"),
        required=False,
        min_value=1,
        max_value=20_000,
    )
    valid_until = day_field(_("Certificate valid at least until"))
    deadline = day_field(_("Offers until"))
    currency = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)
    inferred = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1_000)
    conflict = forms.CharField(widget=forms.HiddenInput, required=False, max_length=3)
    settled = forms.BooleanField(label=_("I have settled the contradiction"), required=False)
    text = forms.CharField(widget=forms.HiddenInput, required=False, max_length=TEXT_LENGTH)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rhythm = self["cadence"].value() or ""
        known = rhythms()
        if CADENCE.fullmatch(rhythm) and rhythm not in dict(known):
            known.append((rhythm, cadence_words(rhythm)))
        self.fields["cadence"].choices = [("", _NOT_SAID), *known]  # type: ignore[attr-defined]


class StandardsForm(forms.Form):
    """Rows of alternatives: within a row one is enough, each row counts."""

    def __init__(self, *args: Any, rows: Iterable[Iterable[str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        filled = [tuple(row) for row in rows]
        count = max(len(filled), self._sent()) + 1
        for number in range(min(count, MOST_LINES)):
            row = filled[number] if number < len(filled) else ()
            for place in range(max(_ALTERNATIVES, len(row))):
                field = code_field(_("Standard"), Standard.choices, nothing="—")
                field.initial = row[place] if place < len(row) else ""
                self.fields[f"{number}-{place}"] = field

    def _sent(self) -> int:
        numbers = re.compile(rf"{re.escape(self.prefix or '')}-(\d{{1,2}})-\d+")
        found = [
            int(m[1])
            for name in self.data
            for m in [numbers.fullmatch(name)]
            if m and self.data[name]
        ]
        return max(found, default=-1) + 1

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        rows: dict[str, list[forms.BoundField]] = {}
        for field in self:
            rows.setdefault(field.name.partition("-")[0], []).append(field)
        return list(rows.values())

    def as_json(self) -> list[list[str]]:
        rows: dict[str, list[str]] = {}
        for name, code in self.cleaned_data.items():
            if code:
                rows.setdefault(name.partition("-")[0], []).append(code)
        return list(rows.values())


def make_buyer_values(form: BuyerForm) -> dict[str, Any]:
    """For accounts.services.create_organisation."""
    found = form.cleaned_data
    return {
        "name": found["name"],
        "tax_code": found["tax_code"],
        "province": next(one for one in province_list() if one.slug == found["province"]),
        "legal_form": Organisation.LegalForm.UNKNOWN,
    }
