"""Today is a calendar day in Viet Nam."""

import datetime

import pytest
from django.utils import timezone

from marketplace.kernel import clock


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        ("2026-11-23T16:59:59+00:00", "2026-11-23"),
        ("2026-11-23T17:00:00+00:00", "2026-11-24"),
        ("2026-11-23T23:30:00+00:00", "2026-11-24"),
        ("2026-12-31T23:30:00+00:00", "2027-01-01"),
    ],
)
def test_the_day_changes_at_midnight_in_viet_nam(monkeypatch, settings, instant, day):
    settings.TODAY = ""
    monkeypatch.setattr(timezone, "now", lambda: datetime.datetime.fromisoformat(instant))

    assert clock.today() == datetime.date.fromisoformat(day)


def test_the_setting_moves_the_day_but_not_the_instant(settings):
    settings.TODAY = "2031-02-28"

    assert clock.today() == datetime.date(2031, 2, 28)
    assert clock.now() - timezone.now() < datetime.timedelta(seconds=5)


def test_the_instant_knows_its_time_zone():
    assert clock.now().tzinfo is not None
