"""The days and months in which a need is to be served, and how much of it falls into each month."""

import calendar
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from .columns import MILLI, MONTHS

#: Where no last day is said: so many days are looked at for capacity, the first of them for papers.
OPEN_DAYS = 90
_WEEK = 7
_QUARTER = 3
_YEAR = 12


@dataclass(frozen=True)
class Window:
    """``last``: for papers; ``looked_until``: for amounts and season."""

    first: datetime.date
    last: datetime.date
    looked_until: datetime.date

    @property
    def months(self) -> list[datetime.date]:
        """First days of the calendar months that it touches."""
        return list(_months(self.first, self.looked_until))

    def days_in(self, month: datetime.date) -> int:
        end = month.replace(day=days_of(month))
        return (min(end, self.looked_until) - max(month, self.first)).days + 1


def window_of(
    start: datetime.date | None, end: datetime.date | None, *, today: datetime.date
) -> Window:
    """What is past is left out; a window that is over is the present day alone."""
    first = max(start or today, today)
    if end is None:
        return Window(first, first, first + datetime.timedelta(days=OPEN_DAYS - 1))
    last = max(first, end)
    return Window(first, last, last)


def days_of(month: datetime.date) -> int:
    return calendar.monthrange(month.year, month.month)[1]


def _months(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month += datetime.timedelta(days=days_of(month))


def month_number(month: datetime.date, *, today: datetime.date) -> int:
    """0 for the present month; may be negative or beyond MONTHS."""
    return (month.year - today.year) * _YEAR + month.month - today.month


def monthly_of(
    amount: Decimal, period: str | None, window: Window, *, today: datetime.date
) -> dict[int, int]:
    """Month (by number) → thousandths that are wanted in it, rounded up.

    A total may come in any month; a rate is shared by days, so that a month of which half is in
    the window takes half.
    """
    found = {}
    for month in window.months:
        number = month_number(month, today=today)
        if number < MONTHS:
            found[number] = _milli(amount * _share(period, window.days_in(month), days_of(month)))
    return found


def total_of(amount: Decimal, period: str | None, monthly: dict[int, int]) -> int:
    return sum(monthly.values()) if is_rate(period) else _milli(amount)


def is_rate(period: str | None) -> bool:
    return period not in {None, "once"}


def _share(period: str | None, days: int, length: int) -> Decimal:
    if period == "day":
        return Decimal(days)
    if period == "week":
        return Decimal(days) / _WEEK
    months = {"month": 1, "quarter": _QUARTER, "year": _YEAR}.get(period or "")
    return Decimal(days) / length / months if months else Decimal(1)


def _milli(amount: Decimal) -> int:
    return int((amount * MILLI).to_integral_value(rounding=ROUND_CEILING))
