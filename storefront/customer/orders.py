"""A member's own orders: pages after a key, by state, and as a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marketplace.accounts.models import User
from marketplace.kernel.clock import VIETNAM
from storefront.order.models import Line, Order
from storefront.order.selectors import orders_of
from storefront.order.statuses import OrderStatus

ORDERS_A_PAGE = 20


@dataclass(frozen=True)
class State:
    """A filter of the list with how many orders it leaves."""

    code: str
    words: str
    number: int


@dataclass(frozen=True)
class OrderPage:
    """``following`` is the number of the last order shown where more follow, else empty."""

    orders: list[Order]
    states: list[State]
    following: str


def order_page(user: User, *, state: str = "", after: str = "") -> OrderPage:
    """Newest first, ``after`` the order of that number; the user's own alone. Three queries."""
    own = orders_of(user)
    counts = dict(own.order_by().values_list("status").annotate(Count("pk")))
    chosen = own.filter(status=state) if state in OrderStatus.values else own
    if after:
        chosen = chosen.filter(pk__lt=own.filter(number=after).order_by().values("pk"))
    found = list(chosen.order_by("-pk").prefetch_related("lines")[: ORDERS_A_PAGE + 1])
    shown = found[:ORDERS_A_PAGE]
    return OrderPage(
        orders=shown,
        states=[
            State(one.value, str(one.label), counts[one.value])
            for one in OrderStatus
            if counts.get(one.value)
        ],
        following=shown[-1].number if len(found) > ORDERS_A_PAGE else "",
    )


def order_table(user: User, *, state: str = "") -> Iterator[list[Any]]:
    """One row per line of the user's orders, newest first, for a spreadsheet."""
    words = {status: str(label) for status, label in OrderStatus.choices}
    header = [
        pgettext("noun", "Order"),
        _("Date"),
        _("Status"),
        _("Seller"),
        _("Product"),
        _("Quantity"),
        _("Line total"),
        _("Discount"),
        _("Delivery"),
        _("Order total"),
    ]
    return _rows(user, state, words, header)


def _rows(user: User, state: str, words: dict[str, str], header: list[str]) -> Iterator[list[Any]]:
    yield header
    lines = Line.objects.filter(order__user=user).select_related("order", "vendor_order__vendor")
    if state in OrderStatus.values:
        lines = lines.filter(order__status=state)
    for line in lines.order_by("-order_id", "pk").iterator(chunk_size=500):
        order = line.order
        yield [
            order.number,
            order.date_placed.astimezone(VIETNAM).date().isoformat(),
            words[order.status],
            line.vendor_order.vendor.name if line.vendor_order else "",
            line.title,
            line.quantity,
            line.price,
            line.discount,
            order.shipping_total,
            order.total,
        ]
