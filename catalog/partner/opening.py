"""Opening times by weekday: seven entries from Monday, ``["08:00", "17:00"]`` or None where closed."""

import datetime
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS

#: As kept in JSON.
Week = Sequence[Sequence[str] | None]

DAYS = 7


@dataclass(frozen=True, slots=True)
class Hours:
    """``first`` to ``last`` (0 is Monday) with the same hours; both empty where it is closed."""

    first: int
    last: int
    opens: str
    closes: str

    @property
    def words(self) -> str:
        """The weekdays in the page's language."""
        begin = str(WEEKDAYS[self.first]).capitalize()
        if self.first == self.last:
            return begin
        return f"{begin} – {str(WEEKDAYS[self.last]).capitalize()}"


def opening_rows(week: Week) -> list[Hours]:
    """Neighbouring days of the same hours together, from Monday."""
    rows = []
    day = 0
    for hours, same in itertools.groupby(tuple(one) if one else None for one in week):
        count = len(list(same))
        opens, closes = hours or ("", "")
        rows.append(Hours(day, day + count - 1, opens, closes))
        day += count
    return rows


def opens_on(week: Week, day: datetime.date) -> bool:
    """Whether the weekday of ``day`` has hours."""
    return week[day.weekday()] is not None


def checked_week(week: Week) -> list[list[str] | None]:
    """The week as it is kept. ValueError unless it has seven days, each closed or ending after it begins."""
    if len(week) != DAYS:
        raise ValueError("a week has seven days")
    checked: list[list[str] | None] = []
    for hours in week:
        if hours is None:
            checked.append(None)
            continue
        begin, end = (datetime.time.fromisoformat(one) for one in hours)
        if begin >= end:
            raise ValueError("closes before it opens")
        checked.append([f"{begin:%H:%M}", f"{end:%H:%M}"])
    return checked
