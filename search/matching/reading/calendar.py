"""Arithmetic of days, and a day or period that is known but for its year."""

import calendar
import datetime
from collections.abc import Callable
from dataclasses import dataclass

from . import lunar

Days = tuple[datetime.date, datetime.date]
#: The calendar of Python ends there, and so do we, long before.
FIRST_YEAR, LAST_YEAR = 2000, 2200


@dataclass(frozen=True, slots=True)
class Point:
    """A day or period at the segments from ``first`` up to ``last``.

    ``days`` gives its first and last day in a year; ``year`` is None where none was written.
    ``kind``: day, month, quarter, week, span (from today), tet, holiday.
    """

    first: int
    last: int
    kind: str
    days: Callable[[int], Days]
    year: int | None = None

    def in_year(self, year: int) -> Days | None:
        """None where there is no such day (30 February)."""
        if not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        try:
            return self.days(year)
        except (ValueError, KeyError, OverflowError):
            return None

    def next_from(self, today: datetime.date) -> Days | None:
        """In its own year, else the next such days that do not end before today."""
        if self.year is not None:
            return self.in_year(self.year)
        for year in range(today.year - 1, today.year + 9):
            days = self.in_year(year)
            if days is not None and days[1] >= today:
                return days
        return None


def day(month: int, number: int) -> Callable[[int], Days]:
    def days(year: int) -> Days:
        one = datetime.date(year, month, number)
        return one, one

    return days


def month(number: int, part: str = "") -> Callable[[int], Days]:
    """``part``: dau, giua, cuoi (the first ten days, the next ten, the rest), nua dau, nua cuoi (halves)."""

    def days(year: int) -> Days:
        last = calendar.monthrange(year, number)[1]
        begin, end = {
            "dau": (1, 10),
            "giua": (11, 20),
            "cuoi": (21, last),
            "nua dau": (1, 15),
            "nua cuoi": (16, last),
        }.get(part, (1, last))
        return datetime.date(year, number, begin), datetime.date(year, number, end)

    return days


def quarter(number: int) -> Callable[[int], Days]:
    def days(year: int) -> Days:
        return month(number * 3 - 2)(year)[0], month(number * 3)(year)[1]

    return days


def lunar_day(month_number: int, number: int) -> Callable[[int], Days]:
    """In the year of the calendar in which it falls for months 1 to 10; months 11 and 12 belong to
    the lunar year before it when they fall in January or February."""

    def days(year: int) -> Days:
        one = lunar.first_of_month(month_number, year=year) + datetime.timedelta(number - 1)
        return one, one

    return days


def lunar_month(number: int, part: str = "") -> Callable[[int], Days]:
    def days(year: int) -> Days:
        start = lunar.first_of_month(number, year=year)
        following = number % 12 + 1
        end = lunar.first_of_month(following, year=year + (number == 12))
        end -= datetime.timedelta(1)
        if not part:
            return start, end
        begin = {"giua": 10, "cuoi": 20, "nua cuoi": 15}.get(part, 0)
        last = {"dau": 9, "giua": 19, "nua dau": 14}.get(part, (end - start).days)
        return start + datetime.timedelta(begin), start + datetime.timedelta(last)

    return days


def months_after(start: datetime.date, count: int) -> datetime.date:
    """The same day ``count`` months later, or the last of that month."""
    number = start.year * 12 + start.month - 1 + count
    year, of_year = divmod(number, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return start
    last = calendar.monthrange(year, of_year + 1)[1]
    return datetime.date(year, of_year + 1, min(start.day, last))


def days_after(start: datetime.date, count: int) -> datetime.date:
    """Nonsensical counts leave the day as it is."""
    return start + datetime.timedelta(count) if 0 <= count <= 10_000 else start
