"""The life of a certificate, derived for a day from what is stored (truth 2). Pure.

What wins, first to last: not yet issued; revoked or superseded (final, the earlier of them, and
revoked where both fall on one day); past its end; suspended; then how near the end is.
"""

import datetime
from collections.abc import Iterable
from itertools import pairwise
from typing import Protocol

from django.db import models
from django.utils.translation import gettext_lazy as _

from .terms import RENEWAL_LATE_DAYS, RENEWAL_OPENS_DAYS

ONE_DAY = datetime.timedelta(days=1)


class CertificateState(models.TextChoices):
    NOT_YET_VALID = "not_yet_valid", _("not yet valid")
    VALID = "valid", _("valid")
    RENEWAL_OPEN = "renewal_open", _("valid, renewal open")
    RENEWAL_LATE = "renewal_late", _("valid, renewal late")
    EXTENDED = "extended", _("extended")
    SUSPENDED = "suspended", _("suspended")
    EXPIRED = "expired", _("expired")
    REVOKED = "revoked", _("revoked")
    SUPERSEDED = "superseded", _("replaced by a newer certificate")


#: The states in which a star may be shown.
LIVE_STATES = frozenset(
    {
        CertificateState.VALID,
        CertificateState.RENEWAL_OPEN,
        CertificateState.RENEWAL_LATE,
        CertificateState.EXTENDED,
    }
)
_FINAL = {"revoked": CertificateState.REVOKED, "superseded": CertificateState.SUPERSEDED}


class LifeEvent(Protocol):
    """What the rules read of a CertificateEvent."""

    kind: str
    effective_on: datetime.date
    until: datetime.date | None


def live_state_on(last_day: datetime.date, day: datetime.date) -> CertificateState:
    """The state of a certificate that is known to be live on ``day``: its nearness to the end."""
    left = (last_day - day).days
    if left < 0:
        return CertificateState.EXTENDED
    if left < RENEWAL_LATE_DAYS:
        return CertificateState.RENEWAL_LATE
    if left <= RENEWAL_OPENS_DAYS:
        return CertificateState.RENEWAL_OPEN
    return CertificateState.VALID


def state_on(
    events: Iterable[LifeEvent],
    issued_on: datetime.date,
    last_day: datetime.date,
    day: datetime.date,
) -> CertificateState:
    """The state on a calendar day. Events of one day count in the order given."""
    if day < issued_on:
        return CertificateState.NOT_YET_VALID
    past = sorted((e for e in events if e.effective_on <= day), key=lambda e: e.effective_on)
    finals = [(e.effective_on, e.kind) for e in past if e.kind in _FINAL]
    if finals:
        return _FINAL[min(finals)[1]]
    if day > last_day and not any(
        e.kind == "extended" and e.until is not None and day <= e.until for e in past
    ):
        return CertificateState.EXPIRED
    pauses = [e.kind for e in past if e.kind in {"suspended", "reinstated"}]
    if pauses and pauses[-1] == "suspended":
        return CertificateState.SUSPENDED
    return live_state_on(last_day, day)


def live_intervals(
    events: Iterable[LifeEvent], issued_on: datetime.date, last_day: datetime.date
) -> list[tuple[datetime.date, datetime.date]]:
    """The days, both ends included, on which the star may be shown: apart, ascending, never touching."""
    events = list(events)
    turns = {issued_on, last_day + ONE_DAY}
    turns.update(e.effective_on for e in events if e.effective_on > issued_on)
    turns.update(e.until + ONE_DAY for e in events if e.until is not None)
    turning = sorted(turns)
    intervals: list[tuple[datetime.date, datetime.date]] = []
    for first, following in pairwise(turning):
        if state_on(events, issued_on, last_day, first) not in LIVE_STATES:
            continue
        if intervals and intervals[-1][1] + ONE_DAY == first:
            first = intervals.pop()[0]  # noqa: PLW2901  # the same stretch goes on
        intervals.append((first, following - ONE_DAY))
    return intervals
