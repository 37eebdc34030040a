"""What one sales unit holds (rule 10)."""

from dataclasses import dataclass

from .numbers import Amount, read_amount, tidy
from .sentence import Sentence
from .units import PACKED, unit_at

_CONTENTS = frozenset({"g", "kg", "ml", "litre"})
_PACK_PER = frozenset({"/", "mot", "moi", "per", "each", "a"})


@dataclass(frozen=True, slots=True)
class Pack:
    first: int
    last: int
    size: int | float
    unit: str
    container: str = ""
    for_all: bool = False


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
    if unit is None:
        return None
    code, factor = unit
    if factor > 1 or code == "carton":
        return None
    if amount.is_word and not (code in _CONTENTS and _container(sentence, place)):
        return None  # "túi năm ký"
    size = tidy(amount.low)
    after = last + 1
    if sentence.folded(after) in _PACK_PER and sentence.has(after + 1, "count"):
        container = str(sentence.segments[after + 1].code("count"))
        if container in PACKED and container != code:
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
    if container and container != code and not (code in PACKED and container in ("bunch",)):
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
        if segment.has("count") and str(segment.code("count")) in PACKED:
            return sentence.segments[other - 1].kind == "number" if other else False
        if segment.folded in (",", ".", ";") or segment.kind == "number":
            return False
    return False


def _names_container(sentence: Sentence, place: int) -> bool:
    segment = sentence.at(place)
    return segment is not None and segment.has("count") and str(segment.code("count")) in PACKED


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
    if code not in PACKED or (
        segment.folded == "can"
        and not segment.is_marked
        and not sentence.is_english
        and not sentence.has_number(at - 1)
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
        counted = segment.has("count") and str(segment.code("count")) in PACKED
        return counted and sentence.segments[other - 1].kind == "number" if other else False
    return False


def _is_priced(sentence: Sentence, place: int) -> bool:
    return sentence.folded(place - 1) == "/" or (
        sentence.has(place - 1, "per") and sentence.folded(place - 1) in ("per", "moi")
    )
