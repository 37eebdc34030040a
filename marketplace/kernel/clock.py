"""The only source of today. Validity is counted in calendar days of Asia/Ho_Chi_Minh."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime.datetime:
    """The present instant, aware. TODAY does not move it: what happened, happened then."""
    return timezone.now()


def today() -> datetime.date:
    """The calendar day in Vietnam, or the day that the setting TODAY names (never in production)."""
    if settings.TODAY:
        return datetime.date.fromisoformat(settings.TODAY)
    return timezone.now().astimezone(VIETNAM).date()
