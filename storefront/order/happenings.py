"""What happened to an order's money and goods, told where it happens to whoever keeps books of it.

A service tells within the transaction that makes it true, and the listeners write in the same one:
either both are kept or neither. Who listens registers in ``AppConfig.ready()``. Sums of money are
told as they stand (``so_far``), so that telling again, in any order, changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from storefront.vendors.models import VendorOrder

from .models import Line


class By(models.TextChoices):
    """The way money goes: through the licensed gateway, or to the vendor past all others."""

    GATEWAY = "gateway", _("the card gateway")
    TRANSFER = "transfer", _("a bank transfer to the seller")
    CASH = "cash", _("cash to the seller's carrier")


@dataclass(frozen=True)
class Confirmed:
    """The sale stands: the vendor is to deliver, the buyer to pay."""

    vendor_order: VendorOrder


@dataclass(frozen=True)
class Received:
    """For this part ``so_far`` đồng have come that way, all in all, also more than is due."""

    vendor_order: VendorOrder
    so_far: int
    by: By


@dataclass(frozen=True)
class Delivered:
    """All of the part that was not refunded has arrived."""

    vendor_order: VendorOrder


@dataclass(frozen=True)
class CameBack:
    """A parcel is back at the vendor's with so many units of each line; nobody has them any more."""

    vendor_order: VendorOrder
    shipment: Any
    lines: tuple[tuple[Line, int], ...]
    acting_user: Any


@dataclass(frozen=True)
class Returned:
    """All of the part that had left has come back, and nothing of it is to arrive any more."""

    vendor_order: VendorOrder


@dataclass(frozen=True)
class Ended:
    """The part was cancelled or ran out of time: what is left of its sale is none."""

    vendor_order: VendorOrder


@dataclass(frozen=True)
class Refunded:
    """The vendor gives up ``goods`` and ``shipping`` đồng of the sale; the buyer is owed them.

    ``cause`` names the refund, unique within the part. ``lines`` says how much of which line; left
    empty, ``goods`` counts for all lines in proportion to what is left of each. Money that goes
    back is told apart, as PaidBack. ``discounts`` (by line) and ``delivery_aid`` are what others
    had paid for the same goods and delivery, and get back besides.
    """

    vendor_order: VendorOrder
    goods: int
    shipping: int
    cause: str
    lines: tuple[tuple[Line, int], ...] = ()
    discounts: tuple[tuple[Line, int], ...] = ()
    delivery_aid: int = 0


@dataclass(frozen=True)
class PaidBack:
    """Of what came that way ``so_far`` đồng have gone back to the buyer, all in all.

    ``for_refunds`` of it pay refunds and what ended; None: all of it. The rest is money of which
    nobody has said whose it was, a payment that was not needed, or borne by the marketplace.
    """

    vendor_order: VendorOrder
    so_far: int
    by: By
    for_refunds: int | None = None


@dataclass(frozen=True)
class Borne:
    """``amount`` of what went back is nobody's of the part: the sale stands, the marketplace pays it.

    ``cause`` names the dispute, or the refund by hand, unique within the part.
    """

    vendor_order: VendorOrder
    amount: int
    cause: str


Happening = (
    Confirmed | Received | Delivered | CameBack | Returned | Ended | Refunded | PaidBack | Borne
)
H = TypeVar(
    "H", Confirmed, Received, Delivered, CameBack, Returned, Ended, Refunded, PaidBack, Borne
)

_listeners: dict[type[Any], list[Callable[[Any], None]]] = {}


def listen(kind: type[H], function: Callable[[H], None]) -> None:
    """Call ``function`` for everything of that kind; listening twice is listening once."""
    functions = _listeners.setdefault(kind, [])
    if function not in functions:
        functions.append(function)


def tell(happening: Happening) -> None:
    """Tell the listeners, in the transaction that makes it true. What they raise undoes it."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("a happening is told in its transaction")
    for function in _listeners.get(type(happening), []):
        function(happening)
