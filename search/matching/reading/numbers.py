"""Numbers as people write them: "1.200", "1tr2", "3 tấn rưỡi", "hai trăm rưỡi", "450–600 nghìn"."""

from dataclasses import dataclass

from .sentence import Sentence

_DASHES = frozenset("-–—~")
_RANGE_WORDS = frozenset({"den", "toi", "to", "and"})
_GROUP = 3
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range at the segments from ``first`` up to ``last``.

    ``scale``: the biggest of k, triệu … that was written, 1 where none was; ``is_word`` where no
    digit was written.
    """

    first: int
    last: int
    low: float
    high: float | None = None
    scale: int = 1
    is_word: bool = False

    @property
    def is_range(self) -> bool:
        return self.high is not None


def tidy(number: float) -> int | float:
    """A whole number as int."""
    rounded = round(number, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def read_number(written: str, *, english: bool) -> float | None:
    """Digits with separators; None where they are no number, or one that nobody can mean."""
    if len(written) > _LONGEST:
        return None
    grouping, decimal = (",", ".") if english else (".", ",")
    groups = written.split(grouping)
    if len(groups) > 1 and all(len(group.split(decimal)[0]) == _GROUP for group in groups[1:]):
        written = "".join(groups)
    elif len(groups) == 2 and decimal not in written:
        written = ".".join(groups)
        return _float(written)
    if decimal in written:
        whole, _sign, rest = written.partition(decimal)
        if decimal in rest or (len(rest) == _GROUP and rest.endswith("00") and whole != "0"):
            return _float(written.replace(decimal, ""))
        written = f"{whole}.{rest}"
    return _float(written)


def _float(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


def read_amount(sentence: Sentence, place: int) -> Amount | None:
    """The number or range that begins at ``place``."""
    first = _one(sentence, place)
    if first is None:
        return None
    at = first.last
    joined = sentence.folded(at) in _RANGE_WORDS or (
        sentence.folded(at) in _DASHES and sentence.at(at) is not None
    )
    second = _one(sentence, at + 1) if joined else None
    unit = None
    if second is None and joined is False and sentence.has(at, "weight", "volume"):
        # "5 tấn đến 7 tấn"
        unit = sentence.at(at)
        if sentence.folded(at + 1) in _RANGE_WORDS or sentence.folded(at + 1) in _DASHES:
            second = _one(sentence, at + 2)
            if second is not None and sentence.folded(second.last) != unit.folded:  # type: ignore[union-attr]
                second = None
    if second is None or second.is_word != first.is_word:
        return first
    low, high = first.low, second.low
    if first.scale == 1 and second.scale > 1 and low < high / second.scale * 1000:
        low *= second.scale
    if low > high:
        return first
    return Amount(place, second.last, low, high, max(first.scale, second.scale), first.is_word)


def _one(sentence: Sentence, place: int) -> Amount | None:
    segment = sentence.at(place)
    if segment is None or not sentence.is_free(place):
        return None
    if segment.kind == "number" and not segment.options:
        value = read_number(segment.folded, english=sentence.is_english)
        return None if value is None else _scaled(sentence, place, place + 1, value, is_word=False)
    if segment.kind == "number" and segment.has("holiday"):
        return None
    return _in_words(sentence, place)


def _scaled(sentence: Sentence, first: int, at: int, value: float, *, is_word: bool) -> Amount:
    """Scales after a number: "1 triệu 200 nghìn", "1tr2", "2 triệu rưỡi"."""
    biggest, total = 1, 0.0
    while sentence.has(at, "scale") and sentence.is_free(at):
        scale = _scale(sentence, at)
        if scale == 0:
            break
        biggest = max(biggest, scale)
        value *= scale
        at += 1
        if sentence.has(at, "half"):
            value += scale / 2
            at += 1
        following = sentence.at(at)
        if following is None or following.kind != "number" or following.options:
            continue
        digits = following.folded
        if following.is_glued and len(digits) == 1 and scale > 10:
            value += int(digits) * scale / 10
            at += 1
        elif sentence.has(at + 1, "scale") and 0 < _scale(sentence, at + 1) < scale:
            total += value
            value = read_number(digits, english=sentence.is_english) or 0
            at += 1
    return Amount(first, at, total + value, None, biggest, is_word)


def _scale(sentence: Sentence, place: int) -> int:
    segment = sentence.segments[place]
    entry = segment.entry("scale")
    # "ta" is 100 kg far more often than a dozen, "tram" may be a plant
    if entry is None or (segment.folded == "ta" and not segment.is_marked):
        return 0
    if segment.has("weight") and segment.accent_differs(entry.accents):
        return 0
    return int(str(entry.code))


def _in_words(sentence: Sentence, place: int) -> Amount | None:
    """ "ba trăm năm mươi", "nửa", "two hundred"."""
    segment = sentence.segments[place]
    if not segment.has("number"):
        return None
    value = float(str(segment.code("number")))
    at = place + 1
    amount = _scaled(sentence, place, at, value, is_word=True)
    while sentence.has(amount.last, "number") and amount.scale > 1:
        more = float(str(sentence.segments[amount.last].code("number")))
        if more >= amount.scale:
            break
        rest = _scaled(sentence, amount.last, amount.last + 1, more, is_word=True)
        amount = Amount(place, rest.last, amount.low + rest.low, None, amount.scale, True)
        if rest.scale == 1:
            break
    return amount
