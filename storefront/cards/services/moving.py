"""The one function that moves an attempt, and the one that moves a refund: UPDATEs on what was seen."""

from typing import Any

from django.utils.translation import gettext as _

from marketplace.kernel import audit
from marketplace.kernel.clock import now
from marketplace.kernel.errors import IllegalTransition
from storefront.cards.models import CardAttempt, CardRefund
from storefront.cards.statuses import ATTEMPT_MOVES, REFUND_MOVES, AttemptState, RefundState


def move_attempt(attempt: CardAttempt, *, to: AttemptState, **values: Any) -> None:
    """Raises IllegalTransition where the table has no such move or somebody else was quicker."""
    _move(attempt, to=to, allowed=ATTEMPT_MOVES[attempt.state], **values)
    audit.record(
        action=f"card.{to.value}",
        target=attempt,
        order=attempt.payment.order.number,
        amount=attempt.amount,
    )


def move_refund(refund: CardRefund, *, to: RefundState, **values: Any) -> None:
    """As ``move_attempt``."""
    _move(refund, to=to, allowed=REFUND_MOVES[refund.state], **values)
    audit.record(
        action=f"card_refund.{to.value}", target=refund, amount=refund.amount, cause=refund.cause
    )


def _move(row: Any, *, to: str, allowed: frozenset[str], **values: Any) -> None:
    if to not in allowed:
        raise IllegalTransition(_("This payment cannot be changed so."))
    moved = type(row).objects.filter(pk=row.pk, state=row.state)
    if not moved.update(state=to, updated_at=now(), **values):
        raise IllegalTransition(_("Somebody else has just changed this payment."))
    for name, value in {"state": to, **values}.items():
        setattr(row, name, value)
