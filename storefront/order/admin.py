"""Orders are moved by services alone; operators look (truths 4 and 6)."""

from oscar.apps.order.admin import *  # noqa: F403
from oscar.core.loading import get_model

from marketplace.kernel.admin import look_only

_BOOKS = ("Order", "Line", "LinePrice", "OrderDiscount", "ShippingAddress")

look_only(*(get_model("order", name) for name in _BOOKS))
