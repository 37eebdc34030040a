"""A vendor's orders as a table for a spreadsheet, one row per line of an order."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marketplace.kernel.clock import VIETNAM
from marketplace.kernel.spreadsheets import Row

from .models import VendorOrder
from .statuses import VendorOrderStatus


def table(orders: Iterable[VendorOrder]) -> Iterator[Row]:
    """Header, then the rows; words in the language of this moment, whoever reads on later."""
    header: Row = [
        pgettext("noun", "Order"),
        _("Date"),
        _("Status"),
        _("Recipient"),
        _("Phone"),
        _("Address"),
        _("Product"),
        _("Quantity"),
        _("Unit price"),
        _("Line total"),
        _("Discount"),
        _("Delivery"),
        _("Order total"),
    ]
    words = {status: str(label) for status, label in VendorOrderStatus.choices}
    return _rows(header, orders, words)


def _rows(header: Row, orders: Iterable[VendorOrder], words: dict[str, str]) -> Iterator[Row]:
    yield header
    for order in orders:
        begin: Row = [
            order.number,
            order.created_at.astimezone(VIETNAM).date().isoformat(),
            words[order.status],
            *_recipient(order),
        ]
        for line in order.lines.all():
            yield [
                *begin,
                line.title,
                line.quantity,
                int(line.unit_price_incl_tax or 0),
                line.price,
                line.discount,
                order.shipping_charge,
                order.total,
            ]


def _recipient(order: VendorOrder) -> tuple[str, str, str]:
    address = order.order.shipping_address
    if address is None or not order.is_placed:
        return "", "", ""
    place = (address.line1, address.commune_name, address.province_name)
    return address.first_name, str(address.phone_number), ", ".join(part for part in place if part)
