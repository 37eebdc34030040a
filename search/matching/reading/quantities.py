"""Quantities: every number that is left, by the unit beside it (rules 2, 3, 8)."""

from dataclasses import dataclass

from .groups import sets_of
from .numbers import Amount, read_amount
from .sentence import Sentence
from .units import unit_at, which_bound


@dataclass(slots=True)
class Quantity:
    """``is_each``: the number holds for every product; ``own_period``: stuck to this number alone."""

    first: int
    last: int
    low: float | None
    high: float | None
    unit: str | None
    period: str | None = None
    own_period: bool = False
    is_each: bool = False
    is_total: bool = False
    is_strange: bool = False


def read_quantities(sentence: Sentence) -> list[Quantity]:
    """What is left; a unit is needed, or a product right behind the number (it is then counted)."""
    found: list[Quantity] = []
    for place in sentence.numbers:
        amount = read_amount(sentence, place)
        quantity = None if amount is None else _quantity(sentence, amount)
        if quantity is not None:
            found.append(quantity)
            sentence.claim(quantity.first, quantity.last, "quantity")
    return found


def _quantity(sentence: Sentence, amount: Amount) -> Quantity | None:
    at = amount.last
    at += sentence.folded(at) in ("x", "×")
    unit = unit_at(sentence, at)
    last = at + 1
    if unit is None:
        at = _past_praise(sentence, at)
        unit = unit_at(sentence, at) if at > amount.last else None
        last = at + 1
    if unit is None and sentence.folded(amount.first - 1) in ("x", "×"):
        counted = unit_at(sentence, amount.first - 2)
        if counted is not None and sentence.has(amount.first - 2, "count"):
            unit, last = counted, amount.last  # "40ft reefer x 2"
    if (unit is None or sentence.claims[at : at + 1] == ["product"]) and last != amount.last:
        own = _own_unit(sentence, at)
        if own is None and unit is None:
            return None
        if own is not None:
            unit, last = (own, 1.0), amount.last
        elif unit is not None and sentence.claims[at] == "product":
            last = amount.last
    assert unit is not None  # noqa: S101
    code, factor = unit
    if code in ("g", "ml"):
        return None
    if code == "set" and sentence.folded(last - 1) == "bo" and _is_bunched(sentence, last):
        code = "bunch"
    low, high = amount.low * factor, amount.high * factor if amount.high is not None else None
    if sentence.has(last, "half"):
        low += factor / 2
        last += 1
    elif high is None and sentence.has(at, "weight") and _is_tenth(sentence, last):
        low += factor * int(sentence.folded(last)) / 10
        last += 1
    which = which_bound(sentence, amount.first, last)
    if high is None and which == "max":
        low_or_none: float | None = None
        high = low
    else:
        low_or_none = low
    return Quantity(
        amount.first,
        last,
        low_or_none,
        high,
        code,
        is_total=_is_total(sentence, amount.first, last),
    )


def _is_tenth(sentence: Sentence, at: int) -> bool:
    """ "1 tấn 2" is 1,200 kg: one digit behind the unit that counts nothing itself."""
    segment = sentence.at(at)
    if segment is None or segment.kind != "number" or segment.options or len(segment.folded) > 1:
        return False
    if not sentence.is_free(at):
        return False
    after = sentence.at(at + 1)
    ends = after is None or after.kind in ("sign", "line") or sentence.has(at + 1, "per")
    ends |= after is not None and sentence.claims[at + 1] == "product"
    return ends and sentence.folded(at + 1) not in ("-", "–", "%")


def _is_total(sentence: Sentence, first: int, last: int) -> bool:
    """ "tổng không quá 8 tấn", "tối đa 1 tấn/tuần tổng cộng"."""
    near = [*list(sentence.back(first))[:4], *list(sentence.ahead(last - 1))[:3]]
    whole_of = any(
        sentence.folded(place) == "ca" and sentence.has(place + 1, "period") for place in near
    )
    return whole_of or any(sentence.has(place, "total") for place in near)


def _is_bunched(sentence: Sentence, at: int) -> bool:
    """ "bo" without marks before flowers is bó sooner than bộ."""
    if sentence.segments[at - 1].is_marked or at >= len(sentence):
        return False
    name = str(sentence.segments[at].code("product") or "")
    return set(sets_of(sentence.lexicon, name, "")) == {"B23"} or name.startswith("rau")


def _past_praise(sentence: Sentence, at: int) -> int:
    kinds = ("quality", "state_en", *(("place",) if sentence.is_english else ()))
    while sentence.has(at, *kinds) and not sentence.has(at, "product", "product_en"):
        at += 1
    return at


def _own_unit(sentence: Sentence, at: int) -> str | None:
    """The unit of a product that is itself counted: 8.000 túi cói, 200 giỏ quà, 50 cành đào."""
    if at >= len(sentence) or sentence.claims[at] != "product":
        return None
    segment = sentence.segments[at]
    code = segment.code("count")
    if code is not None:
        return str(code)
    sets = sets_of(sentence.lexicon, str(segment.code("product", "product_en") or ""), "")
    first = segment.folded.split()[0]
    if first == "banh" and segment.code("product") in ("xà phòng", "xà bông", "xà phòng thảo dược"):
        return "piece"
    if first in ("hop", "gio", "tui", "set", "phan", "suat") and "qua" in segment.folded.split():
        return {"hop": "box", "gio": "basket", "tui": "bag", "set": "set"}.get(first, "gift")
    if "gift" in segment.folded.split():
        kinds = {"box": "box", "basket": "basket", "hamper": "basket", "bag": "bag", "set": "set"}
        words = segment.folded.replace("boxes", "box").split()
        named = [kinds[word.rstrip("s")] for word in words if word.rstrip("s") in kinds]
        return named[0] if named else "gift"
    if sets and set(sets) == {"B25"}:
        return "animal"
    if first == "cay":
        return "plant"
    if first == "canh":
        return "stem"
    return "piece"
