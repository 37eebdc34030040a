"""Whether a visit of these days and people can be asked for: what the host states, and the calendar."""

import datetime
from collections.abc import Iterator, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.partner.models import VisitTerms
from catalog.partner.sale import is_open

#: From the first day to the last, both counted.
LONGEST = 15
#: So many days ahead at most.
FARTHEST = 365
#: All days that can be asked for.
COMING = datetime.timedelta(days=FARTHEST + LONGEST)


def days_of(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Each day, both ends among them."""
    for number in range((last - first).days + 1):
        yield first + datetime.timedelta(days=number)


def earliest(
    terms: VisitTerms, *, on: datetime.date, taken: Mapping[datetime.date, int]
) -> datetime.date:
    """The first day that keeps the host's notice and on which it has room for guests, if there is one soon.

    Otherwise the first day that keeps the notice.
    """
    begin = on + datetime.timedelta(days=terms.minimum_notice)
    coming = days_of(begin, on + datetime.timedelta(days=FARTHEST))
    free = (day for day in coming if _receives(terms, day) and taken.get(day, 0) < terms.capacity)
    return next(free, begin)


def refusals(
    terms: VisitTerms,
    *,
    first: datetime.date,
    last: datetime.date,
    people: int,
    on: datetime.date,
    taken: Mapping[datetime.date, int],
) -> dict[str, str]:
    """By field (``first_day``, ``last_day``, ``people``), why not and what to do; empty where it can.

    Each day of the visit must be one on which the host opens by its weekday and has not closed, and
    on which there is room besides those who come already (``taken``: people by day).
    """
    found = {}
    if people > terms.capacity:
        found["people"] = ngettext(
            "The host receives %(count)s person at once.",
            "The host receives %(count)s people at once.",
            terms.capacity,
        ) % {"count": terms.capacity}
    if reason := _first_day_refused(terms, first, on=on):
        found["first_day"] = reason
    elif last < first:
        found["last_day"] = _("The last day comes before the first.")
    elif (last - first).days >= LONGEST:
        found["last_day"] = _("Fifteen days at most. For longer, ask the host in your message.")
    elif closed := next((day for day in days_of(first, last) if not _receives(terms, day)), None):
        field = "first_day" if closed == first else "last_day"
        found[field] = _(
            "The host does not receive guests on %(day)s. Please choose another day."
        ) % {"day": date_format(closed, "l d/m/Y")}
    elif "people" not in found:
        day, room = fullest(terms, first, last, taken)
        if room < people:
            field = "people" if room else ("first_day" if day == first else "last_day")
            found[field] = no_room(day, room)
    return found


def fullest(
    terms: VisitTerms, first: datetime.date, last: datetime.date, taken: Mapping[datetime.date, int]
) -> tuple[datetime.date, int]:
    """The first of the days with the least room, and how many people more it bears."""
    room = {day: max(terms.capacity - taken.get(day, 0), 0) for day in days_of(first, last)}
    day = min(room, key=lambda one: (room[one], one))
    return day, room[day]


def no_room(day: datetime.date, room: int) -> str:
    """Why so many cannot come on a day that has ``room`` left."""
    named = date_format(day, "l d/m/Y")
    if not room:
        return _("The host has no room left on %(day)s. Please choose another day.") % {
            "day": named
        }
    return ngettext(
        "On %(day)s the host has room for %(count)s more person.",
        "On %(day)s the host has room for %(count)s more people.",
        room,
    ) % {"day": named, "count": room}


def _first_day_refused(terms: VisitTerms, first: datetime.date, *, on: datetime.date) -> str:
    if first < on:
        return _("This day is over already.")
    notice = terms.minimum_notice
    if (first - on).days < notice:
        begin = date_format(on + datetime.timedelta(days=notice), "d/m/Y")
        return ngettext(
            "The host needs %(days)s day of notice: from %(begin)s on.",
            "The host needs %(days)s days of notice: from %(begin)s on.",
            notice,
        ) % {"days": notice, "begin": begin}
    if (first - on).days > FARTHEST:
        return _("Please choose a day within a year from now.")
    return ""


def _receives(terms: VisitTerms, day: datetime.date) -> bool:
    return terms.is_open_on(day) and is_open(terms.vendor, on=day)
