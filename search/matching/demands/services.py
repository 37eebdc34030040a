"""A buyer's people write, open, change, copy and close demands. docs/supply.md."""

import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from marketplace.accounts.models import Organisation, User
from marketplace.kernel import audit
from marketplace.kernel.clock import now, today
from marketplace.kernel.errors import IllegalTransition, MarketplaceError
from marketplace.kernel.text import clean
from search.matching.criteria import Criteria
from search.matching.models import Demand, DemandLine

from .permissions import require_writer
from .words import title_of

State = Demand.State
Outcome = Demand.Outcome

TITLE_LENGTH = 160
TEXT_LENGTH = 4_000

#: From where to where; a demand that is closed begins again as a draft.
MOVES: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.OPEN, State.CLOSED}),
    State.OPEN: frozenset({State.DRAFT, State.CLOSED}),
    State.CLOSED: frozenset({State.DRAFT}),
}


class DemandRefused(MarketplaceError):
    code = "demand_refused"


class DemandChangedMeanwhile(MarketplaceError):
    """A colleague was faster than what the user saw."""

    code = "changed_meanwhile"


def create_demand(
    *,
    buyer: Organisation,
    criteria: Criteria,
    text: str = "",
    title: str = "",
    deadline: datetime.date | None = None,
    acting_user: User | None,
) -> Demand:
    """A draft. Without a title it is called by its products. NotAllowed, DemandRefused."""
    require_writer(acting_user, buyer)
    with transaction.atomic():
        demand = Demand.objects.create(
            buyer=buyer,
            text=_checked(text),
            created_by=acting_user,
            **_columns(criteria, title, deadline),
        )
        _write_lines(demand, criteria)
        audit.record(action="demand.created", target=demand, acting_user=acting_user)
    return demand


def change_demand(
    demand: Demand,
    *,
    criteria: Criteria,
    title: str = "",
    deadline: datetime.date | None = None,
    acting_user: User | None,
    seen_version: int | None = None,
) -> Demand:
    """Say everything anew, of a draft or an open demand; the sentence that was read stays.

    ``seen_version``: what the user looked at; DemandChangedMeanwhile where it has grown since.
    DemandRefused with code ``closed``; NotAllowed.
    """
    require_writer(acting_user, demand.buyer)
    with transaction.atomic():
        current = Demand.objects.filter(pk=demand.pk).exclude(state=State.CLOSED)
        if seen_version is not None:
            current = current.filter(version=seen_version)
        changed = current.update(
            version=F("version") + 1, changed_at=now(), **_columns(criteria, title, deadline)
        )
        if not changed:
            raise _why_not(demand)
        DemandLine.objects.filter(demand=demand.pk).delete()
        _write_lines(demand, criteria)
        audit.record(action="demand.changed", target=demand, acting_user=acting_user)
    return _fresh(demand)


def open_demand(demand: Demand, *, acting_user: User | None) -> Demand:
    """From now on it is matched and suppliers may see it.

    DemandRefused with code ``past`` where its deadline or its last day of delivery is over.
    """
    if demand.open_until is not None and demand.open_until < today():
        raise DemandRefused(
            _("Its deadline or delivery is over. Give it new dates first."), code="past"
        )
    return _move(demand, to=State.OPEN, acting_user=acting_user, opened_at=now())


def pause_demand(demand: Demand, *, acting_user: User | None) -> Demand:
    """Back to a draft: no longer matched or seen by suppliers."""
    return _move(demand, to=State.DRAFT, acting_user=acting_user)


def reopen_demand(demand: Demand, *, acting_user: User | None) -> Demand:
    """A closed demand begins again, as a draft."""
    return _move(demand, to=State.DRAFT, acting_user=acting_user, outcome="", closed_at=None)


def close_demand(demand: Demand, *, outcome: str, acting_user: User | None) -> Demand:
    """Over: ``fulfilled``, ``withdrawn`` or ``expired``."""
    return _move(
        demand,
        to=State.CLOSED,
        acting_user=acting_user,
        outcome=Outcome(outcome),
        closed_at=now(),
    )


def copy_demand(demand: Demand, *, acting_user: User | None) -> Demand:
    """A draft that says the same; the deadline is not taken over. Read with its lines before."""
    return create_demand(
        buyer=demand.buyer,
        criteria=demand.criteria,
        text=demand.text,
        title=demand.title,
        acting_user=acting_user,
    )


def close_expired() -> str:
    """Daily work: open demands whose last day is over are closed as expired. They are matched no
    more from that day on, whether this ran or not.
    """
    over = Demand.objects.filter(state=State.OPEN, open_until__lt=today())
    closed = 0
    for demand in over.order_by("pk").iterator(chunk_size=500):
        try:
            close_demand(demand, outcome=Outcome.EXPIRED, acting_user=None)
        except IllegalTransition:
            continue  # its buyer was faster
        closed += 1
    return f"{closed} demands expired"


def _columns(criteria: Criteria, title: str, deadline: datetime.date | None) -> dict[str, Any]:
    terms = criteria.to_json()
    del terms["lines"]
    days = [day for day in (deadline, criteria.delivery.end) if day is not None]
    return {
        "title": (clean(title) or title_of(criteria))[:TITLE_LENGTH],
        "terms": terms,
        "deadline": deadline,
        "open_until": min(days, default=None),
    }


def _write_lines(demand: Demand, criteria: Criteria) -> None:
    rows = [DemandLine.of(line, position=place) for place, line in enumerate(criteria.lines)]
    for row in rows:
        row.demand = demand
    DemandLine.objects.bulk_create(rows)


def _checked(text: str) -> str:
    text = text.strip()
    if len(text) > TEXT_LENGTH:
        raise DemandRefused(
            _("At most %(number)s characters.") % {"number": TEXT_LENGTH}, code="text"
        )
    return text


def _move(demand: Demand, *, to: str, acting_user: User | None, **values: Any) -> Demand:
    """From the state that the caller saw, by one guarded UPDATE. IllegalTransition, NotAllowed."""
    require_writer(acting_user, demand.buyer)
    if to not in MOVES[demand.state]:
        raise IllegalTransition(_("This cannot be done with a demand in its present state."))
    with transaction.atomic():
        moved = Demand.objects.filter(pk=demand.pk, state=demand.state).update(
            state=to, version=F("version") + 1, changed_at=now(), **values
        )
        if not moved:
            raise IllegalTransition(
                _("Somebody has changed this demand meanwhile. Please look again.")
            )
        audit.record(
            action="demand.moved",
            target=demand,
            acting_user=acting_user,
            to=to,
            outcome=values.get("outcome", ""),
        )
    return _fresh(demand)


def _fresh(demand: Demand) -> Demand:
    """As it is now; lines read before are forgotten."""
    demand.refresh_from_db()
    return demand


def _why_not(demand: Demand) -> MarketplaceError:
    demand.refresh_from_db()
    if demand.state == State.CLOSED:
        return DemandRefused(_("This demand is closed. Copy it instead."), code="closed")
    return DemandChangedMeanwhile(
        _("This demand has changed since you opened the page. Please look and try again.")
    )
