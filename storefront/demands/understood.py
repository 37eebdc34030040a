"""What the reader understood of a sentence, part by part, with the words that it came from."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from catalog.supply.units import Period, amount_words, pack_words, unit_label
from marketplace.geography import slugs
from search.matching.criteria import Area, Criteria, Price
from search.matching.demands import words
from search.matching.reading import Part, Reading


@dataclass(frozen=True)
class Understood:
    """``quote``: the buyer's own words; ``label`` and ``meaning``: what we take them for."""

    quote: str
    label: str
    meaning: str


def understood(text: str, reading: Reading, criteria: Criteria) -> list[Understood]:
    """In the order of the sentence; what has no meaning for the form is left out.

    ``criteria``: those of the reading, for the amounts of its lines.
    """
    rows = []
    for part in reading.parts:
        known = _KINDS.get(part.kind)
        quote = text[part.start : part.end].strip()
        if known is not None and quote:
            label, meaning = known
            told = _amount(part, criteria) or meaning(part.value)
            rows.append(Understood(quote, str(label), told))
    return rows


def _amount(part: Part, criteria: Criteria) -> str:
    """The whole quantity of the line that a number belongs to; empty for other parts."""
    if part.kind != "quantity" or part.line is None or part.line >= len(criteria.lines):
        return ""
    return words.quantity_words(criteria.lines[part.line])


def _names(value: Any) -> str:
    found = list(value)
    return words.area_words(
        Area(
            provinces=tuple(slug for slug in found if slug not in slugs.regions()),
            regions=tuple(slug for slug in found if slug in slugs.regions()),
        )
    )


def _places(value: Any) -> str:
    return ", ".join(words.delivery_place(slug) for slug in value)


def _days(value: Mapping[str, str | None]) -> str:
    start, end = (_day(value.get(name)) for name in ("start", "end"))
    return words.window_words(start, end)


def _day(iso: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(iso) if iso else None


def _until(value: str) -> str:
    return words.window_words(None, _day(value))


def _quantity(value: Mapping[str, Any]) -> str:
    parts = [unit_label(value.get("unit"))]
    if value.get("period"):
        parts.append(str(Period(value["period"]).label))
    return " ".join(part for part in parts if part)


def _price(value: Mapping[str, Any]) -> str:
    least, most = (
        None if value.get(name) is None else Decimal(str(value[name])) for name in ("min", "max")
    )
    return words.price_words(Price(least, most, value.get("per"), value.get("currency") or "VND"))


def _standards(value: Any) -> str:
    return words.standard_words([value if isinstance(value, list) else [value]])


def _producer(value: Any) -> str:
    return words.producer_words([value] if isinstance(value, str) else value)


_KINDS: dict[str, tuple[Promise, Callable[[Any], str]]] = {
    "product": (_("Product"), str),
    "quantity": (_("Quantity"), _quantity),
    "pack": (_("Pack"), lambda value: pack_words(value["size"], value["unit"])),
    "price": (_("Price"), _price),
    "origin_required": (_("Origin"), _names),
    "origin_preferred": (_("Preferred origin"), _names),
    "min_star": (_("Star"), words.star_words),
    "standard_required": (_("Required"), _standards),
    "standard_preferred": (_("Preferred"), _standards),
    "producer_required": (_("Producer"), _producer),
    "producer_preferred": (_("Preferred producer"), _producer),
    "delivery_place": (_("Delivered to"), _places),
    "buyers_place": (_("Delivered to"), _places),
    "centre": (_("Delivered to"), _places),
    "date": (_("Time of delivery"), _days),
    "event": (_("Time of delivery"), _until),
    "cadence": (_("Rhythm"), words.cadence_words),
    "radius_km": (_("Distance"), lambda value: amount_words(value, None) + " km"),
    "certificate_valid_until": (
        _("Certificate valid until"),
        lambda value: words.day_words(_day(value)),
    ),
}
