"""What the queue does about cards: refunds, attempts to close; tried again while Stripe is away."""

from django_tasks import task

from storefront.retrying import retry

from .models import CardAttempt, CardRefund
from .stripe_api import CardServiceAway

_RETRY_AFTER_MINUTES = (1, 5, 15, 60, 180, 720)


@task()
def send_refund(refund_id: int, attempt: int = 1) -> str:
    """Ask Stripe to pay back; the row and its key make it one refund however often this runs."""
    from .services.refunding import ask_refund  # noqa: PLC0415 - it enqueues this

    refund = CardRefund.objects.select_related("attempt__payment__order").get(pk=refund_id)
    try:
        return ask_refund(refund=refund)
    except CardServiceAway:
        if not retry(send_refund, refund_id, attempt=attempt, minutes=_RETRY_AFTER_MINUTES):
            raise
        return "away"


@task()
def close_attempt(attempt_id: int, attempt: int = 1) -> str:
    """Give an attempt up whose order is over."""
    from .services.opening import give_up  # noqa: PLC0415 - it settles, which refunds

    row = CardAttempt.objects.select_related("payment__order").get(pk=attempt_id)
    try:
        return give_up(attempt=row).state
    except CardServiceAway:
        if not retry(close_attempt, attempt_id, attempt=attempt, minutes=_RETRY_AFTER_MINUTES):
            raise
        return "away"
