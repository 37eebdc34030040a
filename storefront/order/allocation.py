"""The stock that an order's lines hold: given back or used up, each line once.

``num_allocated`` of the line says what it still holds; the guarded UPDATE on it makes a second
call harmless. Lines are taken in the order of their stock records, as reserving does, so that
two of these never wait for each other in a circle.
"""

from collections.abc import Iterable

from django.db.models import F

from catalog.partner import stock

from .models import Line


def release_lines(lines: Iterable[Line]) -> int:
    """Give back what the lines still hold; the number of units."""
    units = 0
    for line in sorted(lines, key=lambda line: (line.stockrecord_id or 0, line.pk)):
        held = line.num_allocated
        if not held or line.stockrecord_id is None:
            continue
        mine = Line.objects.filter(pk=line.pk, num_allocated=held).update(
            num_allocated=0, allocation_cancelled=True
        )
        if mine and not stock.release(line.stockrecord_id, held):
            raise RuntimeError(f"line {line.pk} holds {held} that its stock record does not know")
        units += held if mine else 0
        line.num_allocated = 0
    return units


def consume_part(line: Line, quantity: int) -> bool:
    """So much of what the line holds has been handed to the carrier; False where it holds less."""
    mine = Line.objects.filter(pk=line.pk, num_allocated__gte=quantity).update(
        num_allocated=F("num_allocated") - quantity
    )
    if not mine:
        return False
    if line.stockrecord_id is not None and not stock.consume(line.stockrecord_id, quantity):
        raise RuntimeError(f"line {line.pk} holds {quantity} that its stock record does not know")
    return True


def hold_again(lines: Iterable[Line]) -> bool:
    """Take from the shelf once more what the lines gave back; False where something is gone.

    Then the caller rolls back. Lines that hold something already are left as they are.
    """
    for line in sorted(lines, key=lambda line: (line.stockrecord_id or 0, line.pk)):
        if line.stockrecord_id is None:
            return False
        mine = Line.objects.filter(pk=line.pk, num_allocated=0, allocation_cancelled=True).update(
            num_allocated=line.quantity, allocation_cancelled=False
        )
        if mine and not stock.reserve(line.stockrecord_id, line.quantity):
            return False
    return True
