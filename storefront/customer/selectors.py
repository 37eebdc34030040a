"""What a person's own pages show."""

from django.db.models import QuerySet

from marketplace.accounts.models import User
from storefront.order.models import Order


def orders_of(user: User) -> QuerySet[Order]:
    """The orders that ``user`` placed while signed in, newest first."""
    return Order.objects.filter(user=user).order_by("-date_placed", "-pk")
