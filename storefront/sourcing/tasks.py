"""What the queue does about tables of suppliers."""

import datetime

from django.db import transaction
from django_tasks import task

from marketplace.kernel.clock import now

from . import tables
from .models import SupplierTable

#: What the queue has not done so long after its time was lost, and is queued again.
_LOST_AFTER = datetime.timedelta(hours=1)


@task()
def prepare_table(table_id: int) -> bool:
    """Make the table; it goes when its days are over."""
    table = SupplierTable.objects.select_related("supplier_list").filter(pk=table_id).first()
    if table is None or not tables.make_table(table):
        return False
    with transaction.atomic():
        remove_table.using(run_after=table.expires_at).enqueue(table.pk)
    return True


@task()
def remove_table(table_id: int) -> bool:
    table = SupplierTable.objects.filter(pk=table_id).first()
    if table is not None:
        tables.drop_table(table)
    return table is not None


def catch_up() -> dict[str, int]:
    """What is due and was lost: tables to make and to remove. Safe at any time."""
    late = now() - _LOST_AFTER
    unmade = SupplierTable.objects.filter(ready_at__isnull=True, asked_at__lte=late)
    over = SupplierTable.objects.filter(expires_at__lte=now())
    counts = {}
    for one, rows in ((prepare_table, unmade), (remove_table, over)):
        ids = list(rows.order_by("pk").values_list("pk", flat=True))
        for row_id in ids:
            one.enqueue(row_id)
        counts[one.name] = len(ids)
    return counts
