"""What the queue does about cards: refunds, attempts to close; tried again while Stripe is away."""

import datetime

from django_tasks import task

from marketplace.kernel.clock import now

from .models import CardAttempt, CardRefund
from .stripe_api import CardServiceAway

_RETRY_AFTER_MINUTES = (1, 5, 15, 60, 180, 720)


def _again_after(attempt: int) -> datetime.datetime | None:
    if attempt > len(_RETRY_AFTER_MINUTES):
        return None
    return now() + datetime.timedelta(minutes=_RETRY_AFTER_MINUTES[attempt - 1])


@task()
def send_refund(refund_id: int, attempt: int = 1) -> str:
    """Ask Stripe to pay back; the row and its key make it one refund however often this runs."""
    from .services.refunding import ask_refund  # noqa: PLC0415 - it enqueues this

    refund = CardRefund.objects.select_related("attempt__payment__order").get(pk=refund_id)
    try:
        return ask_refund(refund=refund)
    except CardServiceAway:
        again = _again_after(attempt)
        if again is None:
            raise
        send_refund.using(run_after=again).enqueue(refund_id, attempt + 1)
        return "away"


@task()
def close_attempt(attempt_id: int, attempt: int = 1) -> str:
    """Give an attempt up whose order is over."""
    from .services.opening import give_up  # noqa: PLC0415 - it settles, which refunds

    row = CardAttempt.objects.select_related("payment__order").get(pk=attempt_id)
    try:
        return give_up(attempt=row).state
    except CardServiceAway:
        again = _again_after(attempt)
        if again is None:
            raise
        close_attempt.using(run_after=again).enqueue(attempt_id, attempt + 1)
        return "away"
