"""The states of an order and the moves between them; storefront.order.services moves them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrderStatus(models.TextChoices):
    PENDING = "pending", _("awaiting payment")
    PLACED = "placed", _("placed")
    COMPLETED = "completed", _("completed")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("expired")


ORDER_MOVES: dict[str, frozenset[str]] = {
    OrderStatus.PENDING: frozenset(
        {OrderStatus.PLACED, OrderStatus.CANCELLED, OrderStatus.EXPIRED}
    ),
    OrderStatus.PLACED: frozenset({OrderStatus.COMPLETED, OrderStatus.CANCELLED}),
    OrderStatus.COMPLETED: frozenset(),
    OrderStatus.CANCELLED: frozenset(),
    # Paid in full all the same, with everything still there (services.revive_order).
    OrderStatus.EXPIRED: frozenset({OrderStatus.PLACED}),
}
