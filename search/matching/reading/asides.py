"""Numbers that are no quantity (rule 4), and the few that have a field of their own: how long a
certificate is valid, how far a producer may be, how long a contract runs."""

import datetime
from dataclasses import dataclass

from .calendar import days_after, months_after
from .days import read_point
from .numbers import Amount, read_amount, tidy
from .sentence import Sentence

#: By lorry (rule 16).
_KM_AN_HOUR = 50
_REACH = 8
_TO_COME = frozenset({"toi", "nua", "sau", "truoc", "sap toi"})
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_KM = frozenset({"km", "cay so", "kilometre", "kilometer", "kilometres", "kilometers"})
_GRADED = frozenset(
    {"qua", "trai", "con", "cu", "cai", "chiec", "piece", "fruit", "head", "pcs", "nai", "bong"}
)


@dataclass(slots=True)
class Asides:
    certificate_until: str | None = None
    radius_km: int | float | None = None
    radius_at: int | None = None
    contract_months: int | None = None


def read_certificate(sentence: Sentence, asides: Asides) -> None:
    """Before dates are read: "chứng nhận còn hạn ít nhất 6 tháng", "valid until 31/12/2027"."""
    for place, segment in enumerate(sentence.segments):
        if not segment.has("valid") or not _is_of_certificate(sentence, place):
            continue
        for at in range(place, min(len(sentence), place + _REACH)):
            point = read_point(sentence, at) if at > place else None
            if (
                point is not None
                and point.kind in ("day", "month")
                and point.last - point.first > 1
            ):
                days = point.next_from(sentence.today)
                if days is not None:
                    _set_certificate(sentence, asides, place, point.last, days[1])
                    return
            amount = read_amount(sentence, at)
            unit = sentence.at(amount.last) if amount is not None else None
            if amount is None or unit is None or not unit.has("period"):
                continue
            until = _after(sentence.today, amount.low, str(unit.code("period")))
            if until is not None:
                _set_certificate(sentence, asides, place, amount.last + 1, until)
                return


def _set_certificate(
    sentence: Sentence, asides: Asides, first: int, last: int, until: datetime.date
) -> None:
    asides.certificate_until = until.isoformat()
    sentence.claim(first, last, "certificate")
    sentence.say(first, last, "certificate_valid_until", asides.certificate_until)


def _is_of_certificate(sentence: Sentence, place: int) -> bool:
    """The nearest noun decides: a certificate or star; not a test report or shelf life."""
    if sentence.segments[place].has("certword"):
        return True
    for other in sentence.back(place, within="stretch"):
        segment = sentence.segments[other]
        if (
            segment.has("shelf")
            or segment.has("contract")
            or segment.code("standard") == "test_report"
        ):
            return False
        if segment.has("certword", "standard"):
            return True
        if place - other > _REACH:
            break
    return any(
        sentence.has(other, "certword") for other in range(place + 1, min(place + 4, len(sentence)))
    )


def _after(today: datetime.date, count: float, unit: str) -> datetime.date | None:
    if not 0 < count <= 10_000:
        return None
    if unit in ("day", "week"):
        return days_after(today, int(count * (7 if unit == "week" else 1)))
    return months_after(today, int(count * _MONTHS[unit]))


def read_radius(sentence: Sentence, asides: Asides) -> None:
    """ "bán kính 150km quanh Hà Nội", "within 80 km of Hue", "cách Huế tối đa 2 giờ xe"."""
    for place in sentence.numbers:
        amount = read_amount(sentence, place)
        if amount is None:
            continue
        unit = sentence.at(amount.last)
        if unit is None:
            continue
        near = any(
            sentence.has(other, "radius") or sentence.folded(other) == "cach"
            for other in range(max(0, place - 6), min(len(sentence), amount.last + 4))
        )
        value = None
        if unit.folded in _KM:
            value = amount.high or amount.low
        elif unit.has("hours") and near and _is_travel(sentence, place, amount.last):
            value = (amount.high or amount.low) * _KM_AN_HOUR
        if value is None or not near or asides.radius_km is not None:
            continue
        asides.radius_km, asides.radius_at = tidy(value), amount.last
        sentence.claim(place, amount.last + 1, "radius")
        sentence.say(place, amount.last + 1, "radius_km", asides.radius_km)


def _is_travel(sentence: Sentence, first: int, last: int) -> bool:
    around = range(max(0, first - 6), min(len(sentence), last + 4))
    words = {sentence.folded(other) for other in around}
    return bool(
        words & {"cach", "quanh", "drive", "driving", "xe", "of", "from"}
    ) or " xe" in sentence.folded(last)


def skip_numbers(sentence: Sentence, asides: Asides) -> None:
    """After dates and rhythm: sizes, strengths, meals, shops, hours, durations, years."""
    for place in sentence.numbers:
        amount = read_amount(sentence, place)
        if amount is None:
            continue
        last = amount.last
        unit = sentence.at(last)
        if unit is None:
            continue
        if _is_size_grade(sentence, place, last):
            sentence.claim(place, last + 3, "size")
        elif _is_strength(sentence, place, last):
            sentence.claim(place, last + 1, "strength")
        elif unit.has("hours") or unit.folded in ("h", "am", "pm", "gio sang"):
            sentence.claim(place, last + 1, "hour")
        elif _is_rate(sentence, amount):
            continue
        elif unit.has("period") and (not amount.is_word or _in_contract(sentence, place)):
            _duration(sentence, asides, amount, str(unit.code("period")))
        elif _counts_others(sentence, last):
            sentence.claim(place, last + 1, "count")
        elif (
            amount.low in range(2000, 2200)
            and not amount.is_range
            and _is_year(sentence, place, last)
        ):
            sentence.claim(place, last, "year")
        elif unit.has("lot") and not unit.has("count"):
            sentence.claim(place, last + 1, "lots")


def _is_rate(sentence: Sentence, amount: Amount) -> bool:
    """ "150 kg gạo 1 tháng": of each month, not for one."""
    if amount.low != 1 or amount.is_range or not sentence.has(amount.last, "period"):
        return False
    if sentence.folded(amount.last + 1) in _TO_COME or sentence.has(amount.first - 1, "valid"):
        return False
    ahead = amount.last + 1
    counted = sentence.has_number(ahead) and sentence.has(ahead + 1, "weight", "volume", "count")
    for other in sentence.back(amount.first):
        if sentence.has(other, "contract", "payment", "shelf", "valid", "sample", "from", "before"):
            if not sentence.has(other, "weight", "volume", "count"):
                return False
        elif sentence.has_number(other) and sentence.is_free(other):
            counted = True
    return counted


def _in_contract(sentence: Sentence, place: int) -> bool:
    """ "hợp đồng một năm", "contract of one year"; "100 tấn một năm" is a period."""
    return any(sentence.has(other, "contract") for other in range(max(0, place - 2), place))


def _is_size_grade(sentence: Sentence, place: int, last: int) -> bool:
    """1,2–1,6 kg/quả, 30 con/kg, size 40."""
    unit, sign, per = (sentence.folded(last + n) for n in range(3))
    if sign == "/" and sentence.has(last, "small") and sentence.has(last + 2, "volume"):
        return True  # "550 g/l"
    if sign in ("/", "moi", "mot", "per"):
        if sentence.has(last, "weight", "small") and per in _GRADED:
            return True
        if unit in _GRADED and sentence.has(last + 2, "weight"):
            return True
    return False


def _is_strength(sentence: Sentence, place: int, last: int) -> bool:
    unit = sentence.segments[last]
    if unit.has("strength") and (
        unit.folded not in ("n", "diem") or unit.is_glued or unit.folded == "diem"
    ):
        return not (unit.folded == "do" and sentence.has(last, "variety")) or unit.raw in (
            "độ",
            "do",
        )
    return unit.kind == "sign" and unit.folded in ("%", "°")


def _duration(sentence: Sentence, asides: Asides, amount: Amount, unit: str) -> None:
    place, last, count = amount.first, amount.last, amount.low
    is_contract = any(sentence.has(other, "contract") for other in sentence.back(place)) or any(
        sentence.has(other, "contract") for other in range(last + 1, min(last + 4, len(sentence)))
    )
    if is_contract and unit in _MONTHS and 0 < count <= 600:
        asides.contract_months = int(count * _MONTHS[unit])
        sentence.say(place, last + 1, "contract_months", asides.contract_months)
    sentence.claim(place, last + 1, "duration")


def _counts_others(sentence: Sentence, last: int) -> bool:
    """12 cửa hàng, 300 học sinh, 4.000 suất/ngày: said of the buyer, not of the goods."""
    segment = sentence.segments[last]
    if segment.has("counted") and segment.has("count") and not segment.is_marked:
        return False  # "20 chau" is chậu sooner than cháu
    if segment.has("counted"):
        return not segment.has("product", "product_en")
    meal = segment.folded in ("suat", "phan") and sentence.folded(last + 1) in (
        "/",
        "moi",
        "mot",
        "an",
        "com",
        "per",
    )
    if meal and sentence.has(0, "buyer"):
        return not any(
            sentence.folded(other) == "qua" or "qua" in sentence.folded(other).split()
            for other in range(last, min(last + 3, len(sentence)))
        )
    return False


def _is_year(sentence: Sentence, place: int, last: int) -> bool:
    return sentence.folded(place - 1) in (
        "nam",
        "tet",
        "year",
        "vu",
        "nien vu",
        "season",
        "tet nguyen dan",
    ) or not sentence.has(
        last,
        "weight",
        "count",
        "small",
        "volume",
        "product",
        "scale",
        "currency",
        "product_en",
        "quality",
    )
