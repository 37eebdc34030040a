"""The spreadsheet of stock and prices: out, in again, a look at each row, and take it or not."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.spreadsheets import download
from storefront.vendors.sheet_views import looked_at, taken

from . import selectors
from .forms import ShelfFileForm
from .guard import workspace
from .importing import report_on, take_import, try_import
from .spreadsheet import table


@require_safe
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
    tried = looked_at(
        form,
        lambda file, name: try_import(vendor=desk.vendor, file=file, name=name, acting_user=user),
    )
    if tried is not None:
        return redirect("shelf:import", vendor_id, tried.public_id)
    status = 422 if request.method == "POST" else 200
    context = {"desk": desk, "form": form}
    return render(request, "vendors/shelf/upload.html", context, status=status)


@require_safe
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


@require_POST
@workspace
def take(request: HttpRequest, user: User, vendor_id: str, import_id: str) -> HttpResponseBase:
    found = selectors.import_for(user, vendor_id, import_id)
    report = taken(request, lambda: take_import(tried=found, acting_user=user))
    if report is None:
        return redirect("shelf:import", vendor_id, import_id)
    count = report.count("change")
    saved = ngettext("%(count)s pack saved.", "%(count)s packs saved.", count)
    messages.success(request, saved % {"count": count})
    return redirect("shelf:grid", vendor_id)
