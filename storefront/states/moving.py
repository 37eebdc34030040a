"""The one function that moves anything: an UPDATE whose WHERE holds the states it may come from."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from marketplace.kernel.clock import now
from marketplace.kernel.errors import IllegalTransition

from .table import Mover, sources


def move(
    rows: QuerySet[Any],
    *,
    to: str,
    by: Mover,
    seen: Collection[str] | None = None,
    **values: Any,
) -> int:
    """How many of these rows this call moved; of two at once exactly one moves each.

    Only from the states in ``seen``, from all that the table knows without it. IllegalTransition
    where the table has no such move by ``by`` out of one of them; then nothing has changed.
    ``values`` change with the state. Nothing is locked before: keep docs/concurrency.md's order.
    """
    model = rows.model
    allowed = sources(model._meta.label_lower, to, by=by)
    before = allowed if seen is None else frozenset(map(str, seen))
    if not before or not before <= allowed:
        raise IllegalTransition(_("From here there is no such step."))
    field = state_field(model)
    if any(one.name == "updated_at" for one in model._meta.fields):
        values.setdefault("updated_at", now())
    return rows.filter(**{f"{field}__in": sorted(before)}).update(**{field: str(to)}, **values)


def move_row(row: Model, *, to: str, by: Mover, **values: Any) -> bool:
    """Move one row from the state it was read with; it says afterwards what it now is.

    False where somebody else was quicker: then the row is as it was read.
    """
    field = state_field(type(row))
    same = type(row)._default_manager.filter(pk=row.pk)
    if not move(same, to=to, by=by, seen={getattr(row, field)}, **values):
        return False
    for name, value in {field: to, **values}.items():
        setattr(row, name, value)
    return True


def state_field(model: type[Model]) -> str:
    """What the model calls its state."""
    return "status" if any(one.name == "status" for one in model._meta.fields) else "state"
