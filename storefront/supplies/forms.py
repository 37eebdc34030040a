"""The form of a supply: prices by quantity, and twelve months of capacity in one grid."""

import datetime
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.catalogue.models import Product
from catalog.producers.traits import FIELDS as TRAITS
from catalog.supply.amounts import read_amount, whole_units
from catalog.supply.facts import MOST_PRICE, NOTE_LENGTH, STATED, Facts, facts_from_json
from catalog.supply.models import Capacity, month_of
from catalog.supply.standards import EXPORT_PAPERS, ProducerType, Standard
from catalog.supply.units import PackUnit, Unit, content_of
from marketplace.kernel.checking import Refused
from storefront.vendors.forms import WholeNumberField

MONTHS = 12
TIERS = 5
_NOT_SAID = pgettext_lazy("supply", "not stated")
#: Where a problem of the facts is told.
_FIELDS = {
    "pack": "pack_size",
    "pack.size": "pack_size",
    "pack.unit": "pack_unit",
    "tiers": "from-0",
    "readiness.tested_on": "tested_on",
    "readiness.shelf_life_days": "shelf_life_days",
}
_TIER = re.compile(r"tiers\[(\d+)\](?:\.(\w+))?")
_MONTH = re.compile(r"capacity\[(\d{4}-\d\d)\]")


def coming_months(today: datetime.date) -> list[datetime.date]:
    """This month and those after it, a year's."""
    first = month_of(today)
    return [
        first.replace(
            year=first.year + (first.month - 1 + k) // 12, month=(first.month - 1 + k) % 12 + 1
        )
        for k in range(MONTHS)
    ]


@dataclass(frozen=True)
class MonthCell:
    """One month of the grid; ``committed`` of it is promised."""

    name: str
    field: forms.BoundField
    committed: int


def _boxes(label: Any, codes: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=[(code, Standard(code).label) for code in codes],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet (XLSX or CSV)"),
        help_text=_("Export your supplies, change the file, and upload it again."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


class TraitsForm(forms.Form):
    """Nothing is asked for: what is left empty is not said."""

    traits = forms.MultipleChoiceField(
        label=_("The producer is"),
        choices=[(code, ProducerType(code).label) for code in TRAITS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class SupplyForm(forms.Form):
    """Amounts may be written with their measure: "2 tấn", "1,5 tạ"."""

    unit = forms.ChoiceField(label=_("Sold by"), choices=Unit.choices)
    pack_size = forms.CharField(label=_("One pack holds"), required=False, max_length=24)
    pack_unit = forms.ChoiceField(
        label=_("Unit of the content"), required=False, choices=[("", _NOT_SAID), *PackUnit.choices]
    )
    content_kg = forms.CharField(
        label=_("Kilograms in one unit"),
        required=False,
        max_length=24,
        help_text=_("Only where goods are counted and the pack does not say it."),
    )
    minimum_quantity = forms.CharField(label=_("Smallest order"), required=False, max_length=24)
    lead_time_days = WholeNumberField(
        label=_("Days from order to dispatch"), maximum=3_650, required=False
    )
    delivers_within_km = WholeNumberField(
        label=_("Delivers within km"),
        maximum=3_000,
        required=False,
        help_text=_("Left empty: everywhere in the country."),
    )
    standards = _boxes(_("Standards beyond those of the product"), STATED)
    export_papers = _boxes(_("Export papers"), EXPORT_PAPERS)
    has_barcode = forms.BooleanField(label=_("A barcode on each pack"), required=False)
    has_e_invoice = forms.BooleanField(label=_("We issue e-invoices"), required=False)
    has_retail_packaging = forms.BooleanField(label=_("Packed for retail shelves"), required=False)
    shelf_life_days = WholeNumberField(label=_("Shelf life in days"), maximum=3_650, required=False)
    tested_on = forms.DateField(
        label=_("Date of the newest test report"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("Note for buyers"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        today: datetime.date,
        products: list[Product] | None = None,
        capacities: list[Capacity] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.months = coming_months(today)
        self.committed = {row.month: row.committed for row in capacities or []}
        if products is not None:
            choices = [(one.public_id, one.title) for one in products]
            field = forms.ChoiceField(label=_("Product"), choices=choices)
            self.fields = {"product": field, **self.fields}
        for number in range(TIERS):
            self.fields[f"from-{number}"] = forms.CharField(
                label=_("From quantity"), required=False, max_length=24
            )
            self.fields[f"price-{number}"] = WholeNumberField(
                label=_("Price of one unit, đồng with VAT"), maximum=MOST_PRICE, required=False
            )
        for month in self.months:
            self.fields[f"month-{month:%Y-%m}"] = forms.CharField(
                label=date_format(month, "m/Y"),
                required=False,
                max_length=24,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def is_new(self) -> bool:
        return "product" in self.fields

    @property
    def goods_fields(self) -> list[forms.BoundField]:
        return [self["unit"], self["minimum_quantity"], self["pack_size"], self["pack_unit"]]

    @property
    def delivery_fields(self) -> list[forms.BoundField]:
        return [self["lead_time_days"], self["delivers_within_km"]]

    @property
    def readiness_fields(self) -> list[forms.BoundField]:
        names = ("has_barcode", "has_e_invoice", "has_retail_packaging")
        return [self[name] for name in names]

    @property
    def tier_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"from-{number}"], self[f"price-{number}"]) for number in range(TIERS)]

    @property
    def month_cells(self) -> list[MonthCell]:
        return [
            MonthCell(
                name=date_format(month, "m/Y"),
                field=self[f"month-{month:%Y-%m}"],
                committed=self.committed.get(month, 0),
            )
            for month in self.months
        ]

    def facts(self) -> Facts | None:
        """What was typed, or None: then the fields say what is wrong."""
        if not self.is_valid():
            return None
        data = self._as_json()
        if self.errors:
            return None
        try:
            return facts_from_json(data)
        except Refused as refusal:
            self.tell(refusal)
            return None

    def tell(self, refusal: Refused) -> None:
        """Each problem at its field; what has none of its own stands above."""
        for problem in refusal.problems:
            name: str | None = _FIELDS.get(problem.field, problem.field)
            tier, month = _TIER.fullmatch(problem.field), _MONTH.fullmatch(problem.field)
            if tier:
                name = f"{'price' if tier[2] == 'unit_price' else 'from'}-{tier[1]}"
            elif month:
                name = f"month-{month[1]}"
            self.add_error(name if name in self.fields else None, problem.message)

    def _as_json(self) -> dict[str, Any]:
        found = self.cleaned_data
        size = self._decimal("pack_size")
        weight = self._decimal("content_kg")
        content = content_of(
            found["unit"], kg=weight, pack_size=size, pack_unit=found["pack_unit"] or None
        )

        def units(name: str) -> int | None:
            typed = found[name]
            if not typed:
                return None
            number = whole_units(typed, found["unit"], content)
            if number is None:
                self.add_error(
                    name, _("Write a whole number of units, or an amount that makes one.")
                )
            return number

        tiers = [
            {"from_quantity": units(f"from-{number}"), "unit_price": found[f"price-{number}"]}
            for number in range(TIERS)
            if found[f"from-{number}"] or found[f"price-{number}"]
        ]
        has_pack = size is not None or found["pack_unit"]
        names = ("lead_time_days", "delivers_within_km", "standards", "export_papers", "note")
        return {name: found[name] for name in names} | {
            "unit": found["unit"],
            "content_kg": weight,
            "pack": {"size": size, "unit": found["pack_unit"] or None} if has_pack else None,
            "minimum_quantity": units("minimum_quantity"),
            "readiness": {
                "barcode": found["has_barcode"],
                "shelf_life_days": found["shelf_life_days"],
                "tested_on": found["tested_on"],
                "e_invoice": found["has_e_invoice"],
                "retail_packaging": found["has_retail_packaging"],
            },
            "tiers": tiers,
            "capacity": {
                f"{month:%Y-%m}": units(f"month-{month:%Y-%m}") or 0 for month in self.months
            },
        }

    def _decimal(self, name: str) -> Any:
        typed = self.cleaned_data[name]
        if not typed:
            return None
        amount = read_amount(typed)
        if amount is None or amount[1] is not None:
            self.add_error(name, _("Write a number, such as 500 or 2,5."))
            return None
        return amount[0]


def initial_of(facts: Facts) -> dict[str, Any]:
    """What the form shows of a supply."""
    shown: dict[str, Any] = {
        "unit": facts.unit,
        "pack_size": _figure(facts.pack_size),
        "pack_unit": facts.pack_unit or "",
        "content_kg": _figure(facts.content_kg),
        "standards": list(facts.standards),
        "export_papers": list(facts.export_papers),
    }
    same = (
        "minimum_quantity", "lead_time_days", "delivers_within_km", "has_barcode", "has_e_invoice",
        "has_retail_packaging", "shelf_life_days", "tested_on", "note",
    )  # fmt: skip
    shown |= {name: getattr(facts, name) for name in same}
    for number, tier in enumerate(facts.tiers[:TIERS]):
        shown |= {f"from-{number}": tier.from_quantity, f"price-{number}": tier.unit_price}
    return shown | {f"month-{month:%Y-%m}": units or "" for month, units in facts.capacity}


def _figure(number: Any) -> str:
    return "" if number is None else f"{number.normalize():f}"
