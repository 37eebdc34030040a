"""The season of a product: twelve bits, bit n-1 set where month n is in season; 0 is all year."""

import datetime
import functools
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import get_language

ALL_YEAR = 0


@dataclass(frozen=True, slots=True)
class Month:
    number: int
    name: str
    in_season: bool
    is_now: bool


def bits(months: Iterable[int]) -> int:
    """Months (1 to 12) as stored. Raises ValueError for another number."""
    result = 0
    for month in months:
        if not 1 <= month <= 12:  # noqa: PLR2004
            raise ValueError(f"no month: {month}")
        result |= 1 << (month - 1)
    return result


def is_in_season(season_months: int, *, on: datetime.date) -> bool:
    """Whether the month of ``on`` is one of them; always for what has no season."""
    return season_months == ALL_YEAR or bool(season_months & 1 << (on.month - 1))


def next_start(season_months: int, *, on: datetime.date) -> datetime.date | None:
    """The first day of the month in which the next season begins; None where it is season now."""
    return None if is_in_season(season_months, on=on) else season_begins(season_months, after=on)


def season_begins(season_months: int, *, after: datetime.date) -> datetime.date | None:
    """The first day of the next month in season after the month of a day; None without a season."""
    if season_months == ALL_YEAR:
        return None
    coming = (divmod(after.month + k, 12) for k in range(12))
    return next(
        datetime.date(after.year + years, month + 1, 1)
        for years, month in coming
        if season_months & 1 << month
    )


def calendar(season_months: int, *, on: datetime.date) -> list[Month]:
    """The twelve months in the page's language; empty for what has no season."""
    if season_months == ALL_YEAR:
        return []
    return list(_calendar(season_months, on.month, get_language() or ""))


@functools.lru_cache(maxsize=1024)
def _calendar(season_months: int, now: int, _language: str) -> tuple[Month, ...]:
    return tuple(
        Month(
            number=month,
            name=date_format(datetime.date(2000, month, 1), "M"),
            in_season=bool(season_months & 1 << (month - 1)),
            is_now=month == now,
        )
        for month in range(1, 13)
    )
