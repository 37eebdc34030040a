"""Wholesale capacity, promised by one conditional UPDATE each time (truth 5, docs/supply.md).

As retail stock is: the condition is part of the UPDATE, so its row count says whether it happened, on
any database. Every promise and its end is a line of a ledger that only grows, and one promise of a
month for one reference is unique: whoever tries twice has promised once.
"""

import datetime
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError

from .errors import CapacityShort
from .models import Capacity, Commitment, Supply

_LONGEST_REFERENCE = 64


def commit_capacity(
    supply: Supply,
    *,
    quantities: Mapping[datetime.date, int],
    reference: str,
    acting_user: User | None = None,
) -> list[Commitment]:
    """Promise so many units of each month (its first day), all of them or none.

    ``reference`` names what for. The same promise again answers with the lines that there are;
    with other quantities it is refused (code ``promised_otherwise``). CapacityShort where a month
    has less left, or the supply has ended. The calling service asks whether ``acting_user`` may.
    """
    if not quantities or min(quantities.values()) < 1:
        raise ValueError("a promise is of at least one unit")
    if not reference or len(reference) > _LONGEST_REFERENCE:
        raise ValueError(f"a reference has 1 to {_LONGEST_REFERENCE} characters")
    with transaction.atomic():
        # The supply's row first, then months in order: two promises never wait in a circle.
        if not _grow(Supply.objects.filter(pk=supply.pk).exclude(state=Supply.State.CLOSED)):
            raise CapacityShort(_("This supply has ended."), short={})
        if _promises(supply, reference).exists():
            return _promised_before(supply, quantities, reference)
        return _promise(supply, quantities, reference, acting_user)


def release_capacity(commitment: Commitment, *, acting_user: User | None = None) -> bool:
    """Give a promise back whole; False, and nothing changed, where that was done before."""
    if commitment.releases_id is not None:
        raise ValueError("only a promise is given back")
    try:
        with transaction.atomic():
            _grow(Supply.objects.filter(capacities=commitment.capacity_id))
            Commitment.objects.create(
                capacity_id=commitment.capacity_id,
                quantity=-commitment.quantity,
                reference=commitment.reference,
                releases=commitment,
                actor=acting_user,
            )
            given_back = Capacity.objects.filter(
                pk=commitment.capacity_id, committed__gte=commitment.quantity
            ).update(committed=F("committed") - commitment.quantity)
            if not given_back:
                raise RuntimeError(f"the ledger of {commitment.capacity_id} does not add up")
    except IntegrityError:
        return False
    return True


def _promise(
    supply: Supply,
    quantities: Mapping[datetime.date, int],
    reference: str,
    acting_user: User | None,
) -> list[Commitment]:
    months = sorted(quantities)
    rows = dict(
        Capacity.objects.filter(supply=supply.pk, month__in=months).values_list("month", "pk")
    )
    lines = []
    for month in months:
        wanted = quantities[month]
        taken = Capacity.objects.filter(
            pk=rows.get(month, 0), quantity__gte=F("committed") + wanted
        ).update(committed=F("committed") + wanted)
        if not taken:
            raise CapacityShort(_("So much is not left in these months."), short=_left(supply))
        lines.append(
            Commitment.objects.create(
                capacity_id=rows[month],
                quantity=wanted,
                reference=reference,
                actor=acting_user,
            )
        )
    return lines


def _promised_before(
    supply: Supply, quantities: Mapping[datetime.date, int], reference: str
) -> list[Commitment]:
    """The lines of the same promise. What was given back is promised anew under another reference."""
    lines = list(_promises(supply, reference).filter(released_by=None).select_related("capacity"))
    if {line.capacity.month: line.quantity for line in lines} != dict(quantities):
        raise MarketplaceError(
            _("Something else was promised for this before."), code="promised_otherwise"
        )
    return sorted(lines, key=lambda line: line.capacity.month)


def _promises(supply: Supply, reference: str) -> QuerySet[Commitment]:
    return Commitment.objects.filter(capacity__supply=supply.pk, reference=reference, releases=None)


def _left(supply: Supply) -> dict[datetime.date, int]:
    return {row.month: row.left for row in Capacity.objects.filter(supply=supply.pk)}


def _grow(supplies: QuerySet[Supply]) -> int:
    """A new version, and a lock on the row to the end of the transaction."""
    return supplies.update(version=F("version") + 1)
