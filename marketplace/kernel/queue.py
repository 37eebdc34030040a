"""Tasks whose worker died with them: nobody else would ever do them, so they wait again."""

import datetime
import logging

from django.db import transaction
from django.dispatch import Signal

from .clock import now

logger = logging.getLogger(__name__)

#: No task takes so long: whoever holds one longer is dead.
PATIENCE = datetime.timedelta(minutes=15)
#: A task that has taken so many workers with it is left alone, as failed.
MOST_WORKERS = 3

#: Sent with ``task_path`` and ``args`` before such a task waits again, in that transaction.
worker_died = Signal()


def take_up_abandoned() -> str:
    """Every abandoned task waits again, once; how many did and how many were given up."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 - its app is ready later

    again = given_up = 0
    held = DBTaskResult.objects.filter(status="RUNNING", started_at__lt=now() - PATIENCE)
    for task in held.order_by("started_at"):
        mine = DBTaskResult.objects.filter(pk=task.pk, status="RUNNING", started_at=task.started_at)
        if len(task.worker_ids) >= MOST_WORKERS:
            given_up += mine.update(
                status="FAILED", finished_at=now(), traceback="Its worker died, each time."
            )
            logger.error(
                "task %s %s is given up: its worker died each time", task.task_path, task.pk
            )
            continue
        with transaction.atomic():
            if mine.update(status="READY"):
                worker_died.send(
                    sender=DBTaskResult, task_path=task.task_path, args=task.args_kwargs["args"]
                )
                again += 1
    return f"{again} wait again, {given_up} given up"
