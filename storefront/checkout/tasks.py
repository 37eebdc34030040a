"""An order that nobody paid gives its stock back when its time is over."""

from django_tasks import task

from storefront.order.models import Order
from storefront.order.services import expire_order


@task()
def release_unpaid_order(order_id: int) -> bool:
    """Written in the order's own transaction, due when it expires; does nothing to a placed one."""
    return expire_order(order=Order.objects.get(pk=order_id))
