"""An allocation as a table for a spreadsheet: a row for each supplier, a column for each month."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from catalog.supply.units import unit_label
from marketplace.kernel.spreadsheets import Row
from search.matching.allocating.answering import Allocation


def table(found: Allocation) -> Iterator[Row]:
    """Header, suppliers, sum; words in the language of this moment."""
    months = found.months
    yield [
        _("Product"),
        _("Supplier"),
        _("Province"),
        _("Unit"),
        *(f"{month:%m/%Y}" for month in months),
        _("Quantity"),
        _("Unit price"),
        _("Value of goods"),
        _("Freight"),
        _("Total"),
    ]
    for share in found.shares:
        producer = share.supply.product.producer
        yield [
            share.supply.product.title,
            share.supply.vendor.name,
            producer.province.name if producer else "",
            unit_label(share.supply.unit),
            *(share.months.get(month, 0) for month in months),
            share.units,
            share.price,
            share.goods,
            share.freight,
            share.total,
        ]
    empty: Row = [""] * (5 + len(months))
    yield [_("Total"), *empty, found.goods, found.freight, found.total]
