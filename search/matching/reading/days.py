"""Days and periods as they are written: "15/1/2027", "20–25 tháng Chạp", "quý 2", "early March"."""

import datetime
import re
from dataclasses import replace

from .calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    Point,
    day,
    days_after,
    lunar_day,
    lunar_month,
    month,
    months_after,
    quarter,
)
from .segments import Segment
from .sentence import Sentence

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_MONTH_TOKEN = re.compile(r"t(\d{1,2})$")
_QUARTER_TOKEN = re.compile(r"q([1-4])$")
_PARTS = {
    "dau": "dau",
    "early": "dau",
    "beginning": "dau",
    "giua": "giua",
    "mid": "giua",
    "middle": "giua",
    "cuoi": "cuoi",
    "late": "cuoi",
    "end": "cuoi",
    "het": "",
}
_LUNAR = {"chap": 12, "gieng": 1}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2}
_LATE_IN_MONTH = 20
_DAYS_IN_MONTH, _MONTHS, _QUARTERS = 31, 12, 4
_NEXT = frozenset({"sau", "toi", "next"})
_SIGNS = frozenset("/-.")
_FIRST_WORDS = frozenset(
    {*_PARTS, *_ORDINALS, *_NEXT, "thang", "quy", "nua", "ngay", "mung", "mong", "hom", "vao ngay"}
    | {"trong ngay", "ram", "tuan", "this", "the", "tomorrow", "coming", "following"}
)


def read_point(sentence: Sentence, place: int) -> Point | None:
    """The day or period that begins at ``place``."""
    segment = sentence.at(place)
    if segment is None or not _may_begin(segment):
        return None
    for reader in (_numeric, _worded_day, _month, _quarter, _relative, _english, _named):
        point = reader(sentence, place)
        if point is not None:
            return point
    return None


def _may_begin(segment: Segment) -> bool:
    """Cheaply, for the many segments that begin no date."""
    return (
        segment.kind == "number"
        or segment.folded in _FIRST_WORDS
        or segment.has("tet", "holiday", "month_en", "number", "weekday")
        or (len(segment.folded) <= 3 and segment.folded[-1].isdigit())
    )


def whole(sentence: Sentence, place: int) -> int | None:
    """A plain whole number written at ``place``, in digits or in words."""
    segment = sentence.at(place)
    if segment is None:
        return None
    if segment.folded.isascii() and segment.folded.isdigit() and len(segment.folded) <= 4:
        return int(segment.folded)
    if segment.has("number") and segment.kind == "word":
        value = float(str(segment.code("number")))
        if value == int(value):
            return int(value)
    return None


def _digits(sentence: Sentence, place: int) -> int | None:
    segment = sentence.at(place)
    return whole(sentence, place) if segment is not None and segment.kind == "number" else None


def read_year(sentence: Sentence, place: int) -> tuple[int | None, int]:
    """(the year written at ``place``, the place after it): "/2027", "năm 2027", "năm sau"."""
    at = place
    if sentence.folded(at) in ("/", "-", ".", ",", "of"):
        at += 1
    if sentence.folded(at) == "nam":
        at += 1
        if sentence.folded(at) in _NEXT:
            return sentence.today.year + 1, at + 1
        if sentence.folded(at) == "nay":
            return sentence.today.year, at + 1
    if sentence.folded(at) == "next" and sentence.folded(at + 1) == "year":
        return sentence.today.year + 1, at + 2
    year = _digits(sentence, at)
    if year is not None and FIRST_YEAR <= year <= LAST_YEAR:
        return year, at + 1
    return None, place


def _numeric(sentence: Sentence, place: int) -> Point | None:
    """15/1, 15/1/2027, 15-1-2027, 15.01.2027, 2027-01-15."""
    segment = sentence.at(place)
    if segment is None or segment.kind != "number":
        return None
    dotted = _DATE.match(segment.folded)
    if dotted:
        number, of_year, year = (int(group) for group in dotted.groups())
        return _day(place, place + 1, of_year, number, year)
    if segment.has("holiday"):
        number, of_year = (int(one) for one in re.findall(r"\d+", segment.folded))
        year_written, last = read_year(sentence, place + 1)
        point = _day(place, last, of_year, number, year_written)
        said_as_day = sentence.has(place - 1, "onday", "period", "before", "from", "to")
        if point is None or year_written is not None or said_as_day:
            return point
        return replace(point, kind="holiday")
    sign = sentence.folded(place + 1)
    first, second = _digits(sentence, place), _digits(sentence, place + 2)
    if sign not in _SIGNS or first is None or second is None:
        return None
    third = _digits(sentence, place + 4) if sentence.folded(place + 3) == sign else None
    if first >= FIRST_YEAR and third is not None:
        return _day(place, place + 5, second, third, first)
    if third is not None and FIRST_YEAR <= third <= LAST_YEAR:
        return _day(place, place + 5, second, first, third)
    if sign != "/":
        return None
    if second >= FIRST_YEAR and first <= _MONTHS:
        return Point(place, place + 3, "month", month(first), second) if first else None
    year_written, last = read_year(sentence, place + 3)
    return _day(place, last, second, first, year_written)


def _day(first: int, last: int, of_year: int, number: int, year: int | None) -> Point | None:
    if not (1 <= of_year <= _MONTHS and 1 <= number <= _DAYS_IN_MONTH):
        return None
    return Point(first, last, "day", day(of_year, number), year)


def _worded_day(sentence: Sentence, place: int) -> Point | None:
    """15 tháng 1, mùng 5 Tết, 23 tháng Chạp, rằm Chạp, 10/11 âm lịch."""
    at = place
    if sentence.folded(at) in ("ngay", "mung", "mong", "hom", "vao ngay"):
        at += 1
        numeric = _numeric(sentence, at)
        if numeric is not None:
            return replace(_maybe_lunar(sentence, numeric), first=place)
    number = 15 if sentence.folded(at) == "ram" else whole(sentence, at)
    if number is None or not 1 <= number <= _DAYS_IN_MONTH:
        return None
    at += 1
    if sentence.folded(at) == "tet" and (at - place == 2 or number >= _LATE_IN_MONTH):
        # "mùng 5 Tết" is after it, "25 Tết" before
        lunar = 12 if number >= _LATE_IN_MONTH else 1
        return Point(place, at + 1, "day", lunar_day(lunar, number))
    is_month = sentence.folded(at) == "thang"
    at += is_month
    if sentence.folded(at) in _LUNAR:
        point = Point(place, at + 1, "day", lunar_day(_LUNAR[sentence.folded(at)], number))
        _year, last = read_year(sentence, at + 1)
        return replace(point, last=last)
    of_year = whole(sentence, at) if is_month else None
    if of_year is None or not 1 <= of_year <= _MONTHS:
        return None
    year, last = read_year(sentence, at + 1)
    if sentence.folded(at - 2) == "ram":
        return Point(place, last, "day", lunar_day(of_year, number))
    solar = _day(place, last, of_year, number, year)
    return None if solar is None else _maybe_lunar(sentence, solar, of_year, number)


def _maybe_lunar(
    sentence: Sentence, point: Point, of_year: int | None = None, number: int | None = None
) -> Point:
    at = point.last + (sentence.folded(point.last) == "(")
    if sentence.folded(at) != "am" or sentence.folded(at + 1) != "lich":
        return point
    if of_year is None or number is None:
        known = point.in_year(FIRST_YEAR) or point.in_year(FIRST_YEAR + 4)
        if known is None:
            return point
        of_year, number = known[0].month, known[0].day
    return Point(point.first, at + 2, "day", lunar_day(of_year, number))


def _month(sentence: Sentence, place: int) -> Point | None:
    """tháng 12, cuối tháng 1/2027, tháng Giêng, tháng này, tháng sau, T12/2026."""
    at, part = place, ""
    if sentence.folded(at) == "nua" and sentence.folded(at + 1) in ("dau", "cuoi"):
        part, at = f"nua {sentence.folded(at + 1)}", at + 2
    elif sentence.folded(at) in ("dau", "giua", "cuoi", "het"):
        part, at = _PARTS[sentence.folded(at)], at + 1
    short = _MONTH_TOKEN.match(sentence.folded(at))
    if short and 1 <= int(short.group(1)) <= _MONTHS:
        year, last = read_year(sentence, at + 1)
        if year is None and not part and place > 0 and not sentence.has(place - 1, *_LEADS):
            return None
        return Point(place, last, "month", month(int(short.group(1)), part), year)
    if sentence.folded(at) != "thang":
        return None
    name = sentence.folded(at + 1)
    if name in _LUNAR:
        return Point(place, at + 2, "month", lunar_month(_LUNAR[name], part))
    if name in ("nay", "sau", "toi") or (
        part and name not in _LUNAR and whole(sentence, at + 1) is None
    ):
        if name not in ("nay", "sau", "toi") and sentence.has(place - 1, "weekday"):
            return None  # "thứ hai đầu tháng"
        ahead = 1 if name in ("sau", "toi") else 0
        start = months_after(sentence.today.replace(day=1), ahead)
        if name != "nay" and month(start.month, part)(start.year)[1] < sentence.today:
            start = months_after(start, 1)  # "đầu tháng", said at its end
        last = at + 2 if name in ("nay", "sau", "toi") else at + 1
        return Point(place, last, "month", month(start.month, part), start.year)
    number = whole(sentence, at + 1)
    if number is None or not 1 <= number <= _MONTHS:
        return None
    if sentence.folded(at - 1) in ("moi", "hang", "mot", "trong mot") or sentence.has(
        at + 2, "lot", "weight", "volume"
    ):
        return None  # "mỗi tháng một chuyến", "tháng 2 tấn"
    year, last = read_year(sentence, at + 2)
    if sentence.folded(last) == "am" and sentence.folded(last + 1) == "lich":
        return Point(place, last + 2, "month", lunar_month(number, part))
    return Point(place, last, "month", month(number, part), year)


_LEADS = ("deliver", "before", "from", "onday", "to")


def _quarter(sentence: Sentence, place: int) -> Point | None:
    """quý 2/2027, quý II, Q2 2027, first quarter of 2027."""
    short = _QUARTER_TOKEN.match(sentence.folded(place))
    if short:
        year, last = read_year(sentence, place + 1)
        if year is None and not sentence.is_english:
            return None
        return Point(place, last, "quarter", quarter(int(short.group(1))), year)
    word = sentence.folded(place)
    number, at = None, place + 2
    if word == "quy" and sentence.folded(place - 1) in ("moi", "hang", "mot"):
        return None
    if word == "quy":
        number = whole(sentence, place + 1) or _ROMAN.get(sentence.folded(place + 1))
    elif word in _ORDINALS and sentence.folded(place + 1) == "quarter":
        number = _ORDINALS[word]
    if number is None or not 1 <= number <= _QUARTERS:
        return None
    year, last = read_year(sentence, at)
    return Point(place, last, "quarter", quarter(number), year)


def _relative(sentence: Sentence, place: int) -> Point | None:
    """tuần sau, ngày mai, 20 ngày tới, next week, the next 3 months."""
    today = sentence.today
    words = (sentence.folded(place), sentence.folded(place + 1))
    monday = today - datetime.timedelta(today.weekday())
    week = datetime.timedelta(7)
    if words in (("tuan", "sau"), ("tuan", "toi"), ("next", "week")):
        return _fixed(place, place + 2, "week", monday + week, monday + 2 * week - _ONE)
    named = _named_weekday(sentence, place, monday)
    if named is not None:
        return named
    if words == ("cuoi", "tuan"):
        which = sentence.folded(place + 2)
        if which in ("nay", *_NEXT):
            saturday = monday + datetime.timedelta(5) + (week if which != "nay" else week * 0)
            return _fixed(place, place + 3, "span", saturday, saturday + _ONE)
    if words in (("tuan", "nay"), ("this", "week")):
        return _fixed(place, place + 2, "week", today, monday + week - _ONE)
    if words in (("ngay", "mai"), ("trong ngay", "mai"), ("hom", "sau")) or (
        words[0] == "tomorrow"
    ):
        return _fixed(
            place, place + 1 + (words[0] != "tomorrow"), "day", today + _ONE, today + _ONE
        )
    if words in (("this", "month"), ("next", "month")):
        start = months_after(today.replace(day=1), int(words[0] == "next"))
        return Point(place, place + 2, "month", month(start.month), start.year)
    return _coming(sentence, place)


_ONE = datetime.timedelta(1)
_THIS = frozenset({"nay", "this"})


def _named_weekday(sentence: Sentence, place: int, monday: datetime.date) -> Point | None:
    """ "thứ năm tuần sau", "thứ 6 này", "next Friday", "Friday next week": one day."""
    at, which = place, ""
    if sentence.folded(at) in ("this", "next"):
        at, which = at + 1, sentence.folded(at)
    segment = sentence.at(at)
    if segment is None or not segment.has("weekday"):
        return None
    last = at + 1
    if not which:
        if (sentence.folded(last) == "tuan" and sentence.folded(last + 1) in ("nay", *_NEXT)) or (
            sentence.folded(last) in ("this", "next") and sentence.folded(last + 1) == "week"
        ):
            which = sentence.folded(last + (sentence.folded(last) == "tuan"))
            last += 2
        elif sentence.folded(last) in ("nay", "toi"):
            which, last = sentence.folded(last), last + 1
        else:
            return None
    offset = int(str(segment.code("weekday"))) - 2
    date = monday + datetime.timedelta(offset + (0 if which in _THIS else 7))
    if which == "toi" and last == at + 2 and date - datetime.timedelta(7) > sentence.today:
        date -= datetime.timedelta(7)  # "thứ sáu tới": the next one
    return _fixed(place, last, "day", date, date)


def _coming(sentence: Sentence, place: int) -> Point | None:
    """N days, weeks or months from today."""
    at = place + (sentence.folded(place) == "the")
    is_next = sentence.folded(at) in ("next", "coming", "following")
    at += is_next
    count, unit = whole(sentence, at), sentence.at(at + 1)
    if count is None or unit is None or not unit.has("period"):
        return None
    last = at + 2
    ends_so = sentence.folded(last) in ("toi", "sap toi", "nua", "from now")
    if not (
        is_next or ends_so or (sentence.folded(last), sentence.folded(last + 1)) == ("from", "now")
    ):
        return None
    last += 1 if ends_so else 0
    end = _later(sentence.today, count, str(unit.code("period")))
    return _fixed(place, last, "span", sentence.today, end)


def _later(today: datetime.date, count: int, unit: str) -> datetime.date:
    if unit in ("day", "week"):
        return days_after(today, count * (7 if unit == "week" else 1))
    return months_after(today, min(count, 1000) * {"month": 1, "quarter": 3, "year": 12}[unit])


def _fixed(first: int, last: int, kind: str, start: datetime.date, end: datetime.date) -> Point:
    return Point(first, last, kind, lambda _year: (start, end), start.year)


def _english(sentence: Sentence, place: int) -> Point | None:
    """20 January 2027, January 20th, early March, end of December, March 2027."""
    at, part = place, ""
    if sentence.folded(at) == "the":
        at += 1
    if sentence.folded(at) in ("first", "second") and sentence.folded(at + 1) == "half":
        part, at = {"first": "nua dau", "second": "nua cuoi"}[sentence.folded(at)], at + 2
        at += sentence.folded(at) == "of"
    elif sentence.folded(at) in _PARTS and sentence.folded(at) != "het":
        part, at = _PARTS[sentence.folded(at)], at + 1
        at += sentence.folded(at) == "of"
    number = _digits(sentence, at)
    if number is not None and not part:
        at += 1
        at += sentence.folded(at) in ("st", "nd", "rd", "th")
        at += sentence.folded(at) == "of"
    if not sentence.has(at, "month_en") or (number is None and not _is_month(sentence, at)):
        return None
    of_year = int(str(sentence.segments[at].code("month_en")))
    at += 1
    if number is None and not part:
        following = _digits(sentence, at)
        if following is not None and 1 <= following <= _DAYS_IN_MONTH:
            number, at = following, at + 1
            at += sentence.folded(at) in ("st", "nd", "rd", "th")
    year, last = read_year(sentence, at)
    if number is None:
        return Point(place, last, "month", month(of_year, part), year)
    return _day(place, last, of_year, number, year)


def _is_month(sentence: Sentence, place: int) -> bool:
    """ "may", "mar" and "sep" are words, too: a month only in English or with a year."""
    return sentence.is_english and (
        sentence.folded(place) not in ("may", "mar")
        or sentence.has(place - 1, "before", "from", "onday", "to")
        or sentence.folded(place - 1) in ("of", "early", "mid", "late", "end", "and", "-", "–")
        or read_year(sentence, place + 1)[0] is not None
        or sentence.has(place + 1, "month_en")
        or (
            sentence.folded(place + 1) in ("to", "and", "-", "–")
            and sentence.has(place + 2, "month_en")
        )
    )


def _named(sentence: Sentence, place: int) -> Point | None:
    """Tết and the days that people give presents on."""
    segment = sentence.at(place)
    if segment is None or not segment.has("tet", "holiday"):
        return None
    year, last = read_year(sentence, place + 1)
    if sentence.folded(place + 1) == ",":
        year, last = None, place + 1
    if segment.has("tet"):
        return Point(place, last, "tet", lunar_day(1, 1), year)
    code = str(segment.code("holiday"))
    lunar_code = code.startswith("lunar-")
    of_year, number = (int(one) for one in code.removeprefix("lunar-").split("-"))
    days = lunar_day(of_year, number) if lunar_code else day(of_year, number)
    return Point(place, last, "holiday", days, year)
