"""A statement as a table for a spreadsheet."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marketplace.kernel.spreadsheets import Row as Cells

from .positions import COLUMNS
from .selectors import Statement
from .words import COLUMN_WORDS


def table(statement: Statement) -> Iterator[Cells]:
    """Header, the balance before, a row per posting, the balance after."""
    yield [
        _("Day"),
        pgettext("noun", "Order"),
        _("What happened"),
        *(str(COLUMN_WORDS[column]) for column in COLUMNS),
        _("Total"),
    ]
    blank: Cells = [""] * len(COLUMNS)
    yield ["", "", _("Balance before"), *blank, statement.month.opening]
    for row in statement.rows:
        yield [
            row.day.isoformat(),
            row.number,
            row.label,
            *(row.figures[column] for column in COLUMNS),
            row.total,
        ]
    yield ["", "", _("Balance after"), *blank, statement.month.closing]
