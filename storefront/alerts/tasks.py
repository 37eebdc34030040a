"""What the queue does about alerts: look whether it is time, mail, try again where the server is away."""

import datetime
from typing import Any

from django.db.models import Q
from django_tasks import task

from marketplace.kernel.clock import now
from storefront.customer.models import ProductAlert
from storefront.letters import RETRY_AFTER_MINUTES, send_or_retry
from storefront.retrying import retry

from . import mail

#: Rows with somebody's address go: so long after the alert ended, or was never confirmed.
KEPT_AFTER_END = datetime.timedelta(days=90)
KEPT_UNCONFIRMED = datetime.timedelta(days=7)


def after_stock_was_added(*, stockrecord_id: int, **_more: Any) -> None:
    """In the transaction of the change, so that neither is there without the other; one query."""
    waiting = ProductAlert.objects.filter(
        status=ProductAlert.ACTIVE,
        kind=ProductAlert.Kind.STOCK,
        product__children__stockrecords=stockrecord_id,
    )
    for alert_id in waiting.values_list("pk", flat=True).distinct():
        send_alert.enqueue(alert_id)


@task()
def send_alert(alert_id: int, attempt: int = 1) -> str:
    """Once, when it is back; comes again later where the mail server refuses."""
    outcome = mail.send_if_due(alert_id=alert_id)
    if outcome == "refused":
        retry(send_alert, alert_id, attempt=attempt, minutes=RETRY_AFTER_MINUTES)
    return outcome


def send_waiting_alerts() -> dict[str, int]:
    """Every alert whose product is back, also where no task was queued; how many came to what."""
    counts = {"sent": 0, "refused": 0, "waits": 0}
    waiting = ProductAlert.objects.filter(status=ProductAlert.ACTIVE).order_by("pk")
    for alert_id in list(waiting.values_list("pk", flat=True)):
        counts[mail.send_if_due(alert_id=alert_id)] += 1
    return counts


def forget_old_alerts() -> int:
    """Delete alerts that ended long ago and those that nobody confirmed; how many went."""
    ended = Q(date_closed__lt=now() - KEPT_AFTER_END) | Q(date_cancelled__lt=now() - KEPT_AFTER_END)
    unconfirmed = Q(status=ProductAlert.UNCONFIRMED, date_created__lt=now() - KEPT_UNCONFIRMED)
    old = ProductAlert.objects.filter(ended & ~Q(status__in=ProductAlert.OPEN) | unconfirmed)
    deleted, _by_model = old.delete()
    return deleted


@task()
def send_confirmation(alert_id: int, attempt: int = 1) -> str:
    """The question to a guest whether the address is theirs."""
    alert = ProductAlert.objects.select_related("product", "user").filter(pk=alert_id).first()
    if alert is None or alert.status != ProductAlert.UNCONFIRMED:
        return "over"
    return send_or_retry(mail.confirmation(alert), send_confirmation, alert_id, attempt)
