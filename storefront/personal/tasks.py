"""What the queue does about people's own data."""

import datetime
from typing import Any

from django.db import transaction
from django_tasks import task

from marketplace.accounts.models import User
from marketplace.kernel.clock import now
from storefront.letters import send_or_retry

from . import erasures, exports
from .models import DataExport, Erasure

#: What the queue has not done so long after its time was lost, and is queued again.
_LOST_AFTER = datetime.timedelta(hours=1)
#: Orders that still ran when their buyer was forgotten are looked at again.
LOOK_AGAIN = datetime.timedelta(days=7)


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
    return send_or_retry(exports.announcement(export), announce_export, export_id, attempt)


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
    return send_or_retry(erasures.announcement(erasure), announce_erasure, erasure_id, attempt)


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
