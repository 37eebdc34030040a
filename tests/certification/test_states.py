"""The derived states of a certificate, against a model that lives through the days."""

import datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings

from catalog.certification.states import LIVE_STATES, CertificateState, live_intervals, state_on

from .histories import FIRST, ONE_DAY, Event, lives, walk

ISSUED = datetime.date(2026, 1, 10)
LAST = datetime.date(2029, 1, 10)


def state(on: str, *events: Event) -> str:
    return state_on(
        [Event("issued", ISSUED), *events], ISSUED, LAST, datetime.date.fromisoformat(on)
    )


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-01-09", "not_yet_valid"),
        ("2026-01-10", "valid"),
        ("2028-07-13", "valid"),  # 181 days before the end
        ("2028-07-14", "renewal_open"),  # 180
        ("2028-09-12", "renewal_open"),  # 120
        ("2028-09-13", "renewal_late"),  # 119
        ("2029-01-10", "renewal_late"),
        ("2029-01-11", "expired"),
    ],
)
def test_a_quiet_life(on, expected):
    assert state(on) == expected


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_an_extension_counts_from_its_confirmation():
    extended = Event("extended", day("2029-01-20"), day("2029-07-01"))

    assert [
        state(on, extended) for on in ("2029-01-10", "2029-01-11", "2029-01-20", "2029-07-01")
    ] == ["renewal_late", "expired", "extended", "extended"]
    assert state("2029-07-02", extended) == "expired"


def test_a_suspension_lasts_until_it_is_reinstated():
    pause = Event("suspended", day("2026-05-01")), Event("reinstated", day("2026-06-01"))

    assert [state(on, *pause) for on in ("2026-04-30", "2026-05-01", "2026-05-31")] == [
        "valid",
        "suspended",
        "suspended",
    ]
    assert state("2026-06-01", *pause) == "valid"


@pytest.mark.parametrize("end", ["revoked", "superseded"])
def test_an_end_is_final(end):
    ended = Event(end, day("2026-05-01"))
    later = Event("reinstated", day("2026-06-01")), Event("extended", day("2026-06-02"), LAST)

    assert state("2026-04-30", ended, *later) == "valid"
    assert state("2026-05-01", ended, *later) == end
    assert state("2031-01-01", ended, *later) == end


def test_revoked_is_what_counts_where_both_ends_fall_on_one_day():
    ends = Event("superseded", day("2026-05-01")), Event("revoked", day("2026-05-01"))

    assert state("2026-05-01", *ends) == "revoked"


def test_a_revocation_from_the_day_of_issue_leaves_no_live_day():
    events = [Event("issued", ISSUED), Event("revoked", ISSUED)]

    assert live_intervals(events, ISSUED, LAST) == []


@settings(max_examples=300)
@given(lives())
def test_each_day_is_as_the_model_has_it(life):
    events, issued_on, last_day = life
    model = walk(events, issued_on, last_day, until=FIRST + 520 * ONE_DAY)

    assert {on: state_on(events, issued_on, last_day, on).value for on in model} == model


@settings(max_examples=300)
@given(lives())
def test_intervals_hold_exactly_the_live_days_and_never_touch(life):
    events, issued_on, last_day = life
    model = walk(events, issued_on, last_day, until=FIRST + 520 * ONE_DAY)

    intervals = live_intervals(events, issued_on, last_day)

    held = {
        first + n * ONE_DAY for first, last in intervals for n in range((last - first).days + 1)
    }
    assert held == {on for on, name in model.items() if CertificateState(name) in LIVE_STATES}
    assert all(b[0] - a[1] > ONE_DAY for a, b in pairwise(intervals))
