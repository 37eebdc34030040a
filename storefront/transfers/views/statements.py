"""Upload → report of what it would do → take it, all or nothing."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError
from storefront.transfers.forms import ColumnsForm, StatementForm
from storefront.transfers.models import Statement
from storefront.transfers.selectors import (
    accounts_for,
    money_desk_for,
    statement_for,
    statements_page,
)
from storefront.transfers.services.statements import (
    drop_statement,
    map_statement,
    report_on,
    take_statement,
    try_statement,
)

from .workspace import workspace

_SAMPLE = 12


@require_safe
@workspace
def statements(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk = money_desk_for(user, vendor_id)
    page = statements_page(desk, after=request.GET.get("after", ""))
    form = StatementForm(accounts=accounts_for(desk))
    context = {"desk": desk, "page": page, "form": form}
    return render(request, "vendors/transfers/statements.html", context)


@require_POST
@workspace
def upload(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    """A file comes in and is looked at; nothing is taken yet."""
    desk = money_desk_for(user, vendor_id)
    form = StatementForm(request.POST, request.FILES, accounts=accounts_for(desk))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            tried = try_statement(
                account=form.cleaned_data["account"], file=file, name=file.name, acting_user=user
            )
        except MarketplaceError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("transfers:statement", vendor_id, tried.public_id)
    page = statements_page(desk)
    context = {"desk": desk, "page": page, "form": form}
    return render(request, "vendors/transfers/statements.html", context, status=422)


@require_safe
@workspace
def statement(
    request: HttpRequest, user: User, vendor_id: str, statement_id: str
) -> HttpResponseBase:
    found = statement_for(user, vendor_id, statement_id)
    return _page(request, user, found, ColumnsForm(statement=found))


@require_POST
@workspace
def columns(
    request: HttpRequest, user: User, vendor_id: str, statement_id: str
) -> HttpResponseBase:
    """Somebody says which column is what."""
    found = statement_for(user, vendor_id, statement_id)
    form = ColumnsForm(request.POST, statement=found)
    if not form.is_valid():
        return _page(request, user, found, form, status=422)
    map_statement(statement=found, mapping=form.mapping(), acting_user=user)
    return redirect("transfers:statement", vendor_id, statement_id)


@require_POST
@workspace
def take(request: HttpRequest, user: User, vendor_id: str, statement_id: str) -> HttpResponseBase:
    found = statement_for(user, vendor_id, statement_id)
    try:
        report = take_statement(statement=found, acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        return redirect("transfers:statement", vendor_id, statement_id)
    new = len(report.fresh)
    messages.success(
        request,
        ngettext(
            "%(count)s new payment is in the books.",
            "%(count)s new payments are in the books.",
            new,
        )
        % {"count": new}
        if new
        else _("Everything in this file was known already; nothing has changed."),
    )
    return redirect("transfers:matching", vendor_id)


@require_POST
@workspace
def drop(request: HttpRequest, user: User, vendor_id: str, statement_id: str) -> HttpResponseBase:
    drop_statement(statement=statement_for(user, vendor_id, statement_id), acting_user=user)
    messages.info(request, _("The file is forgotten."))
    return redirect("transfers:statements", vendor_id)


def _page(
    request: HttpRequest, user: User, found: Statement, form: ColumnsForm, *, status: int = 200
) -> HttpResponseBase:
    desk = money_desk_for(user, found.account.vendor.public_id)
    context = {
        "desk": desk,
        "statement": found,
        "report": report_on(found),
        "form": form if found.state == Statement.State.TRIED else None,
        "sample": [cells for _number, cells in found.cells[:_SAMPLE]],
    }
    return render(request, "vendors/transfers/statement.html", context, status=status)
