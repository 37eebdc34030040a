"""36 months, by the corresponding day (Civil Code 91/2015/QH13, Art. 148.3)."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.certification.terms import last_day_of, longest_extension, months_after


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("issued_on", "last_day"),
    [
        ("2025-03-24", "2028-03-24"),
        ("2024-02-29", "2027-02-28"),
        ("2025-02-28", "2028-02-28"),
        ("2026-12-31", "2029-12-31"),
        ("2026-01-01", "2029-01-01"),
    ],
)
def test_a_term_ends_on_the_corresponding_day(issued_on, last_day):
    assert last_day_of(day(issued_on)) == day(last_day)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-15", 12, "2027-12-15"),
    ],
)
def test_months_without_such_a_day_end_on_their_last(start, months, end):
    assert months_after(day(start), months) == day(end)


@given(st.dates(datetime.date(2019, 8, 21), datetime.date(2100, 1, 1)))
def test_every_term_is_1095_or_1096_days_and_ends_in_the_same_month(issued_on):
    last = last_day_of(issued_on)

    assert 1095 <= (last - issued_on).days <= 1096
    assert (last.year, last.month) == (issued_on.year + 3, issued_on.month)


def test_an_extension_reaches_180_days_past_the_end():
    assert longest_extension(day("2026-11-23")) == day("2027-05-22")
