"""The end of an order or of a part of it, as the way it is paid sees it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from storefront.order.models import Order
from storefront.vendors.models import VendorOrder

from .providers import provider_of


@contextmanager
def ending(order: Order) -> Iterator[Callable[[Sequence[VendorOrder]], None]]:
    """A transaction in which parts of ``order`` may end; name those that did to what it gives.

    The provider's rows are locked first, before the parts: money that comes at this very moment
    is seen here, or sees the end, so that the buyer hears of what is owed back once.
    """
    provider = provider_of(order)
    with transaction.atomic():
        if provider is None:
            yield lambda parts: None
        else:
            provider.hold(order)
            yield provider.ended
