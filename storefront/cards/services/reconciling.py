"""Webhooks that never came, and what differs between Stripe's books and ours."""

import datetime
import logging

from marketplace.kernel.clock import now
from storefront.cards import stripe_api
from storefront.cards.models import CardAttempt
from storefront.cards.offer import is_offered
from storefront.cards.statuses import AttemptState

from .opening import give_up, look_again
from .refunding import settle_refund
from .settling import settle

logger = logging.getLogger(__name__)

#: So long Stripe's own events, and the buyer's return, are waited for.
_PATIENCE = datetime.timedelta(minutes=5)
#: So far back the books are compared each night; Stripe repeats events for three days.
_LOOK_BACK = datetime.timedelta(days=4)


def settle_open_attempts() -> str:
    """Ask Stripe about every attempt that waits for longer than it should; close what is over."""
    if not is_offered():
        return "no account"
    late = CardAttempt.objects.filter(
        state__in=(AttemptState.OPENING, AttemptState.OPEN),
        created_at__lt=now() - _PATIENCE,
        created_at__gt=now() - _LOOK_BACK,
    ).select_related("payment__order")
    looked = failed = 0
    for attempt in late.order_by("pk").iterator(chunk_size=200):
        try:
            _look(attempt)
            looked += 1
        except stripe_api.CardServiceAway:
            return f"{looked} looked at, then the service was away"
        except stripe_api.CardServiceRefused:
            logger.exception("attempt %s cannot be looked at", attempt.public_id)
            failed += 1
    return f"{looked} looked at, {failed} failed"


def _look(attempt: CardAttempt) -> None:
    look_again(attempt=attempt)
    is_over = attempt.payment.order.expires_at is None or attempt.payment.order.expires_at < now()
    if is_over and attempt.state != AttemptState.SUCCEEDED:
        give_up(attempt=attempt)


def compare_books() -> str:
    """Every intent and refund of the last days at Stripe against ours; what differs is noted."""
    if not is_offered():
        return "no account"
    since = now() - _LOOK_BACK
    outcomes: dict[str, int] = {}
    for found in stripe_api.intents_since(int(since.timestamp())):
        outcome = settle(intent=found)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    paid = CardAttempt.objects.filter(received__gt=0, updated_at__gte=since)
    for attempt in paid.iterator(chunk_size=200):
        for refunded in stripe_api.refunds_of(attempt.intent_id or ""):
            settle_refund(found=refunded)
    return ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items())) or "none"
