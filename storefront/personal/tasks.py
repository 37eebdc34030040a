"""What the queue does about people's own data."""

import datetime
import logging
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django_tasks import task

from marketplace.accounts.models import User
from marketplace.kernel.clock import now
from storefront.letters import RETRY_AFTER_MINUTES

from . import erasures, exports
from .models import DataExport, Erasure

#: What the queue has not done so long after its time was lost, and is queued again.
_LOST_AFTER = datetime.timedelta(hours=1)
#: Orders that still ran when their buyer was forgotten are looked at again.
LOOK_AGAIN = datetime.timedelta(days=7)

logger = logging.getLogger(__name__)


@task()
def prepare_export(export_id: int) -> bool:
    """Make the copy; it is announced, and removed when its days are over."""
    export = DataExport.objects.select_related("user").get(pk=export_id)
    with transaction.atomic():
        made = exports.make_export(export=export)
        if made:
            remove_export.using(run_after=export.expires_at).enqueue(export.pk)
            announce_export.enqueue(export.pk)
    return made


@task()
def announce_export(export_id: int, attempt: int = 1) -> str:
    export = DataExport.objects.select_related("user").filter(pk=export_id).first()
    if export is None:
        return "over"
    return _sent(exports.announcement(export), announce_export, export_id, attempt)


@task()
def remove_export(export_id: int) -> bool:
    export = DataExport.objects.filter(pk=export_id).first()
    if export is not None:
        exports.drop_export(export=export)
    return export is not None


@task()
def announce_erasure(erasure_id: int, attempt: int = 1) -> str:
    erasure = Erasure.objects.select_related("user").get(pk=erasure_id)
    if erasure.state != Erasure.State.WAITING:
        return "over"
    return _sent(erasures.announcement(erasure), announce_erasure, erasure_id, attempt)


@task()
def carry_out_erasure(erasure_id: int) -> bool:
    """When the days of thought are over; orders that still run are blanked as they end."""
    erasure = Erasure.objects.select_related("user").get(pk=erasure_id)
    with transaction.atomic():
        done = erasures.carry_out(erasure=erasure)
        if done:
            blank_finished_orders.enqueue(erasure.user_id)
    return done


@task()
def blank_finished_orders(user_id: int) -> int:
    """The person's name leaves the orders that are over; comes again while some still run."""
    with transaction.atomic():
        running = erasures.blank_orders(user=User.objects.get(pk=user_id))
        if running:
            blank_finished_orders.using(run_after=now() + LOOK_AGAIN).enqueue(user_id)
    return running


def catch_up() -> dict[str, int]:
    """What is due and was lost: copies to make and to remove, erasures. Safe at any time."""
    late = now() - _LOST_AFTER
    unmade = DataExport.objects.filter(ready_at__isnull=True, asked_at__lte=late)
    over = DataExport.objects.filter(expires_at__lte=now())
    due = Erasure.objects.filter(state=Erasure.State.WAITING, due_at__lte=late)
    queued: list[tuple[Any, Any]] = [
        (prepare_export, unmade),
        (remove_export, over),
        (carry_out_erasure, due),
    ]
    counts = {}
    for one, rows in queued:
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        for row_id in ids:
            one.enqueue(row_id)
        counts[one.name] = len(ids)
    return counts


def _sent(message: EmailMultiAlternatives, one: Any, row_id: int, attempt: int) -> str:
    """Comes again later where the mail server refuses."""
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("%s %s refused (%s)", one.module_path, row_id, type(error).__name__)
        if attempt <= len(RETRY_AFTER_MINUTES):
            pause = datetime.timedelta(minutes=RETRY_AFTER_MINUTES[attempt - 1])
            one.using(run_after=now() + pause).enqueue(row_id, attempt + 1)
        return "refused"
    return "sent"
