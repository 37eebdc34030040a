"""A certificate's state and history in sentences for anybody who checks it."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .models import Certificate, CertificateEvent
from .states import CertificateState

Kind = CertificateEvent.Kind
State = CertificateState


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the history; ``paper`` is the document's number as printed."""

    day: datetime.date
    words: str
    paper: str = ""
    ground: str = ""
    newer_code: str = ""


def day_in_words(day: datetime.date) -> str:
    return date_format(day, "d/m/Y")


def history(certificate: Certificate) -> list[Happening]:
    """Everything on record, in the order in which it took effect; names no person."""
    return [_happening(certificate, event) for event in certificate.events.all()]


def _happening(certificate: Certificate, event: CertificateEvent) -> Happening:
    words = {
        Kind.ISSUED: _("Issued with %(star)s stars, valid until %(last)s."),
        Kind.EXTENDED: _("Extended until %(until)s by confirmation of the authority."),
        Kind.SUSPENDED: _("Suspended: no star may be shown from this day."),
        Kind.REINSTATED: _("Reinstated: valid again from this day."),
        Kind.REVOKED: _("Revoked for good from this day."),
        Kind.SUPERSEDED: _("Replaced by a newer certificate from this day."),
    }[Kind(event.kind)]
    facts = {
        "star": certificate.star,
        "last": day_in_words(certificate.last_day),
        "until": day_in_words(event.until) if event.until else "",
    }
    return Happening(
        day=event.effective_on,
        words=words % facts,
        paper=event.reference,
        ground=event.get_ground_display() if event.ground else "",
        newer_code=event.superseded_by.code if event.superseded_by else "",
    )


def _since(certificate: Certificate, kind: str, on: datetime.date) -> datetime.date:
    """The day from which what counts on a day has counted without a break."""
    past = [event for event in certificate.events.all() if event.effective_on <= on]
    back = max(
        (event.effective_on for event in past if event.kind == Kind.REINSTATED),
        default=certificate.issued_on,
    )
    days = [event.effective_on for event in past if event.kind == kind]
    if kind == Kind.SUSPENDED:
        days = [day for day in days if day >= back]
    return min(days)


def last_day_on(certificate: Certificate, on: datetime.date) -> datetime.date:
    """The end of its term as known on a day: the paper's, or the furthest extension's by then."""
    ends = [
        event.until
        for event in certificate.events.all()
        if event.kind == Kind.EXTENDED and event.until and event.effective_on <= on
    ]
    return max([certificate.last_day, *ends])


def verdict(certificate: Certificate, state: CertificateState, on: datetime.date) -> str:
    """Valid or not, and since or until when, in one sentence."""
    runs = _("Valid until %(day)s.")
    sentence = {
        State.NOT_YET_VALID: _("Not yet valid: it runs from %(day)s."),
        State.VALID: runs,
        State.RENEWAL_OPEN: runs,
        State.RENEWAL_LATE: runs,
        State.EXTENDED: _("Valid until %(day)s: the authority extended it past its term."),
        State.SUSPENDED: _("Not valid: it has been suspended since %(day)s."),
        State.EXPIRED: _("No longer valid: its last day was %(day)s."),
        State.REVOKED: _("Not valid: it was revoked from %(day)s."),
        State.SUPERSEDED: _("No longer valid: a newer certificate took its place on %(day)s."),
    }[state]
    return sentence % {"day": day_in_words(_day_that_matters(certificate, state, on))}


def _day_that_matters(
    certificate: Certificate, state: CertificateState, on: datetime.date
) -> datetime.date:
    if state == State.NOT_YET_VALID:
        return certificate.issued_on
    if state in {State.SUSPENDED, State.REVOKED, State.SUPERSEDED}:
        return _since(certificate, Kind(state), on)
    if state in {State.EXTENDED, State.EXPIRED}:
        return last_day_on(certificate, on)
    return certificate.last_day
