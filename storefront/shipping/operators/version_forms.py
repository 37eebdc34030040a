"""A tariff as a form: the day, what holds for all of it, and a table of zones by weight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.catalogue.parcels import MOST_GRAMS, ParcelClass
from catalog.certification.decisions.parsing.unclear import Unclear
from marketplace.geography.models import Commune
from marketplace.kernel.clock import today
from storefront.vendors.forms import WholeNumberField

from ..importing.plan import CLASSES, LONGEST_WAY_DAYS, NewTariff, checked_rate
from ..importing.tables import MOST_DONG
from ..tariff import Rate
from ..zones import Units, Zone

#: Weights more than the tariff has, to be filled in or left empty.
_SPARE = 1


@dataclass(frozen=True)
class TableRow:
    """One zone's cells, to be drawn: the weights, each further kilogram, both days."""

    zone: str
    cells: list[forms.BoundField]

    @property
    def has_errors(self) -> bool:
        return any(cell.errors for cell in self.cells)


class VersionForm(forms.Form):
    """What a carrier asks from a day on. A row that is left empty is not offered."""

    valid_from = forms.DateField(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy("A day to come; the tariff before it holds until then."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    divisor = forms.IntegerField(
        label=gettext_lazy("Cubic centimetres that count as one kilogram"),
        min_value=1_000,
        max_value=10_000,
    )
    units = forms.ChoiceField(label=gettext_lazy("Zones by"), choices=Units.choices)
    remote_surcharge = WholeNumberField(
        label=gettext_lazy("Surcharge for remote communes, in đồng"),
        maximum=MOST_DONG,
        required=False,
    )
    remote = forms.CharField(
        label=gettext_lazy("Remote communes, by their codes"),
        required=False,
        max_length=30_000,
        help_text=gettext_lazy("Five digits each, with spaces or on lines of their own."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    is_illustrative = forms.BooleanField(
        label=gettext_lazy("Illustrative: buyers read that no carrier has promised it"),
        required=False,
    )

    def __init__(self, data: Mapping[str, Any] | None, *, base: NewTariff, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.base = base
        self.limits = sorted({grams for rate in base.rates.values() for grams, _to in rate.steps})
        self.columns = len(self.limits) + _SPARE
        self.initial.update(_initial(base, self.limits))
        for column in range(self.columns):
            self.fields[f"limit-{column}"] = _cell(
                _("Weight %(number)s, in grams") % {"number": column + 1}, MOST_GRAMS
            )
        for parcel_class, zone in _keys():
            place = f"{ParcelClass(parcel_class).label}, {Zone(zone).label}"
            for name, label, most in self._columns():
                self.fields[f"{parcel_class}-{zone}-{name}"] = _cell(f"{place}: {label}", most)

    def _columns(self) -> Iterator[tuple[str, str, int]]:
        for column in range(self.columns):
            yield str(column), _("weight %(number)s") % {"number": column + 1}, MOST_DONG
        yield "further", _("each further kilogram"), MOST_DONG
        yield "first", _("days at least"), LONGEST_WAY_DAYS
        yield "last", _("days at most"), LONGEST_WAY_DAYS

    @property
    def head_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.base_fields]

    @property
    def limit_fields(self) -> list[forms.BoundField]:
        return [self[f"limit-{column}"] for column in range(self.columns)]

    @property
    def classes(self) -> list[tuple[str, list[TableRow]]]:
        """Each class of parcels with its zones."""
        names = [name for name, _label, _most in self._columns()]
        return [
            (
                str(ParcelClass(parcel_class).label),
                [
                    TableRow(
                        str(Zone(zone).label),
                        [self[f"{parcel_class}-{zone}-{name}"] for name in names],
                    )
                    for zone in Zone.values
                ],
            )
            for parcel_class in CLASSES
        ]

    def clean_valid_from(self) -> Any:
        day = self.cleaned_data["valid_from"]
        if day <= today():
            raise forms.ValidationError(_("Choose a day to come: what has begun stays as it is."))
        return day

    def clean_remote(self) -> set[str]:
        codes = {one.zfill(5) for one in self.cleaned_data["remote"].replace(",", " ").split()}
        known = set(Commune.objects.filter(code__in=codes).values_list("code", flat=True))
        if missing := sorted(codes - known):
            raise forms.ValidationError(
                _("Nothing is known by “%(named)s”.") % {"named": ", ".join(missing)[:200]}
            )
        return codes

    def clean(self) -> dict[str, Any]:
        super().clean()
        limits = self._clean_limits()
        rates = {}
        for parcel_class, zone in _keys():
            rate = self._clean_rate(f"{parcel_class}-{zone}", limits)
            if rate is not None:
                rates[zone, parcel_class] = rate
        if not rates and not self.errors:
            raise forms.ValidationError(_("A tariff has at least one rate."))
        self.cleaned_data["rates"] = rates
        return self.cleaned_data

    def _clean_limits(self) -> dict[int, int]:
        """Column → grams."""
        limits: dict[int, int] = {}
        for column in range(self.columns):
            grams = self.cleaned_data.get(f"limit-{column}")
            if grams in limits.values():
                self.add_error(f"limit-{column}", _("This weight stands there twice."))
            elif grams:
                limits[column] = grams
        return limits

    def _clean_rate(self, key: str, limits: dict[int, int]) -> Rate | None:
        """None where nothing stands there, or what stands there is told to be wrong."""
        said: dict[str, Any] = {
            name: self.cleaned_data.get(f"{key}-{name}") for name, *_more in self._columns()
        }
        names = [f"{key}-{name}" for name in said]
        if any(name in self.errors for name in names) or all(one is None for one in said.values()):
            return None
        for column in range(self.columns):
            if said[str(column)] is not None and column not in limits:
                self.add_error(f"{key}-{column}", _("Say above up to which weight."))
                return None
        for name in ("further", "first", "last"):
            if said[name] is None:
                self.add_error(f"{key}-{name}", _("Is missing."))
                return None
        steps = sorted((limits[n], said[str(n)]) for n in limits if said[str(n)] is not None)
        try:
            return checked_rate(tuple(steps), said["further"], (said["first"], said["last"]))
        except Unclear as unclear:
            self.add_error(f"{key}-{'last' if unclear.code == 'days' else '0'}", str(unclear))
            return None

    @cached_property
    def said(self) -> NewTariff:
        """Of a valid form."""
        data = self.cleaned_data
        head = replace(
            self.base.head,
            valid_from=data["valid_from"],
            divisor=data["divisor"],
            units=data["units"],
            remote_surcharge=data["remote_surcharge"] or 0,
            is_illustrative=data["is_illustrative"],
        )
        return NewTariff(head, data["rates"], data["remote"])


def _keys() -> Iterator[tuple[str, str]]:
    return ((parcel_class, zone) for parcel_class in CLASSES for zone in Zone.values)


def _cell(label: str, most: int) -> WholeNumberField:
    field = WholeNumberField(label=label, maximum=most, required=False)
    field.widget.attrs |= {"aria-label": label, "size": 7}
    return field


def _initial(base: NewTariff, limits: list[int]) -> dict[str, Any]:
    head = base.head
    found: dict[str, Any] = {
        "divisor": head.divisor,
        "units": head.units,
        "remote_surcharge": head.remote_surcharge or None,
        "remote": " ".join(sorted(base.remote)),
        "is_illustrative": head.is_illustrative,
    }
    found |= {f"limit-{column}": grams for column, grams in enumerate(limits)}
    for (zone, parcel_class), rate in base.rates.items():
        key, amounts = f"{parcel_class}-{zone}", dict(rate.steps)
        found |= {f"{key}-{column}": amounts.get(grams) for column, grams in enumerate(limits)}
        found |= {
            f"{key}-further": rate.each_further_kilogram,
            f"{key}-first": rate.days[0],
            f"{key}-last": rate.days[1],
        }
    return found
