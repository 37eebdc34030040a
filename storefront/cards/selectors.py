"""What buyers, and what settles with vendors, see of card payments."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from storefront.order.models import Order
from storefront.order.statuses import OrderStatus

from .models import CardDispute, CardRefund
from .statuses import RefundState

METHOD = "card"
#: The cause of the refund of a payment for which there was no order, or a second one for it.
NOT_NEEDED = "not needed"


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


def freezing() -> QuerySet[CardDispute]:
    """Disputes that keep an order's money back: open, or lost and not booked on a seller's part."""
    return CardDispute.objects.filter(
        Q(state=CardDispute.State.OPEN) | Q(pk__in=lost_disputes().values("pk"))
    )


def lost_disputes() -> QuerySet[CardDispute]:
    """Lost, and of no part yet. Of a payment that was not needed none ever is: no seller had it."""
    lost = CardDispute.objects.filter(state=CardDispute.State.LOST, taken__gt=0, shares=None)
    return lost.exclude(attempt__in=not_needed().values("attempt"))


def not_needed() -> QuerySet[CardRefund]:
    """Payments that go back as a whole, by their refunds."""
    return CardRefund.objects.filter(cause=NOT_NEEDED)


def is_frozen(order: Order) -> bool:
    """Whether a card's holder disputes the payment, or has won and nobody has said whose it is."""
    return freezing().filter(attempt__payment__order=order).exists()
