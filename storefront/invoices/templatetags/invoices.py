"""What an order's page says about invoices without asking its view for it."""

from django import template

from storefront.invoices.models import InvoiceRequest
from storefront.invoices.selectors import invoices_of
from storefront.order.models import Order

register = template.Library()


@register.simple_tag
def invoices_asked(order: Order) -> list[InvoiceRequest]:
    """What was asked of its sellers; one query."""
    return invoices_of(order)
