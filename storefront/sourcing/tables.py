"""A search or a list of suppliers as a table for a spreadsheet. No phone and no e-mail is in it."""

import datetime
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO

from django.conf import settings
from django.core.files.base import File
from django.http import QueryDict
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.supply.readiness import Check
from catalog.supply.suppliers import Supplier, months_from
from catalog.supply.wording import lead_time_words, month_words, price_words, standard_words
from marketplace.kernel.clock import now, today
from marketplace.kernel.spreadsheets import Row, as_csv, as_xlsx
from search.suppliers.filters import Filters, read_filters
from search.suppliers.lists import directory_page

from .models import SupplierTable
from .selectors import entries_of

Tell = Callable[[int, int], None]
#: A search's table ends here; so many distributors call nobody.
MOST_ROWS = 2_000
_CHUNK = 100


def make_table(table: SupplierTable) -> bool:
    """Write the file; False where it is there already. Tells how far it is after each hundred."""
    if table.ready_at is not None:
        return False

    def tell(done: int, total: int) -> None:
        SupplierTable.objects.filter(pk=table.pk).update(done=done, total=total)

    with translation.override(table.language):
        rows = _rows(table, tell)
        if table.format == SupplierTable.Format.CSV:
            content: IO[bytes] = _csv(rows)
        else:
            content = as_xlsx(rows, title=_("Suppliers"))
    with content:
        table.file.save("table", File(content), save=False)
    table.ready_at = now()
    table.expires_at = table.ready_at + SupplierTable.KEPT_FOR
    table.save(update_fields=["file", "ready_at", "expires_at"])
    return True


def drop_table(table: SupplierTable) -> None:
    """File and row are gone; dropped twice is dropped."""
    if table.file:
        table.file.delete(save=False)
    SupplierTable.objects.filter(pk=table.pk).delete()


def _csv(rows: Iterator[Row]) -> IO[bytes]:
    file = tempfile.TemporaryFile(suffix=".csv")  # noqa: SIM115 - the caller closes it
    for line in as_csv(rows):
        file.write(line.encode())
    file.seek(0)
    return file


def _rows(table: SupplierTable, tell: Tell) -> Iterator[Row]:
    months = months_from(today())
    header: Row = [
        *(_("Supplier"), _("Who it is"), _("Province"), _("Commune"), _("Highest star")),
        *(_("Certified products"), _("Smallest order"), _("Price from"), _("Lead time")),
        *(_("Free in %(month)s (kg)") % {"month": month_words(month)} for month in months),
        *(str(check.label) for check in Check),
        *(_("Standards"), _("Export papers"), _("Page"), _("Note")),
    ]
    yield header
    for supplier, note in _suppliers(table, tell):
        yield _row(supplier, note, months)


def _row(supplier: Supplier, note: str, months: list[datetime.date]) -> Row:
    free = {one.first: one.amount for one in supplier.months}
    checks = supplier.checks
    offers = supplier.offers
    return [
        str(supplier.name),
        capfirst(supplier.form_words),
        str(supplier.province),
        supplier.commune,
        supplier.badge.star if supplier.badge else "",
        "; ".join(map(str, supplier.titles)),
        "; ".join(f"{offer.title}: {offer.minimum}" for offer in offers),
        "; ".join(f"{offer.title}: {price_words(offer)}" for offer in offers if offer.price),
        "; ".join(filter(None, map(lead_time_words, offers))),
        *(free.get(month, "") for month in months),
        *(_("yes") if check in checks else "" for check in Check),
        ", ".join(map(standard_words, supplier.standards)),
        ", ".join(map(standard_words, supplier.papers)),
        settings.SITE_URL.rstrip("/") + supplier.url,
        note,
    ]


def _suppliers(table: SupplierTable, tell: Tell) -> Iterator[tuple[Supplier, str]]:
    if table.supplier_list is not None:
        entries = entries_of(table.supplier_list, on=today())
        for entry in entries:
            if entry.supplier is not None:
                yield entry.supplier, entry.row.note
        tell(len(entries), len(entries))
        return
    filters: Filters | None = read_filters(QueryDict(table.query))
    done = 0
    while filters is not None and done < MOST_ROWS:
        page = directory_page(filters, on=today(), limit=_CHUNK)
        for row in page.rows:
            yield row.supplier, ""
        done += len(page.rows)
        tell(done, min(MOST_ROWS, page.total or done))
        filters = _following(page.filters, page.after)


def _following(filters: Filters, after: str) -> Filters | None:
    """The filters of the next page; None after the last."""
    return replace(filters, after=after) if after else None
