"""Which kinds of producers are asked for (rule 21)."""

from .sentence import Sentence
from .wishes import is_refused, is_wished

_ADJECTIVES = frozenset({"women_led", "youth_led", "ethnic_minority"})
_LINKS = ("or", "and")
_ONLY = frozenset(
    {
        "chi",
        "only",
        "chi lam viec voi",
        "chi mua cua",
        "chi lay",
        "chi mua",
        "chi nhan",
        "chi mua tu",
    }
)


def read_producers(sentence: Sentence) -> tuple[list[str], list[str]]:
    """(required, preferred)."""
    required: list[str] = []
    preferred: list[str] = []
    for place, segment in enumerate(sentence.segments):
        if not segment.has("type") or sentence.claims[place] not in ("", "type"):
            continue
        codes = [str(entry.code) for entry in segment.options if entry.kind == "type"]
        if not _is_meant(sentence, place, codes[0]) or is_refused(sentence, place, place + 1):
            continue
        wished = is_wished(sentence, place, place + 1)
        chosen = preferred if wished else required
        chosen += [code for code in dict.fromkeys(codes) if code not in chosen]
        sentence.claim(place, place + 1, "type")
        kind = "producer_preferred" if wished else "producer_required"
        for code in dict.fromkeys(codes):
            sentence.say(place, place + 1, kind, code)
    return required, [code for code in preferred if code not in required]


def _is_meant(sentence: Sentence, place: int, code: str) -> bool:
    segment = sentence.segments[place]
    if code in ("women_led", "youth_led", "ethnic_minority"):
        bare = segment.folded in (
            "thanh nien",
            "women",
            "youth",
            "dong bao",
            "dan toc",
            "ethnic group",
            "hoi phu nu",
            "cua phu nu",
        )
        return (
            not bare
            or is_wished(sentence, place, place + 1)
            or sentence.has(place - 1, "onlytype", "origin")
        )
    if is_buyer(sentence, place):
        return False
    if code == "farm" and sentence.folded(place - 1) in ("at", "tai", "the"):
        return False  # "nhận hàng tại vườn", "pick up at the farm"
    if (
        segment.folded in ("ho", "vuon", "business", "businesses", "enterprise", "firm", "firms")
        or code == "company"
    ):
        return _is_supplier(sentence, place)
    return True


def _is_supplier(sentence: Sentence, place: int) -> bool:
    """A company, a household or a garden is one where the words say it is the seller."""
    beside = (place - 2, place - 1, place + 1, place + 2)
    linked = any(
        sentence.has(place + step, *_LINKS)
        and sentence.has(place + 2 * step, "type")
        and place + 2 * step >= 0
        for step in (-1, 1)
    )
    only = any(
        sentence.has(other, "onlytype", "prefer", "supplierword")
        for other in beside[:2]
        if other >= 0
    )
    return linked or only or is_wished(sentence, place, place + 1)


def is_buyer(sentence: Sentence, place: int) -> bool:
    """Whether the word names who buys: before the first word of asking, in the first clause."""
    if any(
        sentence.has(other, "request", "prefer") and not sentence.has(other, "buyer")
        for other in range(place)
    ) or any(sentence.folded(other) in _ONLY for other in range(place)):
        return False
    ahead = range(place + 1, min(len(sentence), place + 14))
    own = sentence.folded(place + 1) in ("chung toi", "minh", "toi", "em", "we", "ben em")
    return own or any(sentence.has(other, "request") for other in ahead)
