"""Webhook events: any order, any number of times, the same books in the end.

The event names an object; what counts is the object as Stripe has it now. Its id is written in the
transaction in which the books change, so that it is taken once; where Stripe does not answer the
event is not taken, and comes again.
"""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from storefront.cards import stripe_api
from storefront.cards.models import CardAttempt, CardDispute, CardEvent, Discrepancy
from storefront.cards.statuses import AttemptState

from .refunding import refund_ended, settle_refund
from .settling import lock_attempts, note_discrepancy, settle
from .telling import tell_paid_back

_DISPUTE_STATES = {"won": CardDispute.State.WON, "lost": CardDispute.State.LOST}


class _Twice(Exception):
    """Taken by another request at this very moment."""


def take_event(*, event: stripe_api.Event) -> str:
    """What became of it, in a word. Raises CardServiceAway: let it come again."""
    if CardEvent.objects.filter(external_id=event.id).exists():
        return "known"
    apply = _applying(event)
    try:
        with transaction.atomic():
            row = _write(event)
            outcome = apply()
            CardEvent.objects.filter(pk=row.pk).update(outcome=outcome)
    except _Twice:
        return "known"
    return outcome


def _write(event: stripe_api.Event) -> CardEvent:
    try:
        with transaction.atomic():
            return CardEvent.objects.create(
                external_id=event.id, kind=event.kind[:80], about=event.object_id[:120], outcome=""
            )
    except IntegrityError as error:
        raise _Twice from error


def _applying(event: stripe_api.Event) -> Callable[[], str]:
    """Fetch what the event is about, outside the transaction; what is then to be done within."""
    if event.kind.startswith("payment_intent."):
        found = stripe_api.intent(event.object_id)
        return lambda: settle(intent=found)
    if event.kind.startswith("checkout.session."):
        intent_id = stripe_api.session(event.object_id).intent_id
        if not intent_id:
            return lambda: "waits"
        paid = stripe_api.intent(intent_id)
        return lambda: settle(intent=paid)
    if event.kind.startswith("refund.") or event.kind == "charge.refund.updated":
        refunded = stripe_api.refund(event.object_id)
        return lambda: settle_refund(found=refunded)
    if event.kind.startswith("charge.dispute."):
        disputed = stripe_api.dispute(event.object_id)
        paid_for = unheard_payment(disputed)
        return lambda: settle_dispute(found=disputed, payment=paid_for)
    return lambda: "not ours"


def unheard_payment(found: stripe_api.Disputed) -> stripe_api.Intent | None:
    """The payment that is disputed as Stripe has it, where our books do not have its money yet.

    None also where Stripe has none to show: a charge of before there were intents, or another's.
    """
    heard = CardAttempt.objects.filter(intent_id=found.intent_id, state=AttemptState.SUCCEEDED)
    if not found.intent_id or heard.exists():
        return None
    try:
        return stripe_api.intent(found.intent_id)
    except stripe_api.CardServiceRefused:
        return None


def settle_dispute(*, found: stripe_api.Disputed, payment: stripe_api.Intent | None) -> str:
    """Keep what stands at Stripe; while a dispute is open, and when lost, its money is not ours.

    Heard before its ``payment``, that one enters the books first: nothing could be taken of it
    otherwise. What a lost one took counts as gone, at most what was left of the payment. A won one
    frees what parts that are over were owed meanwhile.
    """
    if payment is not None:
        settle(intent=payment)
    attempt = CardAttempt.objects.filter(intent_id=found.intent_id).first()
    if attempt is None:
        note_discrepancy(
            kind=Discrepancy.Kind.UNKNOWN, external_id=found.id, theirs=f"{found.amount} dispute"
        )
        return "unknown"
    state = _DISPUTE_STATES.get(found.status, CardDispute.State.OPEN)
    order_id = attempt.payment.order_id
    with transaction.atomic():
        held = next(one for one in lock_attempts(order_id) if one.pk == attempt.pk)
        dispute, _new = CardDispute.objects.update_or_create(
            external_id=found.id,
            defaults={
                "attempt": held,
                "amount": found.amount,
                "reason": found.reason[:60],
                "state": state,
            },
        )
        _take(dispute, held)
        tell_paid_back(order_id)
        if state == CardDispute.State.WON:
            refund_ended(order_id)
    return f"dispute {state}"


def _take(dispute: CardDispute, attempt: CardAttempt) -> None:
    """What the bank took of the attempt, by what the dispute is now; the attempt is locked.

    What an operator has booked stays: money that comes back later (a refund that the card's bank
    returns) is paid back anew, and not counted as taken by a dispute of before.
    """
    if dispute.shares.exists():
        return
    is_lost = dispute.state == CardDispute.State.LOST
    taken = min(dispute.amount, attempt.left + dispute.taken) if is_lost else 0
    if taken != dispute.taken:
        attempt.promised_back += taken - dispute.taken
        attempt.save(update_fields=["promised_back", "updated_at"])
        dispute.taken = taken
        dispute.save(update_fields=["taken", "updated_at"])
