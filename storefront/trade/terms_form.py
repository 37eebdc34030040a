"""The form in which a host states what a visit is."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import VisitTerms
from catalog.partner.opening import DAYS
from catalog.partner.spoken import SPOKEN
from catalog.partner.visits import CAPACITY_LIMIT, NOTICE_LIMIT, PRICE_LIMIT
from storefront.vendors.forms import WholeNumberField

_LONG = 1_000


@dataclass(frozen=True)
class DayRow:
    """A weekday with its two fields."""

    name: str
    opens: forms.BoundField
    closes: forms.BoundField

    @property
    def errors(self) -> list[str]:
        return [*self.opens.errors, *self.closes.errors]


def _prose(label: Any, help_text: Any = "", *, required: bool = False, lang: str = "vi") -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=_LONG,
        widget=forms.Textarea(attrs={"rows": 3, "lang": lang}),
    )


class VisitTermsForm(forms.Form):
    """Hours are two fields a weekday, ``opens_0`` … ``closes_6``; both empty: closed."""

    capacity = forms.IntegerField(label=_("People at once"), min_value=1, max_value=CAPACITY_LIMIT)
    minimum_notice = forms.IntegerField(
        label=_("Notice that you need, in days"),
        min_value=0,
        max_value=NOTICE_LIMIT,
        initial=1,
        help_text=_("0: guests may come on the same day."),
    )
    price_from = WholeNumberField(
        label=_("Price from, in đồng"),
        maximum=PRICE_LIMIT,
        required=False,
        help_text=_("The least that a visit costs, VAT included. Empty: by agreement."),
    )
    price_per = forms.ChoiceField(
        label=_("This price is"), choices=VisitTerms.PricePer.choices, widget=forms.RadioSelect
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages that you speak with guests"),
        choices=list(SPOKEN.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    getting_there = _prose(
        _("How to get there"),
        _("From where, by what, how long; who meets the guests."),
        required=True,
    )
    getting_there_en = _prose(_("The same in English"), lang="en")
    accessibility = _prose(
        _("Accessibility"),
        _("Steps, ramps, toilets, seats: as it is, also where it is hard."),
        required=True,
    )
    accessibility_en = _prose(_("The same in English"), lang="en")
    safety = _prose(
        _("Safety"), _("Life jackets, helmets, high water, dogs: what guests should know.")
    )
    safety_en = _prose(_("The same in English"), lang="en")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(DAYS):
            for end in ("opens", "closes"):
                self.fields[f"{end}_{number}"] = forms.TimeField(
                    required=False,
                    widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                )

    @classmethod
    def of(cls, terms: VisitTerms | None) -> dict[str, Any]:
        """What the form begins with."""
        if terms is None:
            return {"languages": ["vi"], "price_per": VisitTerms.PricePer.PERSON}
        values = {name: getattr(terms, name) for name in cls.base_fields}
        for number, hours in enumerate(terms.hours):
            values[f"opens_{number}"], values[f"closes_{number}"] = hours or ("", "")
        return values

    def rows(self) -> Iterator[DayRow]:
        for number in range(DAYS):
            yield DayRow(
                str(WEEKDAYS[number]).capitalize(),
                self[f"opens_{number}"],
                self[f"closes_{number}"],
            )

    def plain_fields(self) -> list[forms.BoundField]:
        """All but the hours."""
        return [self[name] for name in self.base_fields]

    def clean(self) -> dict[str, Any]:
        """``hours`` in one piece; a day with one end alone is a mistake."""
        cleaned = super().clean() or {}
        week: list[list[str] | None] = []
        for number in range(DAYS):
            opens = cleaned.pop(f"opens_{number}", None)
            closes = cleaned.pop(f"closes_{number}", None)
            if (opens is None) != (closes is None):
                self.add_error(
                    f"closes_{number}", _("State both times, or none where you are closed.")
                )
            week.append([f"{opens:%H:%M}", f"{closes:%H:%M}"] if opens and closes else None)
        return cleaned | {"hours": week}
