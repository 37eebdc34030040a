"""A vendor's shelf as a table: downloaded, changed by hand, read again.

``seen_price`` and ``seen_stock`` say what was there when the file was made, so that a sale or a
colleague in between is noticed. Each title ends with its column's code in brackets.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from catalog.partner.models import StockRecord
from marketplace.kernel.spreadsheets import Row
from storefront.vendors.forms import WholeNumberField
from storefront.vendors.offers import PRICE_LIMIT, STOCK_LIMIT

_PRICE = WholeNumberField(maximum=PRICE_LIMIT, required=False)
_STOCK = WholeNumberField(maximum=STOCK_LIMIT)


class UnreadableCell(ValueError):
    """``code`` is the column's."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def titles() -> dict[str, str]:
    """Code → title of the columns, in their order."""
    return {
        "id": _("Pack, do not change"),
        "product": _("Product"),
        "pack": _("Pack size"),
        "price": _("Price in đồng"),
        "stock": _("In the house"),
        "promised": _("Promised to orders"),
        "seen_price": _("Price in this file, do not change"),
        "seen_stock": _("Stock in this file, do not change"),
    }


def table(records: Iterable[StockRecord]) -> Iterator[Row]:
    """Header, then a row a pack; words in the language of this moment."""
    columns = titles()
    return _rows([f"{title} [{code}]" for code, title in columns.items()], records)


def _rows(header: Row, records: Iterable[StockRecord]) -> Iterator[Row]:
    yield header
    for record in records:
        price = "" if record.price is None else int(record.price)
        stock = record.num_in_stock or 0
        yield [
            record.product.public_id,
            record.product.parent.title,
            record.product.title,
            price,
            stock,
            record.num_allocated or 0,
            price,
            stock,
        ]


def read_price(cells: Mapping[str, Any], code: str) -> int | None:
    """Whole đồng; None: not for sale. UnreadableCell."""
    return _read(_PRICE, cells, code)


def read_stock(cells: Mapping[str, Any], code: str) -> int:
    """Packs. UnreadableCell, also where the cell is empty."""
    found = _read(_STOCK, cells, code)
    assert found is not None  # noqa: S101 - the field is required
    return found


def _read(field: WholeNumberField, cells: Mapping[str, Any], code: str) -> int | None:
    value = cells.get(code)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    typed = "" if value is None else str(value).strip()
    try:
        return field.clean(typed)
    except ValidationError as problem:
        raise UnreadableCell(code, " ".join(problem.messages)) from problem
