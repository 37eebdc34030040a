"""What the queue does about the newsletter: mails, at most once each; rows that are over go."""

import datetime
import logging
from smtplib import SMTPException

from django.db.models import Q
from django_tasks import task

from marketplace.kernel.clock import now
from storefront.letters import RETRY_AFTER_MINUTES, send_or_retry
from storefront.retrying import retry

from . import mail
from .models import Delivery, Issue, Subscription

logger = logging.getLogger(__name__)

#: Rows with somebody's address go: so long after it was stopped, or was never confirmed; letters sent.
KEPT_AFTER_STOP = datetime.timedelta(days=90)
KEPT_UNCONFIRMED = datetime.timedelta(days=7)
KEPT_SENT = datetime.timedelta(days=90)
#: What the queue has not sent so long after its issue was lost, and is sent again.
_LOST_AFTER = datetime.timedelta(days=1)


@task()
def send_confirmation(subscription_id: int, attempt: int = 1) -> str:
    """The question whether the address is theirs."""
    subscription = Subscription.objects.filter(
        pk=subscription_id, state=Subscription.State.UNCONFIRMED
    ).first()
    if subscription is None:
        return "over"
    return send_or_retry(
        mail.confirmation(subscription), send_confirmation, subscription_id, attempt
    )


@task()
def send_delivery(delivery_id: int, attempt: int = 1) -> str:
    """One letter, claimed by a guarded UPDATE before it goes out, so that of two workers one sends."""
    delivery = Delivery.objects.select_related("issue").filter(pk=delivery_id).first()
    waiting = Delivery.objects.filter(pk=delivery_id, state=Delivery.State.WAITING)
    if delivery is None or not waiting.update(state=Delivery.State.SENT):
        return "over"
    message = mail.issue_for(delivery)
    if message is None:
        return "nothing"
    try:
        message.send()
    except (SMTPException, OSError) as error:
        Delivery.objects.filter(pk=delivery_id).update(state=Delivery.State.WAITING)
        logger.warning("newsletter letter %s refused (%s)", delivery_id, type(error).__name__)
        retry(send_delivery, delivery_id, attempt=attempt, minutes=RETRY_AFTER_MINUTES)
        return "refused"
    return "sent"


def send_what_waits() -> int:
    """Letters whose task was lost; how many were queued again."""
    lost = Delivery.objects.filter(
        state=Delivery.State.WAITING, issue__until__lt=now() - _LOST_AFTER
    )
    ids = list(lost.order_by("pk").values_list("pk", flat=True))
    for delivery_id in ids:
        send_delivery.enqueue(delivery_id)
    return len(ids)


def forget_old_rows() -> int:
    """Addresses that nobody confirmed or that were stopped long ago, and letters sent; how many rows."""
    unconfirmed = Q(state=Subscription.State.UNCONFIRMED, asked_at__lt=now() - KEPT_UNCONFIRMED)
    stopped = Q(state=Subscription.State.STOPPED, stopped_at__lt=now() - KEPT_AFTER_STOP)
    gone, _by_model = Subscription.objects.filter(unconfirmed | stopped).delete()
    old = Issue.objects.filter(until__lt=now() - KEPT_SENT)
    letters, _by_model = Delivery.objects.filter(issue__in=old).delete()
    return gone + letters
