"""Demands as their buyer's people see them, and those that are matched."""

import datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from marketplace.accounts.models import Organisation
from marketplace.accounts.selectors import memberships_of
from search.matching.models import Demand, DemandLine

from .permissions import DEMAND_ROLES


def demands_for(user: Any) -> QuerySet[Demand]:
    """The demands of the organisations that ``user`` is a member of; none for anybody else."""
    if not user.is_authenticated:
        return Demand.objects.none()
    return Demand.objects.filter(buyer__memberships__user=user)


def with_lines(demands: QuerySet[Demand]) -> QuerySet[Demand]:
    """With buyer and lines: one query more, however many. ``criteria`` needs it."""
    return demands.select_related("buyer__province").prefetch_related(
        Prefetch("lines", DemandLine.objects.order_by("position"))
    )


def open_demands(*, on: datetime.date) -> QuerySet[Demand]:
    """What is matched on a day: open, its deadline and delivery not over."""
    return Demand.objects.filter(
        Q(open_until=None) | Q(open_until__gte=on), state=Demand.State.OPEN
    )


def buyers_of(user: Any) -> list[Organisation]:
    """The organisations for which ``user`` may write demands, by name."""
    if not user.is_authenticated:
        return []
    return [
        membership.organisation for membership in memberships_of(user).filter(role__in=DEMAND_ROLES)
    ]
