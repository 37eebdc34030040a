"""Attempts: opened at Stripe, given up, replaced by the hosted page. Network never in a transaction."""

import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from marketplace.kernel.errors import IllegalTransition
from storefront.cards import stripe_api
from storefront.cards.models import CardAttempt
from storefront.cards.statuses import AttemptState
from storefront.order.models import Order
from storefront.order.statuses import OrderStatus
from storefront.payment.models import Payment
from storefront.states.moving import move
from storefront.states.table import Mover

from .moving import move_attempt
from .settling import settle

#: Stripe keeps a hosted page open for half an hour at least.
_SESSION_OPEN = datetime.timedelta(minutes=31)


def prepare_attempt(*, payment: Payment) -> CardAttempt:
    """The attempt's row, in the transaction that writes its payment; Stripe is asked later."""
    return CardAttempt.objects.create(payment=payment, amount=payment.amount)


def current_attempt(order: Order) -> CardAttempt:
    """The order's latest; CardAttempt.DoesNotExist where it is not paid by card."""
    return (
        CardAttempt.objects.select_related("payment__order")
        .filter(payment__order=order)
        .latest("payment__attempt")
    )


def open_attempt(*, attempt: CardAttempt) -> CardAttempt:
    """Have an intent at Stripe; called again, also at once by two, there is still one.

    Raises CardServiceAway and CardServiceRefused; the attempt then waits to be opened again.
    """
    if attempt.state == AttemptState.OPENING and attempt.kind == CardAttempt.Kind.ELEMENT:
        made = stripe_api.create_intent(
            order=attempt.payment.order.number,
            attempt=attempt.public_id,
            amount=attempt.amount,
            key=_key(attempt),
        )
        try:
            move_attempt(attempt, to=AttemptState.OPEN, intent_id=made.id)
        except IllegalTransition:
            attempt.refresh_from_db()  # the same request twice: the same intent
    return attempt


def look_again(*, attempt: CardAttempt) -> stripe_api.Intent | None:
    """The intent as Stripe has it now, settled in our books; None while there is none."""
    intent_id = attempt.intent_id or ""
    if not intent_id and attempt.session_id:
        intent_id = stripe_api.session(attempt.session_id).intent_id
    if not intent_id:
        return None
    found = stripe_api.intent(intent_id)
    settle(intent=found)
    attempt.refresh_from_db()
    return found


def give_up(*, attempt: CardAttempt) -> CardAttempt:
    """Close it at Stripe, so that nobody pays it any more; one that was paid meanwhile is settled."""
    if attempt.state == AttemptState.SUCCEEDED:
        return attempt
    intent_id = attempt.intent_id
    if attempt.session_id:
        intent_id = stripe_api.expire_session(attempt.session_id).intent_id or intent_id
    if intent_id:
        settle(intent=stripe_api.cancel_intent(intent_id))
        attempt.refresh_from_db()
    if attempt.state in (AttemptState.OPENING, AttemptState.OPEN):
        move_attempt(attempt, to=AttemptState.CANCELLED)
    return attempt


def hosted_page(*, order: Order) -> str:
    """Where the buyer pays on Stripe's page; empty where the order needs no payment any more.

    The attempt on our page, if there is one, is given up first. Raises CardServiceAway,
    CardServiceRefused.
    """
    attempt = current_attempt(order)
    if attempt.kind == CardAttempt.Kind.HOSTED and attempt.session_id:
        found = stripe_api.session(attempt.session_id)
        if found.status == "open":
            return found.url
    if attempt.kind == CardAttempt.Kind.ELEMENT or attempt.session_id:
        give_up(attempt=attempt)
        order.refresh_from_db(fields=["status"])
        if order.status != OrderStatus.PENDING:
            return ""
        attempt = _next_attempt(attempt)
    return _open_session(attempt)


def _next_attempt(before: CardAttempt) -> CardAttempt:
    """One more attempt, on the hosted page; of two that ask at once both get the same."""
    old = before.payment
    try:
        with transaction.atomic():
            same = Payment.objects.filter(pk=old.pk)
            move(same, to=Payment.State.CANCELLED, by=Mover.PAYMENT)
            payment = Payment.objects.create(
                order=old.order, attempt=old.attempt + 1, provider=old.provider, amount=old.amount
            )
            return CardAttempt.objects.create(
                payment=payment, amount=payment.amount, kind=CardAttempt.Kind.HOSTED
            )
    except IntegrityError:
        return current_attempt(old.order)


def _open_session(attempt: CardAttempt) -> str:
    order = attempt.payment.order
    back = settings.SITE_URL + reverse("card:return", kwargs={"token": order.token})
    made = stripe_api.create_session(
        order=order.number,
        attempt=attempt.public_id,
        amount=attempt.amount,
        key=_key(attempt),
        title=_("Order %(number)s") % {"number": order.number},
        language=order.language,
        success_url=back,
        cancel_url=settings.SITE_URL + reverse("card:pay", kwargs={"token": order.token}),
        # Of the attempt, not of this call: a repeated call must be the same call.
        expires_at=int((attempt.created_at + _SESSION_OPEN).timestamp()),
    )
    try:
        move_attempt(attempt, to=AttemptState.OPEN, session_id=made.id)
    except IllegalTransition:
        attempt.refresh_from_db()  # the same request twice: the same session
    return made.url


def _key(attempt: CardAttempt) -> str:
    payment = attempt.payment
    return f"{payment.order.number}-{payment.attempt}-{attempt.amount}-{attempt.kind}"
