"""What period a quantity is of (rule 9)."""

from .days import whole
from .quantities import Quantity
from .sentence import Sentence

_REACH = 8
_PER = frozenset(
    {"/", "moi", "mot", "1", "per", "a", "each", "every", "hang", "trong mot", "trong moi", "an"}
)


def read_periods(sentence: Sentence, quantities: list[Quantity], *, weekdays: bool) -> None:
    """Sets ``period`` of each; a period behind the last number, or before the first, governs all."""
    for number, quantity in enumerate(quantities):
        until = quantities[number + 1].first if number + 1 < len(quantities) else len(sentence)
        found = _behind(sentence, quantity, until)
        if found is None and quantity.is_total:
            found = _ahead_of_total(sentence, quantity)
        if found is not None:
            quantity.period, place, quantity.own_period = found
            sentence.claim(place, place + 1, "period")
    _share(sentence, quantities)
    if weekdays and all(quantity.period is None for quantity in quantities):
        for quantity in quantities:
            if any(
                sentence.claims[place] == "cadence" for place in sentence.clause(quantity.first)
            ):
                quantity.period = "week"


def _behind(sentence: Sentence, quantity: Quantity, until: int) -> tuple[str, int, bool] | None:
    """(period, place, stuck to this number) in what follows a quantity up to the next one."""
    for place in range(quantity.last, min(until, len(sentence))):
        segment = sentence.segments[place]
        if sentence.stretches[place] != sentence.stretches[quantity.first] or segment.folded in (
            ";",
        ):
            return None
        if sentence.claims[place] in (
            "cadence",
            "date",
            "duration",
            "price",
            "radius",
            "certificate",
        ):
            continue
        if segment.has("deliver", "contract") and not segment.has("period"):
            return None
        if segment.has("periodly") and not sentence.has(place - 1, "deliver"):
            return str(segment.code("periodly")), place, False
        if not segment.has("period") or (
            segment.folded == "nam" and segment.is_marked and segment.raw != "năm"
        ):
            continue
        before = sentence.folded(place - 1)
        if before in _PER or sentence.has(place - 1, "per"):
            stuck = before == "/" and place == quantity.last + 1
            return str(segment.code("period")), place, stuck
        if place == quantity.last and whole(sentence, place + 1) is None:
            # "1 tan thang", "500kg tuần"
            return str(segment.code("period")), place, True
    return None


def _ahead_of_total(sentence: Sentence, quantity: Quantity) -> tuple[str, int, bool] | None:
    """ "cả năm không quá 1.000 hộp", "tổng một tháng tối đa 8 tấn"."""
    for place in sentence.back(quantity.first):
        segment = sentence.segments[place]
        if segment.has("period") and (
            sentence.folded(place - 1) in {"ca", "trong", "toan", *_PER}
            or sentence.has(place - 1, "per")
        ):
            return str(segment.code("period")), place, True
        if sentence.claims[place] or segment.has("request", "deliver"):
            return None
    return None


def _share(sentence: Sentence, quantities: list[Quantity]) -> None:
    if len(quantities) > 2:
        quantities = [quantity for quantity in quantities if not quantity.is_total]
    if not quantities:
        return
    last = quantities[-1]
    if last.period is not None and not last.own_period:
        for quantity in quantities:
            quantity.period = quantity.period or last.period
    if all(quantity.period is None for quantity in quantities):
        period = _ahead_of_first(sentence, quantities[0])
        for quantity in quantities:
            quantity.period = period


def _ahead_of_first(sentence: Sentence, first: Quantity) -> str | None:
    """ "mỗi ngày 20 kg …", "weekly order of 40 kg"."""
    for place in sentence.back(first.first, within="stretch"):
        segment = sentence.segments[place]
        if sentence.claims[place] or segment.has("deliver"):
            if segment.has("deliver"):
                return None
            continue
        if segment.has("periodly"):
            return str(segment.code("periodly"))
        if segment.has("period") and (
            sentence.has(place - 1, "per") or sentence.folded(place - 1) in _PER
        ):
            return str(segment.code("period"))
        if (
            segment.has("period")
            and place == first.first - 1
            and segment.folded not in ("nam", "ngay")
        ):
            return str(segment.code("period"))
    return None
