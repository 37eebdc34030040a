"""The spreadsheet of stock and prices: out, in again, a look at each row, and take it or not."""

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponseNotAllowed,
)
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError, NotAllowed
from marketplace.kernel.spreadsheets import download

from . import selectors
from .forms import ShelfFileForm
from .guard import workspace
from .importing import report_on, take_import, try_import
from .spreadsheet import table


@workspace
def export(request: HttpRequest, user: User, vendor_id: str, form: str) -> HttpResponseBase:
    rows = table(selectors.shelf_to_export(user, vendor_id))
    name = f"stock-{today().isoformat()}"
    return download(rows, name=name, form=form, title=_("Stock and prices"))


@workspace
def upload(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    """A file comes in and is looked at; nothing is taken yet."""
    desk = selectors.setting_desk(user, vendor_id)
    form = ShelfFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            tried = try_import(vendor=desk.vendor, file=file, name=file.name, acting_user=user)
        except NotAllowed:
            raise
        except MarketplaceError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("shelf:import", vendor_id, tried.public_id)
    status = 422 if request.method == "POST" else 200
    context = {"desk": desk, "form": form}
    return render(request, "vendors/shelf/upload.html", context, status=status)


@workspace
def tried(request: HttpRequest, user: User, vendor_id: str, import_id: str) -> HttpResponseBase:
    found = selectors.import_for(user, vendor_id, import_id)
    report = report_on(found) if found.is_open else None
    context = {
        "desk": selectors.setting_desk(user, vendor_id),
        "tried": found,
        "report": report,
        "changes": report.count("change") if report else 0,
        "problems": report.count("problem") if report else 0,
    }
    return render(request, "vendors/shelf/import.html", context)


@workspace
def take(request: HttpRequest, user: User, vendor_id: str, import_id: str) -> HttpResponseBase:
    found = selectors.import_for(user, vendor_id, import_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        report = take_import(tried=found, acting_user=user)
    except NotAllowed:
        raise
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        return redirect("shelf:import", vendor_id, import_id)
    count = report.count("change")
    saved = ngettext("%(count)s pack saved.", "%(count)s packs saved.", count)
    messages.success(request, saved % {"count": count})
    return redirect("shelf:grid", vendor_id)
