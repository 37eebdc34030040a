"""Money that came in as a table for a spreadsheet."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marketplace.kernel.spreadsheets import Row

from .models import BankTransaction


def table(transactions: Iterable[BankTransaction]) -> Iterator[Row]:
    """Header, then a row each; words in the language of this moment. No cell runs as a formula."""
    header: Row = [
        _("Day"),
        _("Amount"),
        _("Description"),
        _("From"),
        _("Bank's number"),
        _("Account"),
        _("Reference"),
        pgettext("noun", "Order"),
        _("Matched"),
    ]
    words = {str(value): str(label) for value, label in BankTransaction.MatchedBy.choices}
    words |= {"": "", "aside": _("not for an order")}
    return _rows(header, transactions, words)


def _rows(
    header: Row, transactions: Iterable[BankTransaction], words: dict[str, str]
) -> Iterator[Row]:
    yield header
    for money in transactions:
        transfer = money.transfer
        yield [
            money.booked_on.isoformat(),
            money.amount,
            money.description,
            money.payer,
            money.bank_id,
            money.account.number,
            transfer.reference if transfer else "",
            transfer.vendor_order.number if transfer else "",
            words["aside" if money.is_aside else money.matched_by],
        ]
