"""Prices and budgets (rule 18)."""

from dataclasses import dataclass

from .numbers import Amount, read_amount
from .sentence import Sentence
from .units import unit_at, which_bound

_PER_WORDS = frozenset({"/", "mot", "moi", "per", "a", "each", "every", "tren", "an", "1"})


@dataclass(slots=True)
class Price:
    first: int
    last: int
    low: float | None
    high: float | None
    per: str | None
    currency: str
    is_budget: bool = False


def read_prices(sentence: Sentence) -> list[Price]:
    found: list[Price] = []
    for place in sentence.numbers:
        amount = read_amount(sentence, place)
        price = None if amount is None else _price(sentence, amount)
        if price is None:
            continue
        sentence.claim(price.first, price.last, "price")
        if any(
            sentence.has(other, "fee") and not sentence.has(other, "budget", "price")
            for other in _near_before(sentence, place)
        ):
            continue
        found.append(price)
        value = {"min": price.low, "max": price.high, "per": price.per, "currency": price.currency}
        sentence.say(price.first, price.last, "price", value)
    return found


def _near_before(sentence: Sentence, place: int) -> list[int]:
    return list(sentence.back(place))[:4]


def _price(sentence: Sentence, amount: Amount) -> Price | None:
    place, at = amount.first, amount.last
    currency = ""
    if sentence.folded(place - 1) in ("$", "€") or (
        sentence.has(place - 1, "currency")
        and sentence.segments[place - 1].code("currency") != "VND"
    ):
        sign = sentence.folded(place - 1)
        currency = {"$": "USD", "€": "EUR"}.get(sign) or str(
            sentence.segments[place - 1].code("currency")
        )
        place -= 1
    elif sentence.has(place - 1, "currency") and sentence.folded(place - 1) == "vnd":
        currency, place = "VND", place - 1
    if sentence.has(at, "currency") and not (
        sentence.folded(at) == "dong" and sentence.has(at, "product")
    ):
        currency, at = str(sentence.segments[at].code("currency")), at + 1
    elif sentence.folded(at) in ("$", "€"):
        currency, at = {"$": "USD", "€": "EUR"}[sentence.folded(at)], at + 1
    cued = any(sentence.has(other, "price", "budget") for other in sentence.back(amount.first))
    unit = unit_at(sentence, at)
    thousands = amount.scale >= 1000
    if not currency and not (
        (cued and unit is None) or (thousands and unit is None) or (cued and thousands)
    ):
        return None
    if not currency and unit is None and not cued and _has_counted_product(sentence, at):
        return None
    if not currency and not cued and amount.is_word:
        return None
    per, last = _per(sentence, at, colloquial=cued and thousands)
    low, high = _bounds(sentence, amount, place, last)
    budget = any(sentence.has(other, "budget") for other in _around(sentence, amount.first, last))
    each = sentence.folded(last) == "each"
    budget |= any(sentence.has(other, "total") for other in list(sentence.back(place))[:3])
    if per is None:
        per = _per_before(sentence, place)
    factor = 1.0
    if per is not None and per[1] != 1:
        factor = per[1]
    return Price(
        place,
        last,
        None if low is None else low / factor,
        None if high is None else high / factor,
        per[0] if per is not None else ("order" if budget and not each else None),
        currency or "VND",
        budget and not each,
    )


def _has_counted_product(sentence: Sentence, at: int) -> bool:
    """ "10k nón lá": goods, not money."""
    return sentence.has(at, "product", "product_en")


def _around(sentence: Sentence, first: int, last: int) -> list[int]:
    return [
        *sentence.back(first),
        *[
            place
            for place in range(last, min(len(sentence), last + 5))
            if sentence.clauses[place] == sentence.clauses[first]
        ],
    ]


def _per(sentence: Sentence, at: int, *, colloquial: bool) -> tuple[tuple[str, float] | None, int]:
    """The unit after "/", "một", "per"."""
    step = at
    if sentence.folded(step) in _PER_WORDS:
        step += 1
        if sentence.folded(step) in ("1", "mot", "moi"):
            step += 1
        unit = unit_at(sentence, step)
        if unit is not None:
            return unit, step + 1
        if sentence.has(step, "product", "product_en"):
            return ("piece", 1.0), step
        if sentence.folded(step) in ("don", "order", "don hang"):
            return ("order", 1.0), step + 1
        return None, at
    unit = unit_at(sentence, at)
    if colloquial and unit is not None:
        return unit, at + 1
    return None, at


def _per_before(sentence: Sentence, place: int) -> tuple[str, float] | None:
    """ "mỗi giỏ dưới 500k"."""
    for other in sentence.back(place):
        if sentence.folded(other) in ("moi", "each", "mot", "per", "every"):
            return unit_at(sentence, other + 1)
        if sentence.segments[other].kind == "number":
            return None
    return None


def _bounds(
    sentence: Sentence, amount: Amount, place: int, last: int
) -> tuple[float | None, float | None]:
    if amount.is_range:
        return amount.low, amount.high
    which = which_bound(sentence, place, last)
    if which == "min":
        return amount.low, None
    return None, amount.low
