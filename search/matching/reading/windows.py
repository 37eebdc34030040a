"""When to deliver: which dates of a sentence bound the delivery, and how (rules 24 to 27)."""

import datetime
from dataclasses import dataclass, field

from .calendar import Days, Point, lunar_day, months_after
from .days import read_point, whole
from .sentence import Sentence

_CONNECTORS = frozenset(
    {
        "den",
        "toi",
        "-",
        "–",
        "—",
        "to",
        "and",
        "until",
        "till",
        "den het",
        "den ngay",
        "toi ngay",
        "cho den",
    }
    | {"through", "toi het", "va", "~"}
)
_FILLERS = ("about",)
_STRICTLY_BEFORE = frozenset({"truoc", "before", "prior to", "ahead of", "truoc khi", "truoc ngay"})
_ONWARDS = frozenset({"tro di", "onwards", "onward"})
_ONE = datetime.timedelta(1)
_TET = "tet"
_LATE = 16
#: How far a lead word may stand before its date.
_REACH = 3


@dataclass(slots=True)
class Window:
    """The bounds of the delivery; ``inferred`` where the end is an event's or a contract's."""

    starts: list[datetime.date] = field(default_factory=list)
    ends: list[datetime.date] = field(default_factory=list)
    events: list[datetime.date] = field(default_factory=list)
    has_start_of_contract: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A point, or two as a range, at the segments from ``first`` up to ``last``."""

    first: int
    last: int
    begin: Point
    end: Point | None = None


def read_window(sentence: Sentence) -> Window:
    """All dates, each claimed, so that no number of theirs is read as an amount."""
    window = Window()
    place = 0
    while place < len(sentence):
        segment = sentence.segments[place]
        if segment.has("product", "product_en") and _TET in segment.folded.split():
            tet = Point(place, place + 1, "tet", lunar_day(1, 1)).next_from(sentence.today)
            window.events += [tet[1] - _ONE] if tet else []
        span = _read_span(sentence, place) if sentence.is_free(place) else None
        if span is None:
            place += 1
            continue
        _place_span(sentence, span, window)
        place = span.last
    return window


def _read_span(sentence: Sentence, place: int) -> Span | None:
    if sentence.folded(place) == "nay" and sentence.has(place - 1, "from"):
        today = sentence.today
        begin: Point | None = Point(
            place, place + 1, "day", lambda _year: (today, today), today.year
        )
    else:
        begin = read_point(sentence, place)
    if begin is None:
        return _short_range(sentence, place)
    at = begin.last
    if begin.kind == "month" and _is_dashed(sentence, at):
        end = read_point(sentence, at)
        if end is not None and end.kind == "month":
            return Span(place, end.last, begin, end)
    if sentence.folded(at) not in _CONNECTORS:
        return Span(place, at, begin)
    at += 1
    if sentence.folded(at) in ("het", "truoc", "ngay", "het ngay"):
        at += sentence.folded(at) != "ngay"
    if sentence.folded(begin.last) == "va" and sentence.folded(at) != "thang":
        return Span(place, begin.last, begin)
    end = read_point(sentence, at) or _second_month(sentence, begin, at)
    if end is None or end.kind == "span":
        return Span(place, begin.last, begin)
    return Span(place, end.last, begin, end)


def _is_dashed(sentence: Sentence, at: int) -> bool:
    """ "January-February": the dash within a word is no segment."""
    return sentence.has(at, "month_en") and sentence.text[
        sentence.segments[at - 1].end : sentence.segments[at].start
    ] in ("-", "‑")


def _second_month(sentence: Sentence, begin: Point, at: int) -> Point | None:
    """The second number of "tháng 3–5/2027"; of "December 5-10" a day of the same month."""
    from .calendar import day, month  # noqa: PLC0415
    from .days import read_year  # noqa: PLC0415

    number = whole(sentence, at)
    if number is None or sentence.has(at + 1, "weight", "count", "volume", "scale", "small"):
        return None
    if begin.kind == "month" and 1 <= number <= 12:
        year, last = read_year(sentence, at + 1)
        return Point(at, last, "month", month(number), year)
    days = begin.next_from(sentence.today)
    if (
        begin.kind == "day"
        and days is not None
        and days[0].day < number <= 31
        and sentence.is_english
    ):
        year, last = read_year(sentence, at + 1)
        return Point(at, last, "day", day(days[0].month, number), year or begin.year)
    return None


def _short_range(sentence: Sentence, place: int) -> Span | None:
    """ "20–25 tháng Chạp", "từ ngày 5 đến ngày 10 tháng 12": the first day without its month."""
    at = place + (sentence.folded(place) in ("ngay", "mung", "mong"))
    first = whole(sentence, at)
    joined = sentence.folded(at + 1) in _CONNECTORS - {"va", "and"}
    between = sentence.folded(at + 1) == "and" and sentence.folded(place - 1) == "between"
    if first is None or not (joined or between):
        return None
    at += 2
    end = read_point(sentence, at)
    if end is None or end.kind != "day":
        return None
    at += sentence.folded(at) in ("ngay", "mung", "mong")
    second = 15 if sentence.folded(at) == "ram" else whole(sentence, at)
    if second is None or not 0 < second - first < 31 or first < 1:
        return None
    back = datetime.timedelta(second - first)

    def days(year: int) -> Days:
        start = end.days(year)[0] - back
        return start, start

    return Span(place, end.last, Point(place, place + 1, "day", days, end.year), end)


def _resolve(span: Span, today: datetime.date) -> Days | None:
    """First and last day of a span; a year that is written on one end serves the other."""
    if span.end is None:
        return span.begin.next_from(today)
    if span.begin.year is None and span.end.year is not None:
        last = span.end.next_from(today)
        if last is None:
            return None
        for year in (last[1].year, last[1].year - 1):
            first = span.begin.in_year(year)
            if first is not None and first[0] <= last[1]:
                return first[0], last[1]
        return None
    first = span.begin.next_from(today)
    if first is None:
        return None
    last = span.end.next_from(first[0])
    if last is None:
        return None
    end = last[1] - _ONE if span.end.kind == "tet" else last[1]
    return first[0], end


def _place_span(sentence: Sentence, span: Span, window: Window) -> None:
    days = _resolve(span, sentence.today)
    sentence.claim(span.first, span.last, "date")
    if days is None:
        return
    start, end = max(days[0], sentence.today) if span.begin.kind == "month" else days[0], days[1]
    lead = _lead(sentence, span.first)
    context = _context(sentence, span.first)
    if lead == "" and sentence.folded(span.last) in _ONWARDS:
        lead = "from"
    if context in ("sample", "payment", "shelf") or (context == "sign" and lead != "from"):
        return
    is_feast = span.begin.kind in ("tet", "holiday") and span.end is None
    if span.begin.kind == "tet" and span.end is None:
        start, end = _before_tet(sentence, span, start)
    is_event = context == "event" or (is_feast and context != "deliver")
    if (
        span.end is None
        and is_event
        and (is_feast or context == "event")
        and not (is_feast and lead)
    ):
        window.events.append(end)
        sentence.say(span.first, span.last, "event", end.isoformat())
        return
    if span.end is not None or lead == "":
        window.starts.append(start)
        window.ends.append(end)
    elif lead == "from":
        window.starts.append(start if span.begin.kind != "tet" else end + _ONE)
        window.has_start_of_contract |= True
    elif lead == "before":
        strictly = _is_strict(sentence, span.first) and span.begin.kind in ("month", "quarter")
        strictly &= days[0].day < _LATE  # "before the end of May" is all of May
        window.ends.append(days[0] - _ONE if strictly else end)
    value = {"start": start.isoformat(), "end": end.isoformat(), "bound": lead or "both"}
    sentence.say(span.first, span.last, "date", value)


def _before_tet(sentence: Sentence, span: Span, tet: datetime.date) -> Days:
    """The eve, or "trước Tết 10 ngày"."""
    count = whole(sentence, span.last)
    unit = sentence.at(span.last + 1)
    if count and count < 100 and unit is not None and unit.has("period"):
        length = {"day": 1, "week": 7}.get(str(unit.code("period")))
        if length and not sentence.has(span.last + 1, "weight"):
            sentence.claim(span.last, span.last + 2, "date")
            day = tet - datetime.timedelta(count * length)
            return day, day
    return tet - _ONE, tet - _ONE


def _lead(sentence: Sentence, first: int) -> str:
    """before, from or "" by the words just before a date."""
    for steps, place in enumerate(sentence.back(first)):
        segment = sentence.segments[place]
        if segment.has("before"):
            return "before"
        if segment.has("from"):
            return "from"
        is_filler = segment.has("onday", *_FILLERS, "conj", "period") or segment.folded == "end"
        if steps >= _REACH or not is_filler:
            return ""
    return ""


def _is_strict(sentence: Sentence, first: int) -> bool:
    return any(
        sentence.folded(place) in _STRICTLY_BEFORE for place in range(max(0, first - _REACH), first)
    )


def _context(sentence: Sentence, first: int) -> str:
    """What the date is of: the nearest word before it in its clause that says so."""
    for place in sentence.back(first):
        segment = sentence.segments[place]
        if segment.has("tet", "holiday") and sentence.claims[place]:
            continue
        for kind in ("sample", "payment", "event", "deliver"):
            if segment.has(kind):
                return kind
        if segment.folded in ("ky", "ky ket", "sign", "signing", "signed", "ky hop dong"):
            return "sign"
        if segment.has("shelf") and segment.folded != "date":
            return "shelf"
    return ""


def bounds(
    sentence: Sentence, window: Window, contract_months: int | None
) -> tuple[str | None, str | None, bool]:
    """(start, end, whether the end is inferred); both None and a conflict where they cross."""
    start = max(window.starts, default=None)
    end = min(window.ends, default=None)
    inferred = False
    if start is not None and end is not None and start > end:
        sentence.conflicts.add("window")
        return None, None, False
    if end is None and start is not None and contract_months:
        end, inferred = months_after(start, contract_months) - _ONE, True
    if end is None and start is None and window.events:
        end, inferred = min(window.events), True
    return (
        start.isoformat() if start else None,
        end.isoformat() if end else None,
        inferred,
    )
