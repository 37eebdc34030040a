"""The unit beside a number, and whether the number is a least or a most (rules 2, 3, 8)."""

from .sentence import Sentence

#: Units that hold something: what they hold is a pack.
PACKED = frozenset(
    {"bag", "box", "carton", "bottle", "jar", "can", "set", "basket", "bunch", "gift"}
)
_NOT_CANS = frozenset({"can"})


def unit_at(sentence: Sentence, place: int) -> tuple[str, float] | None:
    """(unit, how many of it one of the written unit is): ("kg", 1000) for tấn."""
    segment = sentence.at(place)
    if segment is None:
        return None
    if not segment.options and segment.kind == "word":
        return _carelessly(sentence, place)
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


def _carelessly(sentence: Sentence, place: int) -> tuple[str, float] | None:
    """ "5 tân", "20 hủ": behind a number a word with other marks than any is a unit."""
    before = sentence.at(place - 1)
    if before is None or before.kind != "number":
        return None
    folded = sentence.folded(place)
    for entry in sentence.lexicon.entries.get((folded,), ()):
        if entry.is_english:
            continue
        if entry.kind == "weight":
            return "kg", float(str(entry.code))
        if entry.kind == "volume":
            return "litre", 1.0
        if entry.kind == "count":
            return str(entry.code), 1.0
    return None


def _is_asking(sentence: Sentence, place: int) -> bool:
    """ "can" without marks before a number is "cần", behind one it is a unit."""
    before = sentence.at(place - 1)
    return before is None or before.kind != "number"


def which_bound(sentence: Sentence, place: int, last: int) -> str:
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
