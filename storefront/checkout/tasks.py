"""What the queue does about an order whose buyer, or whose request, did not come back."""

from django_tasks import task

from storefront.order.models import Order
from storefront.order.services import expire_order
from storefront.payment.services import begin_payment


@task()
def release_unpaid_order(order_id: int) -> bool:
    """Written in the order's own transaction, due when it expires; does nothing to a placed one."""
    return expire_order(order=Order.objects.get(pk=order_id))


@task()
def resume_payment(order_id: int) -> str:
    """Complete an order whose request died between placing it and beginning its payment."""
    order = Order.objects.get(pk=order_id)
    begin_payment(order=order)
    return str(order.status)
