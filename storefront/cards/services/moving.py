"""Attempts and refunds as they move (storefront.states), each with its audit entry."""

from typing import Any

from django.utils.translation import gettext as _

from marketplace.kernel import audit
from marketplace.kernel.errors import IllegalTransition
from storefront.cards.models import CardAttempt, CardRefund
from storefront.cards.statuses import AttemptState, RefundState
from storefront.states.moving import move_row
from storefront.states.table import Mover


def move_attempt(attempt: CardAttempt, *, to: AttemptState, **values: Any) -> None:
    """Raises IllegalTransition where the table has no such move or somebody else was quicker."""
    _move(attempt, to=to, **values)
    audit.record(
        action=f"card.{to.value}",
        target=attempt,
        order=attempt.payment.order.number,
        amount=attempt.amount,
    )


def move_refund(refund: CardRefund, *, to: RefundState, **values: Any) -> None:
    """As ``move_attempt``."""
    _move(refund, to=to, **values)
    audit.record(
        action=f"card_refund.{to.value}", target=refund, amount=refund.amount, cause=refund.cause
    )


def _move(row: CardAttempt | CardRefund, *, to: str, **values: Any) -> None:
    if not move_row(row, to=to, by=Mover.PAYMENT, **values):
        raise IllegalTransition(_("Somebody else has just changed this payment."))
