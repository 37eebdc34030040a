"""What may happen to a certificate after it was issued; each move is an event, never a change."""

import datetime
from typing import Any

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _

from catalog.certification.errors import CertificateRefused
from catalog.certification.models import Certificate, CertificateEvent
from catalog.certification.permissions import may_decide
from catalog.certification.signals import announce, certificate_changed, certificate_ended
from catalog.certification.states import LIVE_STATES, CertificateState, state_on
from catalog.certification.terms import AHEAD_DAYS, longest_extension
from marketplace.kernel import audit, clock, text
from marketplace.kernel.errors import IllegalTransition, NotAllowed

from .intervals import events_of, rebuild_intervals
from .locking import lock_products

Kind = CertificateEvent.Kind
FINAL = {CertificateState.REVOKED, CertificateState.SUPERSEDED}


@transaction.atomic
def extend_certificate(
    certificate: Certificate,
    *,
    until: datetime.date,
    effective_on: datetime.date,
    reference: str,
    acting_user: Any,
) -> CertificateEvent:
    """Let it run on until the result of its renewal, as an authority confirmed in ``reference``.

    At most 180 days past its last day (26/2026/QĐ-TTg, Art. 12.3), and further than it runs by
    now. Raises CertificateRefused ``reference`` or ``until``, else as every move.
    """
    if not text.clean(reference):
        raise CertificateRefused(
            _("An extension needs the authority's confirmation."), code="reference"
        )
    state, events = _prepare(certificate, effective_on, acting_user)
    if state in FINAL:
        raise _illegal(state)
    ends = [e.until for e in events if e.until is not None]
    if not max([certificate.last_day, *ends]) < until <= longest_extension(certificate.last_day):
        raise CertificateRefused(
            _("An extension ends after the present last day, at most 180 days past the term."),
            code="until",
        )
    if effective_on > until:
        raise CertificateRefused(_("An extension begins before it ends."), code="until")
    return _append(
        certificate,
        kind=Kind.EXTENDED,
        effective_on=effective_on,
        reference=reference,
        acting_user=acting_user,
        until=until,
    )


@transaction.atomic
def suspend_certificate(
    certificate: Certificate,
    *,
    effective_on: datetime.date,
    reference: str,
    acting_user: Any,
) -> CertificateEvent:
    """No star from this day until it is reinstated. Only a live certificate can be suspended."""
    state, _events = _prepare(certificate, effective_on, acting_user)
    if state not in LIVE_STATES:
        raise _illegal(state)
    return _append(
        certificate,
        kind=Kind.SUSPENDED,
        effective_on=effective_on,
        reference=reference,
        acting_user=acting_user,
    )


@transaction.atomic
def reinstate_certificate(
    certificate: Certificate,
    *,
    effective_on: datetime.date,
    reference: str,
    acting_user: Any,
) -> CertificateEvent:
    """The star is back from this day, for what is left of the term."""
    state, _events = _prepare(certificate, effective_on, acting_user)
    if state != CertificateState.SUSPENDED:
        raise _illegal(state)
    return _append(
        certificate,
        kind=Kind.REINSTATED,
        effective_on=effective_on,
        reference=reference,
        acting_user=acting_user,
    )


@transaction.atomic
def revoke_certificate(
    certificate: Certificate,
    *,
    ground: str,
    effective_on: datetime.date,
    reference: str,
    acting_user: Any,
) -> CertificateEvent:
    """The end, from this day, on one of the six grounds (26/2026/QĐ-TTg, Art. 8.1).

    Often recorded days after it took effect. Raises CertificateRefused ``ground`` where it is none
    of the six.
    """
    if ground not in CertificateEvent.Ground.values:
        raise CertificateRefused(_("A revocation names one of the six grounds."), code="ground")
    state, events = _prepare(certificate, effective_on, acting_user)
    if any(event.kind == Kind.REVOKED for event in events):
        raise _illegal(CertificateState.REVOKED)
    if state in FINAL or state == CertificateState.EXPIRED:
        raise _illegal(state)
    return _append(
        certificate,
        kind=Kind.REVOKED,
        effective_on=effective_on,
        reference=reference,
        acting_user=acting_user,
        told=certificate_ended,
        ground=ground,
    )


def _prepare(
    certificate: Certificate, effective_on: datetime.date, acting_user: Any
) -> tuple[CertificateState, list[CertificateEvent]]:
    """The state that the move meets on its day, under the lock; what holds for every move is checked.

    Raises NotAllowed where the acting user may not decide about this certificate (no user at all is
    the system itself), CertificateRefused ``date`` for a day before the issue or over a year ahead.
    """
    if acting_user is not None and not may_decide(acting_user, certificate):
        raise NotAllowed(_("Only the office of the issuing authority decides about a certificate."))
    if effective_on < certificate.issued_on:
        raise CertificateRefused(
            _("Nothing happens to a certificate before its issue."), code="date"
        )
    if (effective_on - clock.today()).days > AHEAD_DAYS:
        raise CertificateRefused(_("This day lies too far ahead."), code="date")
    lock_products([certificate.product_id])
    events = events_of([certificate.pk])[certificate.pk]
    state = state_on(events, certificate.issued_on, certificate.last_day, effective_on)
    return state, events


def _illegal(state: CertificateState) -> IllegalTransition:
    return IllegalTransition(
        _("This cannot happen to a certificate that is %(state)s on that day.")
        % {"state": state.label}
    )


def _append(
    certificate: Certificate,
    *,
    kind: str,
    effective_on: datetime.date,
    reference: str,
    acting_user: Any,
    told: Signal = certificate_changed,
    **facts: Any,
) -> CertificateEvent:
    event = CertificateEvent.objects.create(
        certificate=certificate,
        kind=kind,
        effective_on=effective_on,
        reference=text.clean(reference)[:160],
        actor=acting_user,
        **facts,
    )
    rebuild_intervals([certificate])
    audit.record(
        action=f"certificate.{kind}",
        target=certificate,
        acting_user=acting_user,
        effective_on=effective_on.isoformat(),
        **{name: str(value) for name, value in facts.items()},
    )
    announce(told, [certificate])
    return event
