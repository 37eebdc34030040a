"""Retail stock, committed by one conditional UPDATE each time (truth 5, docs/promises.md).

Oscar's own ``allocate`` is unconditional, so 16 buyers of 5 units made 16 orders. Here the
condition is part of the UPDATE: the row count says whether it happened, on any database, without
a lock held in between. The check constraint on StockRecord is the last defence.
"""

from collections.abc import Iterable

from django.db.models import F
from django.db.models.functions import Coalesce
from oscar.core.loading import get_model

from .signals import stock_added

StockRecord = get_model("partner", "StockRecord")


def _positive(quantity: int) -> None:
    if quantity < 1:
        raise ValueError(f"a quantity is at least 1, not {quantity}")


def reserve(stockrecord_id: int, quantity: int) -> bool:
    """Keep ``quantity`` for an order; False, and nothing changed, where fewer are left."""
    _positive(quantity)
    allocated = Coalesce(F("num_allocated"), 0)
    return bool(
        StockRecord.objects.filter(
            pk=stockrecord_id, num_in_stock__gte=allocated + quantity
        ).update(num_allocated=allocated + quantity)
    )


def release(stockrecord_id: int, quantity: int) -> bool:
    """Give back what ``reserve`` kept; False, and nothing changed, where less was reserved."""
    _positive(quantity)
    released = bool(
        StockRecord.objects.filter(pk=stockrecord_id, num_allocated__gte=quantity).update(
            num_allocated=F("num_allocated") - quantity
        )
    )
    if released:
        stock_added.send(sender=StockRecord, stockrecord_id=stockrecord_id)
    return released


def consume(stockrecord_id: int, quantity: int) -> bool:
    """What was reserved has left the house; False, and nothing changed, where less was reserved."""
    _positive(quantity)
    return bool(
        StockRecord.objects.filter(
            pk=stockrecord_id, num_allocated__gte=quantity, num_in_stock__gte=quantity
        ).update(
            num_allocated=F("num_allocated") - quantity, num_in_stock=F("num_in_stock") - quantity
        )
    )


def put_back(stockrecord_id: int, quantity: int) -> bool:
    """What had left the house lies on its shelf again; False where there is no such record."""
    _positive(quantity)
    returned = bool(
        StockRecord.objects.filter(pk=stockrecord_id).update(
            num_in_stock=Coalesce(F("num_in_stock"), 0) + quantity
        )
    )
    if returned:
        stock_added.send(sender=StockRecord, stockrecord_id=stockrecord_id)
    return returned


def left(stockrecord_ids: Iterable[int]) -> dict[int, int]:
    """How many of each can be reserved now; one query."""
    rows = StockRecord.objects.filter(pk__in=list(stockrecord_ids)).values_list(
        "pk", "num_in_stock", "num_allocated"
    )
    return {pk: max(0, (stock or 0) - (allocated or 0)) for pk, stock, allocated in rows}
