"""One sentence of a buyer read into criteria: the order in which the readers take their turns."""

import datetime
from dataclasses import dataclass
from typing import Any

from marketplace.kernel.text import fold

from .asides import Asides, read_certificate, read_radius, skip_numbers
from .cadence import read_cadence
from .kinds import drop_refused, settle_kinds
from .lines import Line, build_lines
from .numbers import tidy
from .packs import read_packs
from .periods import read_periods
from .phrases import Phrase, read_phrases
from .places import Places, origin, read_places
from .prices import Price, read_prices
from .producers import read_producers
from .quantities import read_quantities
from .sentence import Part, Sentence, open_sentence
from .standards import Standards, read_standards, read_stars
from .windows import Window, bounds, read_window

#: Words of products that also stand in prices: "đến" looks like "đen".
_COMMON = frozenset(
    {"den", "do", "mot", "bo", "hop", "tui", "chai", "hu", "qua", "gio", "ta", "can", "la", "gia"}
    | {"tu", "duoi", "mua", "khong", "toi", "nam", "ba"}
)
_SETS_WITHOUT_DELIVERY = {"B26"}


@dataclass(frozen=True, slots=True)
class Reading:
    """``criteria``: exactly the shape of a demand's criteria; ``parts``: what was understood where."""

    criteria: dict[str, Any]
    parts: tuple[Part, ...]


def read(text: str, *, today: datetime.date) -> Reading:
    """What ``text`` asks for, by what it says and the rules derive; unknown is null or empty.

    Never raises for any text. Vietnamese with or without diacritics, raw telex or VNI, English.
    """
    sentence = open_sentence(text, today=today)
    asides = Asides()
    standards = Standards()
    read_certificate(sentence, asides)
    read_radius(sentence, asides)
    read_stars(sentence, standards)
    window = read_window(sentence)
    cadence, has_weekdays = read_cadence(sentence)
    skip_numbers(sentence, asides)
    read_standards(sentence, standards)
    phrases = read_phrases(sentence)
    settle_kinds(sentence, phrases)
    drop_refused(sentence, phrases)
    packs = read_packs(sentence)
    prices = read_prices(sentence)
    quantities = read_quantities(sentence)
    read_periods(sentence, quantities, weekdays=has_weekdays)
    lines = build_lines(sentence, phrases, quantities, packs)
    places = read_places(sentence, asides, phrases)
    required, preferred = read_producers(sentence)
    start, end, end_is_inferred = bounds(sentence, window, asides.contract_months)
    total_of = "once" if _is_once(sentence, window, asides) else None
    found = [line.asdict(total_of) for line in lines]
    delivery, inferred = _delivery(places, asides)
    if end_is_inferred:
        inferred.append("end")
    price = _price(sentence, prices, found, phrases)
    _say_lines(sentence, lines, found)
    criteria: dict[str, Any] = {
        "lines": found,
        "origin": origin(places),
        "min_star": standards.min_star,
        "price": price,
        "standards": {"required": standards.required, "preferred": standards.preferred},
        "producer_types": {"required": required, "preferred": preferred},
        "delivery": {
            "places": delivery,
            "start": start,
            "end": end,
            "cadence": cadence,
            "inferred": inferred,
        },
        "radius_km": asides.radius_km,
        "certificate_valid_until": asides.certificate_until,
        "missing": [],
    }
    criteria["missing"] = missing(criteria, has_conflict=bool(sentence.conflicts))
    return Reading(criteria, tuple(sorted(sentence.parts, key=lambda part: (part.start, part.end))))


def _delivery(places: Places, asides: Asides) -> tuple[list[str], list[str]]:
    """(slugs, what of the delivery is inferred)."""
    stated = list(dict.fromkeys(places.delivery))
    if asides.radius_km is not None and places.centre:
        if stated:
            ordered = [*[slug for slug in places.centre if slug in stated], *stated]
            return list(dict.fromkeys(ordered)), []
        return list(dict.fromkeys(places.centre)), ["places"]
    if stated:
        return stated, []
    seat = list(dict.fromkeys(places.seat))
    return seat, ["places"] if seat else []


def _is_once(sentence: Sentence, window: Window, asides: Asides) -> bool:
    """Rule 9: a total tied to a date or window, an event, a crop season or a first order."""
    if any(segment.has("season") for segment in sentence.segments):
        return True
    if asides.contract_months:
        return False
    return bool(window.starts or window.ends or window.events)


def _price(
    sentence: Sentence, prices: list[Price], lines: list[dict[str, Any]], phrases: list[Phrase]
) -> dict[str, object] | None:
    if not prices:
        return None
    if len(prices) > 1:
        joined = _join(sentence, prices)
        if joined is None:
            return None
        price = joined
    else:
        price = prices[0]
    if len(lines) > 1 and not price.is_budget and _is_of_one(sentence, price, phrases, lines):
        return None
    per = price.per
    counted = [line["quantity"]["unit"] for line in lines]
    if per is not None and None not in counted and len(lines) > 1 and counted.count(per) == 1:
        return None  # "2.000 cành và 500 bó, giá dưới 8k/cành"
    if per is None:
        units = {line["quantity"]["unit"] for line in lines}
        per = units.pop() if len(units) == 1 else None
    low, high = price.low, price.high
    return {
        "min": None if low is None else tidy(low),
        "max": None if high is None else tidy(high),
        "per": per,
        "currency": price.currency,
    }


def _join(sentence: Sentence, prices: list[Price]) -> Price | None:
    """A least and a most of the same price; None where they are of different things or cross."""
    units = [price for price in prices if not price.is_budget] or prices
    first = units[0]
    if len(units) == 1:
        return first
    lows = [price.low for price in units if price.low is not None]
    highs = [price.high for price in units if price.high is not None]
    same = all(price.per == first.per or price.per is None for price in units)
    if not same or len(lows) > 1 or len(highs) > 1:
        return None
    low = lows[0] if lows else None
    high = highs[0] if highs else None
    if low is not None and high is not None and low > high:
        sentence.conflicts.add("price")
        return None
    return Price(first.first, first.last, low, high, first.per, first.currency)


def _is_of_one(
    sentence: Sentence, price: Price, phrases: list[Phrase], lines: list[dict[str, Any]]
) -> bool:
    """Whether the price stands beside one of several products."""
    clause = sentence.clause(price.first)
    if clause.start > 1 and sentence.folded(clause.start - 1) == "(":
        # "hạt điều (dưới 280k/kg)": said of what stands before the parenthesis
        clause = range(sentence.clause(clause.start - 2).start, clause.stop)
    near = [phrase for phrase in phrases if phrase.first in clause and not phrase.is_dropped]
    if any(sentence.has(place, "all") for place in clause):
        return False
    words = {word for place in clause for word in sentence.folded(place).split()}
    named = [bool(words & _own_words(line, lines)) for line in lines]
    if any(named) and not all(named) and not near:
        return True
    return bool(near) and len(near) < sum(len(line["keywords"]) for line in lines)


def _own_words(line: dict[str, Any], lines: list[dict[str, Any]]) -> set[str]:
    """Folded words of a line's products that no other line's have: "điều" of "giá điều"."""
    others = {
        word
        for other in lines
        if other is not line
        for name in other["keywords"]
        for word in fold(name).split()
    }
    return {word for name in line["keywords"] for word in fold(name).split()} - others - _COMMON


def _say_lines(sentence: Sentence, lines: list[Line], found: list[dict[str, Any]]) -> None:
    """Products, numbers and packs as parts; a number or pack that several lines share once."""
    said: set[tuple[str, int]] = set()
    for number, (line, criteria) in enumerate(zip(lines, found, strict=True)):
        for phrase in line.phrases:
            sentence.say(phrase.first, phrase.last, "product", phrase.name, line=number)
        for kind, one in (("quantity", line.quantity), ("pack", line.pack)):
            if one is not None and (kind, one.first) not in said and criteria[kind]:
                said.add((kind, one.first))
                sentence.say(one.first, one.last, kind, criteria[kind], line=number)


def missing(criteria: dict[str, Any], *, has_conflict: bool) -> list[str]:
    """Rule 31, in its order."""
    lines = criteria["lines"]
    numbers = [line["quantity"] for line in lines]
    counted = [one for one in numbers if one["min"] is not None or one["max"] is not None]
    sets = {code for line in lines for code in line["groups"]}
    without_group = any(line["keywords"] and not line["groups"] for line in lines)
    asks_no_place = sets == _SETS_WITHOUT_DELIVERY and not without_group
    delivery = criteria["delivery"]
    checks = {
        "product": not any(line["keywords"] for line in lines),
        "quantity": len(counted) < len(numbers),
        "unit": any(one["unit"] is None for one in counted),
        "period": any(one["period"] is None for one in counted),
        "price": criteria["price"] is None,
        "delivery.place": not delivery["places"] and not asks_no_place,
        "delivery.window": delivery["start"] is None and delivery["end"] is None,
        "conflict": has_conflict,
    }
    return [name for name, is_missing in checks.items() if is_missing]
