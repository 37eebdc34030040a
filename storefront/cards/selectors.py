"""What buyers, and what settles with vendors, see of card payments."""

from dataclasses import dataclass

from storefront.order.models import Order
from storefront.order.statuses import OrderStatus

from .models import CardDispute, CardRefund
from .statuses import RefundState

METHOD = "card"


@dataclass(frozen=True)
class CardView:
    """Amounts in đồng: what Stripe has been or will be asked to pay back, and what it has."""

    is_waiting: bool
    goes_back: int
    went_back: int


def card_view(order: Order) -> CardView | None:
    """One query, none where the order is paid otherwise."""
    if order.payment_method != METHOD:
        return None
    refunds = CardRefund.objects.filter(attempt__payment__order=order).values_list(
        "state", "amount"
    )
    sums = dict.fromkeys(RefundState.values, 0)
    for state, amount in refunds:
        sums[state] += amount
    return CardView(
        is_waiting=order.status == OrderStatus.PENDING,
        # A refund that Stripe refused is still owed: operators find another way.
        goes_back=sums[RefundState.ASKED] + sums[RefundState.SENT] + sums[RefundState.FAILED],
        went_back=sums[RefundState.DONE],
    )


def is_frozen(order: Order) -> bool:
    """Whether a card's holder disputes the payment, or has won: its money is not settled."""
    return (
        CardDispute.objects.filter(attempt__payment__order=order)
        .exclude(state=CardDispute.State.WON)
        .exists()
    )
