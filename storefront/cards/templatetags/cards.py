"""What templates say about a card payment without asking their views for it."""

from django import template

from storefront.cards.selectors import CardView, card_view
from storefront.order.models import Order

register = template.Library()


@register.simple_tag
def card_of(order: Order) -> CardView | None:
    """The order's card payment; None for another way to pay."""
    return card_view(order)
