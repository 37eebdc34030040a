"""Criteria in words of the page's language, part by part, as a buyer would say them."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from catalog.catalogue.reference import criteria_sets
from catalog.supply.standards import ABROAD, LEGAL_FORMS, ProducerType, Standard
from catalog.supply.units import PER_ORDER, Period, amount_words, pack_words, unit_label
from marketplace.geography import slugs
from marketplace.kernel.money import dong
from search.matching.criteria import Area, Criteria, Line, Price


@dataclass(frozen=True)
class Said:
    """One part: its code (as in ``missing`` and the reader's parts), its name, what is said of it."""

    code: str
    label: str
    text: str


def title_of(criteria: Criteria) -> str:
    """What a demand is called that was given no title: its products, else its groups."""
    words = [word for line in criteria.lines for word in line.keywords]
    if not words:
        words = [_set_name(code) for line in criteria.lines for code in line.groups]
    shown = ", ".join(words[:4])
    if len(words) > 4:  # noqa: PLR2004 - as many as a line of a list shows
        shown += " …"
    return shown or _("OCOP products")


def said(criteria: Criteria) -> list[Said]:
    """Everything that is said, in the order in which a buyer would; what is not said is left out."""
    parts = [
        *(_of_line(line, number) for number, line in enumerate(criteria.lines)),
        Said("origin.required", _("Origin"), area_words(criteria.origin.required)),
        Said("origin.preferred", _("Preferred origin"), area_words(criteria.origin.preferred)),
        Said(
            "origin.former",
            _("Within the former provinces"),
            _any(_place(slug, slugs.former_provinces()) for slug in criteria.origin.former),
        ),
        Said("min_star", _("Star"), star_words(criteria.min_star)),
        Said("price", _("Price"), price_words(criteria.price)),
        Said("standards.required", _("Required"), standard_words(criteria.standards.required)),
        Said("standards.preferred", _("Preferred"), standard_words(criteria.standards.preferred)),
        Said(
            "producer_types.required",
            _("Producer"),
            producer_words(criteria.producer_types.required),
        ),
        Said(
            "producer_types.preferred",
            _("Preferred producer"),
            producer_words(criteria.producer_types.preferred),
        ),
        Said(
            "delivery.places",
            _("Delivered to"),
            ", ".join(delivery_place(slug) for slug in criteria.delivery.places),
        ),
        Said(
            "delivery.window",
            _("Time of delivery"),
            window_words(criteria.delivery.start, criteria.delivery.end),
        ),
        Said("delivery.cadence", _("Rhythm"), cadence_words(criteria.delivery.cadence)),
        Said(
            "radius_km",
            _("Distance"),
            _("within %(number)s km") % {"number": criteria.radius_km}
            if criteria.radius_km
            else "",
        ),
        Said(
            "certificate_valid_until",
            _("Certificate valid until"),
            day_words(criteria.certificate_valid_until),
        ),
    ]
    return [part for part in parts if part.text]


def missing_words(codes: Iterable[str]) -> list[Said]:
    """What to ask for, with why it matters."""
    asked = {
        "product": (_("Product"), _("Which products do you look for?")),
        "quantity": (_("Quantity"), _("How much do you need? Without it, any capacity fits.")),
        "unit": (_("Unit"), _("In which unit is the quantity?")),
        "period": (_("Period"), _("Once, or each month, week, day?")),
        "price": (_("Price"), _("Up to which price? Without it, any price fits.")),
        "delivery.place": (_("Place of delivery"), _("Where shall it be delivered?")),
        "delivery.window": (_("Time of delivery"), _("From when until when?")),
        "conflict": (
            _("Contradiction"),
            _("Two of your statements cannot both hold. We left that field empty."),
        ),
    }
    return [Said(code, *asked[code]) for code in codes if code in asked]


def line_words(line: Line) -> str:
    """ "gạo st25, nếp: 800 kg a day, in packs of 5 kg"."""
    goods = ", ".join(line.keywords) or ", ".join(_set_name(code) for code in line.groups)
    amount = quantity_words(line)
    pack = (
        _("in packs of %(content)s") % {"content": pack_words(line.pack.size, line.pack.unit)}
        if line.pack
        else ""
    )
    return ": ".join(part for part in (goods, ", ".join(p for p in (amount, pack) if p)) if part)


def quantity_words(line: Line) -> str:
    quantity = line.quantity
    amount = _range(quantity.min, quantity.max, lambda number: amount_words(number, quantity.unit))
    if not amount:
        return ""
    if quantity.period in {None, Period.ONCE}:
        return amount
    return f"{amount} {Period(quantity.period).label}"


def price_words(price: Price | None) -> str:
    if price is None:
        return ""

    def money(amount: Decimal) -> str:
        if price.currency == "VND":
            return dong(amount)
        return f"{amount_words(amount, None)} {price.currency}"

    amount = _range(price.min, price.max, money)
    if price.per == PER_ORDER:
        return _("%(amount)s for the whole order") % {"amount": amount}
    unit = unit_label(price.per)
    return f"{amount}/{unit}" if unit else amount


def area_words(area: Area) -> str:
    names = [_place(slug, slugs.provinces()) for slug in area.provinces]
    return _any(names + [_place(slug, slugs.regions()) for slug in area.regions])


def standard_words(wanted: Iterable[Iterable[str]]) -> str:
    """All of them, of each one of its alternatives."""
    return "; ".join(_any(str(Standard(code).label) for code in one) for one in wanted)


def producer_words(codes: Iterable[str]) -> str:
    """One of the legal forms, and each of the other kinds."""
    chosen = [ProducerType(code) for code in codes]
    forms = _any(str(kind.label) for kind in chosen if kind in LEGAL_FORMS)
    others = [str(kind.label) for kind in chosen if kind not in LEGAL_FORMS]
    return ", ".join([forms, *others] if forms else others)


def star_words(star: int | None) -> str:
    if star is None:
        return ""
    return _("%(star)s stars and up") % {"star": star} if star < 5 else _("5 stars")  # noqa: PLR2004


def window_words(start: datetime.date | None, end: datetime.date | None) -> str:
    if start and end and start == end:
        return _("on %(day)s") % {"day": day_words(start)}
    if start and end:
        return _("from %(start)s to %(end)s") % {"start": day_words(start), "end": day_words(end)}
    if start:
        return _("from %(start)s") % {"start": day_words(start)}
    return _("by %(end)s") % {"end": day_words(end)} if end else ""


def cadence_words(cadence: str | None) -> str:
    """ "daily", "3 times a week"."""
    if not cadence:
        return ""
    count, _slash, period = cadence.partition("/")
    if count.isdecimal():
        words = ngettext("%(number)s delivery", "%(number)s deliveries", int(count))
        return f"{words % {'number': count}} {Period(period).label}"
    names = {
        "once": pgettext("rhythm", "in one delivery"),
        "daily": pgettext("rhythm", "daily"),
        "weekly": pgettext("rhythm", "weekly"),
        "monthly": pgettext("rhythm", "monthly"),
        "quarterly": pgettext("rhythm", "quarterly"),
        "yearly": pgettext("rhythm", "yearly"),
    }
    return names[cadence]


def _of_line(line: Line, number: int) -> Said:
    return Said(f"lines.{number}", _("Wanted"), line_words(line))


def _range(least: Decimal | None, most: Decimal | None, words: Callable[[Decimal], str]) -> str:
    if least is not None and most is not None:
        return f"{words(least)} – {words(most)}"
    if least is not None:
        return words(least)
    return _("up to %(amount)s") % {"amount": words(most)} if most is not None else ""


def _any(names: Iterable[str]) -> str:
    between = pgettext("alternatives", "or")
    return f" {between} ".join(names)


def _place(slug: str, known: dict[str, slugs.Names]) -> str:
    names = known.get(slug)
    if names is None:
        return slug
    return names.en if get_language() == "en" else names.vi


def delivery_place(slug: str) -> str:
    """The name of a province, or "abroad"."""
    return _("abroad") if slug == ABROAD else _place(slug, slugs.provinces())


def _set_name(code: str) -> str:
    names = criteria_sets().get(code)
    return names[get_language() == "en"] if names else code


def day_words(day: datetime.date | None) -> str:
    """31/12/2026; empty for none."""
    return date_format(day, "d/m/Y") if day else ""
