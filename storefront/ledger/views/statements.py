"""What a vendor earned and is owed, month by month."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.kernel.spreadsheets import download
from storefront.ledger import selectors
from storefront.ledger.export import table
from storefront.ledger.pdf import as_pdf
from storefront.ledger.positions import COLUMNS
from storefront.ledger.words import COLUMN_WORDS
from storefront.vendors.guard import workspace_of

#: Rows on the page; the files have all.
_ON_A_PAGE = 300

workspace = workspace_of(Vendor.DoesNotExist)


@require_safe
@workspace
def months(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk, found = selectors.months_for(user, vendor_id)
    owed = found[0].closing if found else 0
    context = {"desk": desk, "months": found, "owed": owed, "owes": -owed}
    return render(request, "ledger/months.html", context)


@require_safe
@workspace
def month(request: HttpRequest, user: User, vendor_id: str, month: str) -> HttpResponseBase:
    statement = _statement(user, vendor_id, month)
    figures = statement.month.figures
    context = {
        "desk": statement.desk,
        "month": statement.month,
        "sums": [(COLUMN_WORDS[name], figures[name]) for name in COLUMNS if figures[name]],
        "rows": statement.rows[:_ON_A_PAGE],
        "left_out": max(0, len(statement.rows) - _ON_A_PAGE),
        "kept": figures["commission"] + figures["tax"],
        "total": sum(figures.values()),
    }
    return render(request, "ledger/month.html", context)


@require_safe
@workspace
def export(
    request: HttpRequest, user: User, vendor_id: str, month: str, form: str
) -> HttpResponseBase:
    statement = _statement(user, vendor_id, month)
    name = f"statement-{statement.month.name}"
    if form == "pdf":
        return FileResponse(
            as_pdf(statement),
            as_attachment=True,
            filename=f"{name}.pdf",
            content_type="application/pdf",
        )
    return download(table(statement), name=name, form=form, title=statement.month.name)


def _statement(user: User, vendor_id: str, month: str) -> selectors.Statement:
    try:
        return selectors.statement_for(user, vendor_id, month)
    except selectors.NoSuchMonth as error:
        raise Http404 from error
