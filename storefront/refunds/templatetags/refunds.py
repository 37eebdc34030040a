"""What an order's page says about refunds without asking its view for it."""

from django import template

from storefront.order.models import Order
from storefront.refunds.models import Refund
from storefront.refunds.selectors import refunds_of

register = template.Library()


@register.simple_tag
def refunds_by_line(order: Order) -> list[Refund]:
    """What the buyer of the order gets back, refund by refund."""
    return refunds_of(order)
