"""What Stripe says about an intent becomes true in our books, whoever asked and in any order.

Webhook, the buyer's return, reconciliation and an operator's button all end here. The order's
attempts are locked first, so that of several at once the later sees what the first has done.
"""

from django.db import transaction

from marketplace.kernel.clock import now
from storefront.cards.models import CardAttempt, Discrepancy
from storefront.cards.selectors import NOT_NEEDED
from storefront.cards.statuses import AttemptState
from storefront.cards.stripe_api import CURRENCY, Intent
from storefront.order.models import Order
from storefront.order.services import confirm_order, revive_order
from storefront.order.statuses import OrderStatus
from storefront.payment.models import Payment
from storefront.states.moving import move
from storefront.states.table import Mover

from .moving import move_attempt
from .refunding import refund_all
from .telling import tell_received


def lock_attempts(order_id: int) -> list[CardAttempt]:
    """The order's attempts, nobody else at them until the transaction ends, oldest first."""
    return list(
        CardAttempt.objects.select_for_update(of=("self",))
        .filter(payment__order_id=order_id)
        .select_related("payment__order")
        .order_by("pk")
    )


def settle(*, intent: Intent) -> str:
    """Take over what stands at Stripe; in a word what became of it. Called again it changes nothing.

    An intent whose amount, currency or order is not that of its attempt changes nothing but the
    list of disagreements.
    """
    known = _attempt_of(intent)
    if known is None:
        note_discrepancy(kind=Discrepancy.Kind.UNKNOWN, external_id=intent.id, theirs=intent.words)
        return "unknown"
    with transaction.atomic():
        attempts = lock_attempts(known.payment.order_id)
        attempt = next(one for one in attempts if one.pk == known.pk)
        wrong = _disagreement(intent, attempt)
        if wrong is not None:
            note_discrepancy(
                kind=wrong,
                external_id=intent.id,
                attempt=attempt,
                theirs=f"{intent.words} {intent.order}",
                ours=f"{attempt.amount} {CURRENCY} {attempt.payment.order.number}",
            )
            return "disagrees"
        return _take_over(intent, attempt, attempts)


def note_discrepancy(
    *, kind: str, external_id: str, theirs: str, ours: str = "", attempt: CardAttempt | None = None
) -> None:
    """Once per kind and object; one that was settled and shows again is open again."""
    Discrepancy.objects.update_or_create(
        kind=kind,
        external_id=external_id,
        defaults={
            "theirs": theirs[:120],
            "ours": ours[:120],
            "attempt": attempt,
            "settled_at": None,
        },
    )


def _attempt_of(intent: Intent) -> CardAttempt | None:
    attempts = CardAttempt.objects.select_related("payment__order")
    return (
        attempts.filter(intent_id=intent.id).first()
        or attempts.filter(public_id=intent.attempt).first()
    )


def _disagreement(intent: Intent, attempt: CardAttempt) -> str | None:
    if intent.order != attempt.payment.order.number or attempt.intent_id not in (None, intent.id):
        return Discrepancy.Kind.OTHER_ORDER
    if intent.currency != CURRENCY or intent.amount != attempt.amount:
        return Discrepancy.Kind.AMOUNT
    if intent.status == "succeeded" and intent.received != attempt.amount:
        return Discrepancy.Kind.AMOUNT
    return None


def _take_over(intent: Intent, attempt: CardAttempt, attempts: list[CardAttempt]) -> str:
    Discrepancy.objects.filter(attempt=attempt, settled_at=None).exclude(
        kind=Discrepancy.Kind.REFUNDS
    ).update(settled_at=now())
    if intent.status == "succeeded":
        if attempt.state == AttemptState.SUCCEEDED:
            return "known"
        move_attempt(
            attempt,
            to=AttemptState.SUCCEEDED,
            intent_id=intent.id,
            received=intent.received,
            problem="",
        )
        tell_received(attempt.payment.order_id)
        return _money_came(attempt, attempts)
    if attempt.state in (AttemptState.OPENING, AttemptState.OPEN):
        if intent.status == "canceled":
            move_attempt(attempt, to=AttemptState.CANCELLED, intent_id=intent.id)
            return "cancelled"
        CardAttempt.objects.filter(pk=attempt.pk).update(
            intent_id=intent.id, problem=intent.problem[:60]
        )
    return "waits"


def _money_came(attempt: CardAttempt, attempts: list[CardAttempt]) -> str:
    """The order stands; where it cannot, all of it goes back."""
    order = Order.objects.get(pk=attempt.payment.order_id)
    paid_before = any(one.left for one in attempts if one.pk != attempt.pk)
    if not paid_before and _stands(order, attempt, attempts):
        return "paid"
    refund_all(attempt=attempt, cause=NOT_NEEDED)
    return "goes back"


def _stands(order: Order, attempt: CardAttempt, attempts: list[CardAttempt]) -> bool:
    if order.status == OrderStatus.PENDING:
        # Also one that was given up for another attempt: this is the one that was paid.
        paid = Payment.objects.filter(pk=attempt.payment_id)
        move(paid, to=Payment.State.CAPTURED, by=Mover.PAYMENT)
        others = Payment.objects.filter(pk__in=[one.payment_id for one in attempts])
        move(others.exclude(pk=attempt.payment_id), to=Payment.State.CANCELLED, by=Mover.PAYMENT)
        return confirm_order(order=order, payment=attempt.payment, state=Payment.State.CAPTURED)
    if order.status == OrderStatus.EXPIRED:
        latest = Payment.objects.filter(order=order).latest("attempt")
        return revive_order(order=order, payment=latest)
    return False
