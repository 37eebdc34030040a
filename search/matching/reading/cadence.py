"""How often to deliver (rule 28): daily, N/week, N/month, monthly, quarterly, once."""

from .days import whole
from .sentence import Sentence

_PER_SIGNS = ("/",)
_OF_HOURS = frozenset({"h", "am", "pm", "luc", "sang", "sang som", "chieu", "truoc"})
_ONCE = frozenset({"mot lan", "1 lan", "once", "one delivery", "single delivery", "in one go"})
_TWICE = {"once": 1, "twice": 2, "thrice": 3}
_FORTNIGHT = frozenset({"fortnightly", "biweekly", "bi weekly", "nua thang"})
_WEEK, _SUNDAY, _FORTNIGHT_DAYS, _DAYS_OF_MONTH = 7, 8, 14, 30


def read_cadence(sentence: Sentence) -> tuple[str | None, bool]:
    """(the rhythm, whether weekdays were named: then a number beside them is a week's)."""
    for reader in (_counted, _weekdays, _days_of_month, _every_so_often, _daily, _once):
        found = reader(sentence)
        if found is not None:
            return found, reader is _weekdays
    return None, False


def code(times: int, period: str) -> str | None:
    if period == "day":
        return "daily"
    if times == 1 and period in ("month", "quarter"):
        return {"month": "monthly", "quarter": "quarterly"}[period]
    if period == "year":
        return None
    return f"{times}/{period}" if 0 < times <= 31 else None


def _counted(sentence: Sentence) -> str | None:
    """2 lần/tuần, mỗi tháng một chuyến, tuần 2 lần, twice a week, three times per week."""
    for place, segment in enumerate(sentence.segments):
        if segment.folded in _TWICE and sentence.has(place + 1, "per"):
            period = sentence.at(place + 2)
            if period is not None and period.has("period"):
                return _take(
                    sentence, place, place + 3, _TWICE[segment.folded], str(period.code("period"))
                )
        if not segment.has("lot"):
            continue
        times, first = _times(sentence, place)
        if times is None:
            continue
        at = place + 1
        if sentence.has(at, "all"):
            at += 1
        if (sentence.folded(at) in _PER_SIGNS or sentence.has(at, "per")) and sentence.has(
            at + 1, "period"
        ):
            last = at + 2
            period = sentence.segments[at + 1]
            return _take(sentence, first, last, times, str(period.code("period")))
        if sentence.has(at, "periodly"):
            return _take(
                sentence, first, at + 1, times, str(sentence.segments[at].code("periodly"))
            )
        before = first - 1
        if sentence.folded(before) in ("giao", "nhan", "di", "co", "lay", "gui", "lay hang"):
            before -= 1
        if sentence.has(before, "periodly"):
            return _take(
                sentence, before, place + 1, times, str(sentence.segments[before].code("periodly"))
            )
        if sentence.has(before, "period"):
            count = whole(sentence, before - 1)
            begin = before - 1 if sentence.has(before - 1, "per") or count is not None else before
            period_code = str(sentence.segments[before].code("period"))
            if (
                count is not None
                and count > 1
                and times == 1
                and sentence.folded(before - 1) != "moi"
            ):
                return _spread(sentence, begin, place + 1, count, period_code)
            return _take(sentence, begin, place + 1, times, period_code)
    return _reversed(sentence)


def _reversed(sentence: Sentence) -> str | None:
    """2 tuần/lần, 10 ngày một lần."""
    for place, segment in enumerate(sentence.segments):
        if not segment.has("period"):
            continue
        count = whole(sentence, place - 1)
        slash = sentence.folded(place + 1) == "/" and sentence.folded(place + 2) in (
            "lan",
            "chuyen",
            "dot",
        )
        if slash:
            count = 1 if count is None else count
            first = place - 1 if whole(sentence, place - 1) is not None else place
            return _spread(sentence, first, place + 3, count, str(segment.code("period")))
    return None


def _spread(sentence: Sentence, first: int, last: int, count: int, period: str) -> str | None:
    """Once in ``count`` periods."""
    found = None
    days = count * {"day": 1, "week": _WEEK, "month": _DAYS_OF_MONTH}.get(period, 0)
    if count == 1:
        found = code(1, period)
    elif days == _FORTNIGHT_DAYS:
        found = "2/month"
    elif 0 < days < _DAYS_OF_MONTH and _DAYS_OF_MONTH % days == 0:
        found = f"{_DAYS_OF_MONTH // days}/month"
    elif period == "month" and count == 3:
        found = "quarterly"
    sentence.claim(first, last, "cadence")
    if found:
        sentence.say(first, last, "cadence", found)
    return found


def _times(sentence: Sentence, place: int) -> tuple[int | None, int]:
    """The number before "lần" and where it begins."""
    times = whole(sentence, place - 1)
    if times is None:
        return None, place
    first = place - 1
    dash = sentence.folded(first - 1) in ("-", "–") and whole(sentence, first - 2) is not None
    return times, first - 2 if dash else first


def _take(sentence: Sentence, first: int, last: int, times: int, period: str) -> str | None:
    found = code(times, period)
    sentence.claim(first, last, "cadence")
    if found:
        sentence.say(first, last, "cadence", found)
    return found


def _weekdays(sentence: Sentence) -> str | None:
    """thứ 2 và thứ 5; thứ hai đến thứ sáu; thứ 3, 5, 7; every Saturday."""
    days: set[int] = set()
    first = last = None
    place = 0
    while place < len(sentence):
        segment = sentence.segments[place]
        if (
            not segment.has("weekday")
            or not sentence.is_free(place)
            or _is_number_word(sentence, place)
        ):
            place += 1
            continue
        number = int(str(segment.code("weekday")))
        first = place if first is None else first
        at = place + 1
        if sentence.folded(at) in (
            "den",
            "toi",
            "to",
            "-",
            "–",
            "through",
            "until",
        ) and sentence.has(at + 1, "weekday"):
            until = int(str(sentence.segments[at + 1].code("weekday")))
            days.update(range(number, until + 1))
            at += 2
        else:
            days.add(number)
            at = _more_days(sentence, at, days)
        last = at
        sentence.claim(place, at, "cadence")
        place = at
    if first is None or last is None or not days:
        return None
    found = "daily" if len(days) == _WEEK else code(len(days), "week")
    sentence.say(first, last, "cadence", found)
    return found


def _days_of_month(sentence: Sentence) -> str | None:
    """ "ngày 1 và 15 hàng tháng", "on the 1st and 15th of every month"."""
    for place, segment in enumerate(sentence.segments):
        if segment.folded not in ("ngay", "on", "vao ngay", "cac ngay"):
            continue
        at, count = place + 1, 0
        while True:
            at += sentence.folded(at) in ("the", "ngay")
            number = whole(sentence, at)
            if number is None or not 1 <= number <= _DAYS_OF_MONTH + 1 or not sentence.is_free(at):
                break
            count += 1
            at += 1
            at += sentence.folded(at) in ("st", "nd", "rd", "th")
            if sentence.folded(at) not in (",", "va", "and", "&"):
                break
            at += 1
        at += sentence.folded(at) == "of"
        monthly = sentence.has(at, "periodly") and sentence.segments[at].code("periodly") == "month"
        each = sentence.has(at, "per") and sentence.has(at + 1, "period")
        if each:
            each = sentence.segments[at + 1].code("period") == "month"
        if count and (monthly or each):
            return _take(sentence, place, at + 1 + each, count, "month")
    return None


def _is_number_word(sentence: Sentence, place: int) -> bool:
    """ "sat", "sun", "mon", "thu" are words of other meanings unless English."""
    segment = sentence.segments[place]
    short = segment.folded in ("sat", "sun", "mon", "thu", "wed", "fri", "tue")
    return short and not sentence.is_english


def _more_days(sentence: Sentence, at: int, days: set[int]) -> int:
    """The bare numbers of "thứ 2, 4, 6" and "thứ 3-5-7"."""
    while sentence.folded(at) in (",", "-", "–", "va", "/", "&"):
        number = 4 if sentence.at(at + 1) and sentence.segments[at + 1].raw == "tư" else None
        number = number or whole(sentence, at + 1)
        follows = sentence.at(at + 2)
        is_amount = follows is not None and follows.has(
            "weight", "count", "scale", "volume", "small"
        )
        if number is None or not 2 <= number <= _SUNDAY or is_amount:
            break
        if follows is not None and follows.has("lot", "period"):
            break
        days.add(number)
        at += 2
    return at


def _every_so_often(sentence: Sentence) -> str | None:
    """every two weeks, mỗi 10 ngày, fortnightly, nửa tháng một lần."""
    for place, segment in enumerate(sentence.segments):
        if segment.folded in _FORTNIGHT or (
            segment.folded == "nua" and sentence.folded(place + 1) == "thang"
        ):
            last = place + 1 + (segment.folded == "nua")
            near_deliver = any(
                sentence.has(other, "deliver", "lot") for other in sentence.clause(place)
            )
            if near_deliver:
                return _take(sentence, place, last, 2, "month")
        count = whole(sentence, place + 1)
        period = sentence.at(place + 2)
        if (
            segment.folded in ("moi", "every")
            and count
            and period is not None
            and period.has("period")
        ) and any(sentence.has(other, "deliver") for other in sentence.clause(place)):
            return _spread(sentence, place, place + 3, count, str(period.code("period")))
    return None


def _daily(sentence: Sentence) -> str | None:
    """ "giao hàng ngày", "giao mỗi quý", "daily delivery", "delivered every week"."""
    for place, segment in enumerate(sentence.segments):
        if not segment.has("deliver"):
            continue
        at = place + 1
        while at < len(sentence) and _is_hour(sentence, at):
            at += 1
        if sentence.has(at, "periodly"):
            return _take(sentence, place, at + 1, 1, str(sentence.segments[at].code("periodly")))
        if sentence.folded(at) in ("moi", "every", "each", "hang") and sentence.has(
            at + 1, "period"
        ):
            return _take(sentence, place, at + 2, 1, str(sentence.segments[at + 1].code("period")))
        ends_so = segment.folded.endswith(" hang") and sentence.has(at, "period")
        if (
            ends_so
            and whole(sentence, at + 1) is None
            and sentence.folded(at + 1) not in ("nay", "sau", "toi")
        ):
            return _take(sentence, place, at + 1, 1, str(sentence.segments[at].code("period")))
        before = sentence.at(place - 1)
        if (
            before is not None
            and before.has("periodly")
            and before.entry("periodly")
            and sentence.is_english
        ):
            return _take(sentence, place - 1, place + 1, 1, str(before.code("periodly")))
        if (
            before is not None
            and before.has("periodly")
            and not _beside_number(sentence, place - 1)
        ):
            return _take(sentence, place - 1, place + 1, 1, str(before.code("periodly")))
    return None


def _is_hour(sentence: Sentence, place: int) -> bool:
    """ "giao lúc 6h sáng hàng ngày": the hour between."""
    segment = sentence.segments[place]
    if segment.kind == "number":
        return sentence.has(place + 1, "hours") or sentence.folded(place + 1) in ("h", "am", "pm")
    return segment.has("hours") or segment.folded in (
        "h",
        "am",
        "pm",
        "luc",
        "sang",
        "sang som",
        "chieu",
        "truoc",
    )


def _beside_number(sentence: Sentence, place: int) -> bool:
    return any(sentence.segments[other].kind == "number" for other in sentence.clause(place))


def _once(sentence: Sentence) -> str | None:
    for place, segment in enumerate(sentence.segments):
        if not segment.has("lot") and segment.folded not in _ONCE:
            continue
        times = whole(sentence, place - 1)
        is_single = segment.folded in _ONCE or times == 1
        near = any(sentence.has(other, "deliver") for other in range(max(0, place - 5), place + 2))
        if is_single and near and not sentence.has(place + 1, "per", "period"):
            return _claim_once(sentence, max(0, place - (times == 1)), place + 1)
    return None


def _claim_once(sentence: Sentence, first: int, last: int) -> str:
    sentence.claim(first, last, "cadence")
    sentence.say(first, last, "cadence", "once")
    return "once"
