"""What templates say about transfers without asking their views for it."""

import datetime

from django import template

from storefront.order.models import Order
from storefront.transfers.models import Transfer
from storefront.transfers.selectors import HowToPay, how_to_pay
from storefront.transfers.words import time_left

register = template.Library()


@register.simple_tag(name="how_to_pay")
def how_to_pay_tag(order: Order) -> HowToPay | None:
    """The order's transfers with the time that is left; None for another way to pay."""
    return how_to_pay(order)


@register.simple_tag
def transfer_of_part(number: str) -> Transfer:
    """The transfer for a vendor's order, by the number of that order."""
    return Transfer.objects.select_related("vendor_order__vendor", "vendor_order__order").get(
        vendor_order__number=number
    )


@register.filter
def in_words(left: datetime.timedelta) -> str:
    return time_left(left)


@register.simple_tag
def owed_back(order: Order) -> int:
    """What of an order's transfers is still to be paid back, in đồng; 0 for another way to pay."""
    pay = how_to_pay(order)
    return pay.owed if pay else 0
