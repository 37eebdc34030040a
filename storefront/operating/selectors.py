"""What waits for an operator's decision."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum

from storefront.refunds.models import Refund
from storefront.refunds.selectors import with_lines
from storefront.refunds.statuses import RefundState

#: The oldest are worked through first.
ON_A_PAGE = 50
#: Decided ones below them, newest first.
_DECIDED = 20


@dataclass(frozen=True)
class RefundsToApprove:
    """``waiting`` oldest first; ``total`` is what all that wait come to, in đồng."""

    waiting: list[Refund]
    decided: list[Refund]
    count: int
    total: int


def refunds_to_approve() -> RefundsToApprove:
    """Five queries, however many."""
    proposed = Refund.objects.filter(state=RefundState.PROPOSED)
    sums: dict[str, Any] = proposed.aggregate(count=Count("pk"), total=Sum("total"))
    decided = Refund.objects.exclude(state=RefundState.PROPOSED).filter(decided_at__isnull=False)
    return RefundsToApprove(
        waiting=list(with_lines(proposed).order_by("pk")[:ON_A_PAGE]),
        decided=list(with_lines(decided).order_by("-decided_at", "-pk")[:_DECIDED]),
        count=sums["count"],
        total=sums["total"] or 0,
    )
