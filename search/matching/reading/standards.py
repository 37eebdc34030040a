"""Stars and standards that are needed or wished for (rules 17, 19, 20)."""

from dataclasses import dataclass, field

from .calendar import Point
from .days import whole
from .numbers import read_amount
from .sentence import Sentence
from .wishes import is_refused, is_wished

_STARS = frozenset({"sao", "star", "stars", "*", "★", "⭐"})
_LEAST, _MOST = 3, 5
_LODGING_REACH = 2


@dataclass(slots=True)
class Standards:
    required: list[list[str]] = field(default_factory=list)
    preferred: list[list[str]] = field(default_factory=list)
    min_star: int | None = None


def read_stars(sentence: Sentence, found: Standards) -> None:
    """The least number of stars; a wished-for star is a standard that is preferred."""
    stars: list[int] = []
    for place in sentence.numbers:
        if not sentence.is_free(place):
            continue
        read = _star_at(sentence, place)
        if read is None:
            continue
        star, first, last = read
        sentence.claim(first, last, "star")
        if _is_of_lodging(sentence, first, last) or is_refused(sentence, first, last):
            continue
        if is_wished(sentence, first, last):
            found.preferred.append([f"ocop_{star}"])
            sentence.say(first, last, "standard_preferred", f"ocop_{star}")
        else:
            stars.append(star)
            sentence.say(first, last, "min_star", star)
    if stars:
        found.min_star = min(stars)


def _star_at(sentence: Sentence, place: int) -> tuple[int, int, int] | None:
    """(star, first, last) of "4 sao", "3–5 sao", "tối thiểu 4" (said of OCOP), "4★"."""
    amount = read_amount(sentence, place)
    if amount is None or amount.low not in (3, 4, 5):
        return None
    last = amount.last
    if sentence.folded(last) in ("+",):
        last += 1
    if sentence.folded(last) in _STARS or (
        sentence.folded(last) == "ocop" and sentence.folded(last + 1) in _STARS
    ):
        last += 1 if sentence.folded(last) in _STARS else 2
        return int(amount.low), place, last
    if sentence.folded(place - 1) in _STARS and not _has_unit(sentence, last):
        return int(amount.low), place - 1, last
    near_ocop = any(sentence.folded(other) == "ocop" for other in range(max(0, place - 4), place))
    qualified = sentence.has(place - 1, "atleast") or sentence.folded(place - 1) in (
        "ocop",
        "hang",
        "muc",
    )
    if near_ocop and qualified and not _has_unit(sentence, last):
        return int(amount.low), place, last
    return None


def _has_unit(sentence: Sentence, place: int) -> bool:
    return sentence.has(
        place,
        "weight",
        "count",
        "small",
        "volume",
        "scale",
        "currency",
        "period",
        "product",
        "product_en",
        "lot",
        "hours",
    ) or sentence.folded(place) in ("/", "%", "km")


def _is_of_lodging(sentence: Sentence, first: int, last: int) -> bool:
    """Said of a hotel: right behind its name, or right before it."""
    for other in range(first - 1, max(-1, first - 1 - _LODGING_REACH), -1):
        if sentence.folded(other) == "ocop":
            return False
        if sentence.has(other, "lodging"):
            return True
    return any(
        sentence.has(other, "lodging") for other in range(last, min(len(sentence), last + 2))
    )


def read_standards(sentence: Sentence, found: Standards) -> None:
    """All codes; those joined by "hoặc" or "/" are alternatives of one need."""
    place = 0
    while place < len(sentence):
        codes, last = _alternatives(sentence, place)
        if not codes:
            place += 1
            continue
        _place(sentence, found, codes, place, last)
        place = max(last, place + 1)
    if "ocop" in [code for needed in found.required for code in needed] and found.min_star:
        found.required = [needed for needed in found.required if needed != ["ocop"]]
    found.required = _unique(found.required)
    known = {tuple(sorted(needed)) for needed in found.required}
    found.preferred = [
        wish for wish in _unique(found.preferred) if tuple(sorted(wish)) not in known
    ]


def _unique(lists: list[list[str]]) -> list[list[str]]:
    return [
        one
        for number, one in enumerate(lists)
        if sorted(one) not in [sorted(other) for other in lists[:number]]
    ]


def _code(sentence: Sentence, place: int) -> str | None:
    segment = sentence.at(place)
    if segment is None or not segment.has("standard"):
        return None
    code = str(segment.code("standard"))
    if sentence.claims[place] == "certificate" and code != "ocop":
        return None
    if code in ("co", "gi") and segment.folded in ("co", "gi", "sid"):
        # "có" and "gì" are everywhere; the papers are written in capitals, or C/O
        return (
            code
            if sentence.text[segment.start : segment.end].isupper() and not segment.is_marked
            else None
        )
    return code


def _alternatives(sentence: Sentence, place: int) -> tuple[list[str], int]:
    code = _code(sentence, place)
    if code is None:
        return [], place
    codes, last = [code], place + 1
    if sentence.has(place - 1, "or") and _is_unknown_paper(sentence, place - 2):
        return [code, ""], last
    while True:
        at = last
        while sentence.has(at, "required", "certword") and not sentence.has(at, "standard"):
            at += 1
        if not (sentence.has(at, "or") or (sentence.folded(at) == "/")):
            return codes, last
        at += 1
        while sentence.has(at, "required", "certword") and not sentence.has(at, "standard"):
            at += 1
        following = _code(sentence, at)
        if following is None:
            if sentence.folded(last) == "/":
                return codes, last
            return [*codes, ""], last
        codes.append(following)
        last = at + 1


def _is_unknown_paper(sentence: Sentence, place: int) -> bool:
    """ "ASC or BRC": written in capitals, and no code of ours."""
    segment = sentence.at(place)
    if segment is None or segment.kind != "word" or segment.options:
        return False
    return sentence.text[segment.start : segment.end].isupper()


def _place(sentence: Sentence, found: Standards, codes: list[str], first: int, last: int) -> None:
    if is_refused(sentence, first, last):
        return
    known = list(dict.fromkeys(code for code in codes if code))
    higher = any(sentence.has(other, "higherbetter") for other in sentence.clause(first))
    if "ocop" in known:
        if _is_goods_of_shop(sentence, first):
            return
        if not higher and _belongs_to_star(sentence, first, last):
            known = [code for code in known if code != "ocop"]
            if not known:
                return
    wished = is_wished(sentence, first, last) or (higher and "ocop" in known) or "" in codes
    (found.preferred if wished else found.required).append(known)
    sentence.claim(first, last, "standard")
    sentence.say(first, last, "standard_preferred" if wished else "standard_required", known)


def _is_goods_of_shop(sentence: Sentence, place: int) -> bool:
    """ "cửa hàng OCOP cần …": the buyer's name."""
    before = (
        sentence.has(place - 1, "buyer") and place < 4 and not sentence.has(place - 1, "request")
    )
    return before or sentence.has(place - 1, "event")


def _belongs_to_star(sentence: Sentence, first: int, last: int) -> bool:
    """ "OCOP 4 sao", "4 sao OCOP": the number says it all, needed or wished."""
    around = [*range(max(0, first - 4), first), *range(last, min(len(sentence), last + 5))]
    near = [other for other in around if sentence.claims[other] == "star"]
    return any(sentence.stretches[other] == sentence.stretches[first] for other in near)


__all__ = ["Point", "Standards", "read_standards", "read_stars", "whole"]
