"""Webhooks that never came, and what differs between Stripe's books and ours."""

import datetime
import logging
from collections import Counter

from django.db.models import Q

from marketplace.kernel.clock import now
from storefront.cards import stripe_api
from storefront.cards.models import CardAttempt, CardDispute
from storefront.cards.offer import is_offered
from storefront.cards.statuses import AttemptState, RefundState

from .events import settle_dispute, unheard_payment
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
    """Intents, refunds and disputes of the last days at Stripe against ours; what differs is noted.

    Refunds and disputes that are not over are looked at however old they are.
    """
    if not is_offered():
        return "no account"
    since = now() - _LOOK_BACK
    moment = int(since.timestamp())
    outcomes = [settle(intent=found) for found in stripe_api.intents_since(moment)]
    for attempt in _with_refunds(since):
        for refunded in stripe_api.refunds_of(attempt.intent_id or ""):
            settle_refund(found=refunded)
    begun = {found.id: found for found in stripe_api.disputes_since(moment)}
    known = CardDispute.objects.filter(state=CardDispute.State.OPEN).exclude(external_id__in=begun)
    older = [stripe_api.dispute(one) for one in known.values_list("external_id", flat=True)]
    outcomes += [
        settle_dispute(found=found, payment=unheard_payment(found))
        for found in (*begun.values(), *older)
    ]
    counts = sorted(Counter(outcomes).items())
    return ", ".join(f"{count} {outcome}" for outcome, count in counts) or "none"


def _with_refunds(since: datetime.datetime) -> list[CardAttempt]:
    """Payments that something may have gone back of: of the last days, or with refunds under way."""
    under_way = Q(refunds__state__in=(RefundState.ASKED, RefundState.SENT))
    recent = Q(updated_at__gte=since) | Q(refunds__updated_at__gte=since)
    return list(CardAttempt.objects.filter(recent | under_way, received__gt=0).distinct())
