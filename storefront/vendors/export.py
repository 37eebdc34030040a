"""A vendor's orders as a table for a spreadsheet, one row per line of an order."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from marketplace.kernel.clock import VIETNAM

from .models import VendorOrder
from .statuses import VendorOrderStatus

#: A spreadsheet takes text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Row = list[str | int]


def neutral(value: str | int) -> str | int:
    """Text that no spreadsheet runs: an apostrophe before what looks like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


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
                neutral(value)
                for value in (
                    *begin,
                    line.title,
                    line.quantity,
                    int(line.unit_price_incl_tax or 0),
                    int(line.line_price_incl_tax),
                    order.shipping_charge,
                    order.total,
                )
            ]


def _recipient(order: VendorOrder) -> tuple[str, str, str]:
    address = order.order.shipping_address
    if address is None or not order.is_placed:
        return "", "", ""
    place = (address.line1, address.commune_name, address.province_name)
    return address.first_name, str(address.phone_number), ", ".join(part for part in place if part)


class _Echo(io.StringIO):
    """A file that hands back each line instead of keeping it."""

    def write(self, line: str) -> Any:
        return line


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Lines of CSV, begun with the mark by which Excel knows UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow(row)


def as_xlsx(rows: Iterable[Row], *, title: str = "") -> IO[bytes]:
    """A workbook in a temporary file that goes when it is closed; rows are never all in memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title or _("Orders"))
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file
