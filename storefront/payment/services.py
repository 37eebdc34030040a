"""Paying for an order that exists: never within the transaction that made it (truth 6)."""

from storefront.order.models import Order
from storefront.order.services import confirm_order
from storefront.order.statuses import OrderStatus

from .models import Payment
from .providers import PaymentStart, provider


def begin_payment(*, order: Order) -> PaymentStart:
    """Ask the provider, outside any transaction; called again it does no harm.

    ``order`` is as it stands afterwards; one that is no longer pending is left as it is.
    """
    order.refresh_from_db(fields=["status"])
    payment = Payment.objects.filter(order=order).order_by("-attempt")[0]
    if order.status != OrderStatus.PENDING:
        return PaymentStart(state=payment.state)
    start = provider(payment.provider).start(payment)
    if start.state in (Payment.State.DUE, Payment.State.CAPTURED):
        confirm_order(order=order, payment=payment, state=start.state)
    return start
