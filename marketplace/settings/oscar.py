"""Oscar's settings where ours differ from its defaults (measured reasons in docs/oscar.md)."""

from typing import Any

from oscar.defaults import *

OSCAR_SHOP_NAME = "Chợ OCOP"
OSCAR_DEFAULT_CURRENCY = "VND"
OSCAR_CURRENCY_FORMAT = {"VND": {"format": "#,##0\xa0¤", "currency_digits": True}}
OSCAR_ALLOW_ANON_CHECKOUT = True
OSCAR_ALLOW_GUEST_CHECKOUT_WITH_ACCOUNT = True
OSCAR_ALLOW_ANON_REVIEWS = False
OSCAR_MODERATE_REVIEWS = True
OSCAR_EAGER_ALERTS = False
OSCAR_SLUG_MAP = {"đ": "d", "Đ": "D", "Ð": "D"}
OSCAR_REQUIRED_ADDRESS_FIELDS = ("line1", "country")
OSCAR_HIDDEN_FEATURES = ["reviews", "wishlists"]
OSCAR_THUMBNAILER = "marketplace.pictures.thumbnailer.OriginalAsThumbnail"
OSCAR_RECENTLY_VIEWED_PRODUCTS = 0
OSCAR_INITIAL_ORDER_STATUS = "pending"
OSCAR_INITIAL_LINE_STATUS = "pending"

#: Oscar imports Haystack; nothing of ours calls it.
HAYSTACK_CONNECTIONS: dict[str, Any] = {
    "default": {"ENGINE": "haystack.backends.simple_backend.SimpleEngine"}
}
HAYSTACK_SIGNAL_PROCESSOR = "haystack.signals.BaseSignalProcessor"
