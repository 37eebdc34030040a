"""Random histories, and the slow day-by-day model that they are held against."""

import datetime
from dataclasses import dataclass

from hypothesis import strategies as st

FIRST = datetime.date(2024, 1, 1)
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Event:
    kind: str
    effective_on: datetime.date
    until: datetime.date | None = None


def days(low: int, high: int) -> st.SearchStrategy[datetime.date]:
    return st.integers(low, high).map(lambda n: FIRST + n * ONE_DAY)


@st.composite
def lives(draw: st.DrawFn) -> tuple[list[Event], datetime.date, datetime.date]:
    """Events in any order of arrival, the day of issue and the last day."""
    issued_on = FIRST
    last_day = draw(days(0, 300))
    events = [Event("issued", issued_on)]
    for kind in draw(
        st.lists(
            st.sampled_from(["extended", "suspended", "reinstated", "revoked", "superseded"]),
            max_size=6,
        )
    ):
        until = last_day + draw(st.integers(1, 180)) * ONE_DAY if kind == "extended" else None
        events.append(Event(kind, draw(days(0, 500)), until))
    return events, issued_on, last_day


def walk(
    events: list[Event], issued_on: datetime.date, last_day: datetime.date, *, until: datetime.date
) -> dict[datetime.date, str]:
    """Each day's state, found by living through the days one after the other."""
    day, told = issued_on - 3 * ONE_DAY, {}
    suspended, over, runs_until = False, "", last_day
    while day <= until:
        todays = [e for e in events if e.effective_on == day]
        for event in todays:
            if event.kind == "suspended":
                suspended = True
            if event.kind == "reinstated":
                suspended = False
            if event.kind == "extended":
                runs_until = max(runs_until, event.until)
        kinds = {e.kind for e in todays}
        over = over or next((k for k in ("revoked", "superseded") if k in kinds), "")
        told[day] = _name(day, issued_on, last_day, runs_until, over=over, suspended=suspended)
        day += ONE_DAY
    return told


def _name(day, issued_on, last_day, runs_until, *, over, suspended) -> str:  # noqa: PLR0911
    if day < issued_on:
        return "not_yet_valid"
    if over:
        return over
    if day > runs_until:
        return "expired"
    if suspended:
        return "suspended"
    if day > last_day:
        return "extended"
    left = (last_day - day).days
    if left < 120:
        return "renewal_late"
    return "renewal_open" if left <= 180 else "valid"
