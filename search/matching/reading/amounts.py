"""Packs, prices and quantities: every number of the sentence that is left, by the unit beside it."""

from dataclasses import dataclass

from .groups import sets_of
from .numbers import Amount, read_amount, tidy
from .sentence import Sentence

_PACKED = frozenset(
    {"bag", "box", "carton", "bottle", "jar", "can", "set", "basket", "bunch", "gift"}
)
_PER_WORDS = frozenset({"/", "mot", "moi", "per", "a", "each", "every", "tren", "an", "1"})
_PACK_PER = frozenset({"/", "mot", "moi", "per", "each", "a"})
_NOT_CANS = frozenset({"can"})


@dataclass(frozen=True, slots=True)
class Pack:
    first: int
    last: int
    size: int | float
    unit: str
    container: str = ""
    for_all: bool = False


@dataclass(slots=True)
class Price:
    first: int
    last: int
    low: float | None
    high: float | None
    per: str | None
    currency: str
    is_budget: bool = False


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


def unit_at(sentence: Sentence, place: int) -> tuple[str, float] | None:
    """(unit, how many of it one of the written unit is): ("kg", 1000) for tấn."""
    segment = sentence.at(place)
    if segment is None:
        return None
    weight = segment.code("weight")
    if weight is not None and not (segment.folded == "can" and _is_asking(sentence, place)):
        return "kg", float(str(weight))
    if segment.has("volume"):
        return "litre", 1.0
    if segment.has("small"):
        return str(segment.code("small")), 1.0
    code = segment.code("count")
    if code is not None:
        if segment.folded in _NOT_CANS and not segment.is_marked and _is_asking(sentence, place):
            return None
        return str(code), 1.0
    return None


def _is_asking(sentence: Sentence, place: int) -> bool:
    """ "can" without marks before a number is "cần", behind one it is a unit."""
    before = sentence.at(place - 1)
    return before is None or before.kind != "number"


def read_packs(sentence: Sentence) -> list[Pack]:
    found: list[Pack] = []
    for place in sentence.numbers:
        amount = read_amount(sentence, place)
        pack = None if amount is None or amount.is_range else _pack(sentence, amount)
        if pack is not None:
            found.append(pack)
            sentence.claim(pack.first, pack.last, "pack")
    return found


def _pack(sentence: Sentence, amount: Amount) -> Pack | None:
    place, last = amount.first, amount.last
    unit = unit_at(sentence, last)
    if unit is None or amount.is_word:
        return None
    code, factor = unit
    if factor > 1:
        return None
    size = tidy(amount.low)
    after = last + 1
    if sentence.folded(after) in _PACK_PER and sentence.has(after + 1, "count"):
        container = str(sentence.segments[after + 1].code("count"))
        if container in _PACKED and container != code:
            return Pack(place, after + 2, size, code, container)
    if code in ("g", "ml") and not _is_priced(sentence, place):
        behind = sentence.has(after, "count") and sentence.is_english
        return Pack(
            place,
            after,
            size,
            code,
            _container(sentence, place)
            or (str(sentence.segments[after].code("count")) if behind else ""),
        )
    container = _container(sentence, place)
    if container and container != code and not (code in _PACKED and container in ("bunch",)):
        return Pack(place, after, size, code, container)
    if sentence.folded(place - 1) == "(" and _holds(sentence, place - 2):
        return Pack(place, after, size, code)
    if sentence.is_english and code in ("kg", "litre") and _names_container(sentence, after):
        return Pack(place, after, size, code, str(sentence.segments[after].code("count")))
    if code in ("kg", "litre") and (
        (
            sentence.has(place - 1, "contentcue")
            and sentence.folded(place - 1) not in ("in", "of", "net")
        )
        or _is_after_container(sentence, place)
    ):
        return Pack(place, after, size, code)
    return None


def _holds(sentence: Sentence, place: int) -> bool:
    """ "500 cartons of vermicelli (24 packs each)": before the parenthesis something was counted."""
    for other in range(place, max(-1, place - 6), -1):
        segment = sentence.segments[other]
        if segment.has("count") and str(segment.code("count")) in _PACKED:
            return sentence.segments[other - 1].kind == "number" if other else False
        if segment.folded in (",", ".", ";") or segment.kind == "number":
            return False
    return False


def _names_container(sentence: Sentence, place: int) -> bool:
    segment = sentence.at(place)
    return segment is not None and segment.has("count") and str(segment.code("count")) in _PACKED


def _container(sentence: Sentence, place: int) -> str:
    """The container just before a content: "túi 5kg", "thùng xốp 10kg", "bags of 25 kg"."""
    at = place - 1
    while at >= 0 and (
        sentence.folded(at)
        in (
            "of",
            "loai",
            "nang",
            "dung",
            "xop",
            "chua",
            "x",
            "containing",
            "giay",
            "size",
            "co",
            "nho",
            "to",
            "lon",
            "pe",
        )
        and not sentence.has(at, "count")
    ):
        at -= 1
    segment = sentence.at(at)
    if segment is None or not segment.has("count") or sentence.claims[at] not in ("", "product"):
        return ""
    if sentence.claims[at] == "product" and not segment.folded.startswith(
        ("hop", "gio", "tui", "set")
    ):
        return ""
    code = str(segment.code("count"))
    if code not in _PACKED or (
        segment.folded == "can" and not segment.is_marked and not sentence.is_english
    ):
        return ""
    if sentence.folded(at - 1) in ("/",):
        return ""
    return code


def _is_after_container(sentence: Sentence, place: int) -> bool:
    """ "200 bao gạo 25kg": a counted container, its product, then what one holds."""
    if sentence.claims[place - 1] != "product" if place else True:
        return False
    for other in sentence.back(place):
        segment = sentence.segments[other]
        if sentence.claims[other] in ("product", "place", "standard") or segment.has(
            "quality", "standard"
        ):
            continue
        counted = segment.has("count") and str(segment.code("count")) in _PACKED
        return counted and sentence.segments[other - 1].kind == "number" if other else False
    return False


def _is_priced(sentence: Sentence, place: int) -> bool:
    return sentence.folded(place - 1) == "/" or (
        sentence.has(place - 1, "per") and sentence.folded(place - 1) in ("per", "moi")
    )


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
            return _selling(sentence, step, unit), step + 1
        if sentence.has(step, "product", "product_en"):
            return ("piece", 1.0), step
        if sentence.folded(step) in ("don", "order", "don hang"):
            return ("order", 1.0), step + 1
        return None, at
    unit = unit_at(sentence, at)
    if colloquial and unit is not None:
        return _selling(sentence, at, unit), at + 1
    return None, at


def _selling(sentence: Sentence, step: int, unit: tuple[str, float]) -> tuple[str, float]:
    return unit


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
    which = _which(sentence, place, last)
    if which == "min":
        return amount.low, None
    return None, amount.low


def _which(sentence: Sentence, place: int, last: int) -> str:
    """min or max by the words before a number, or "trở lên", "trở xuống" after it; "" without."""
    for steps, other in enumerate(sentence.back(place)):
        segment = sentence.segments[other]
        if segment.has("atmost"):
            return "max"
        if segment.has("atleast") and not (segment.folded == "over" and steps):
            return "min"
        if steps >= 2 or sentence.claims[other] or segment.kind == "number":
            break
    for other in range(last, min(len(sentence), last + 3)):
        if sentence.folded(other) == ",":
            break
        if sentence.has(other, "ormore"):
            return "min"
        if sentence.has(other, "orfewer"):
            return "max"
    return ""


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
    if unit is None or sentence.claims[at] == "product":
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
    low, high = amount.low * factor, amount.high * factor if amount.high is not None else None
    if sentence.has(last, "half"):
        low += factor / 2
        last += 1
    which = _which(sentence, amount.first, last)
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


def _is_total(sentence: Sentence, first: int, last: int) -> bool:
    """ "tổng không quá 8 tấn", "tối đa 1 tấn/tuần tổng cộng"."""
    near = [*list(sentence.back(first))[:4], *list(sentence.ahead(last - 1))[:3]]
    return any(sentence.has(place, "total") for place in near)


def _past_praise(sentence: Sentence, at: int) -> int:
    while sentence.has(at, "quality", "state_en") and not sentence.has(at, "product", "product_en"):
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
        return next(
            (
                kinds[word]
                for word in segment.folded.replace("es", "").rstrip("s").split()
                if word in kinds
            ),
            "gift",
        )
    if sets and set(sets) == {"B25"}:
        return "animal"
    if first == "cay":
        return "plant"
    if first == "canh":
        return "stem"
    return "piece"
