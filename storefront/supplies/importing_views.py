"""The vendor's spreadsheet: out, in again, a look at each row, and take it or not."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.spreadsheets import download
from storefront.vendors.sheet_views import looked_at, taken

from . import selectors
from .forms import UploadForm
from .guard import workspace
from .importing import report_on, take_import, try_import
from .spreadsheet import table


@require_safe
@workspace
def export(request: HttpRequest, user: User, vendor_id: str, form: str) -> HttpResponseBase:
    rows = table(selectors.supplies_to_export(user, vendor_id), today=today())
    name = f"supplies-{today().isoformat()}"
    return download(rows, name=name, form=form, title=_("Supplies"))


@workspace
def upload(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    """A file comes in and is looked at; nothing is taken yet."""
    desk = selectors.writing_desk(user, vendor_id)
    form = UploadForm(request.POST or None, request.FILES or None)
    tried = looked_at(
        form,
        lambda file, name: try_import(vendor=desk.vendor, file=file, name=name, acting_user=user),
    )
    if tried is not None:
        return redirect("supplies:import", vendor_id, tried.public_id)
    status = 422 if request.method == "POST" else 200
    context = {"desk": desk, "form": form}
    return render(request, "vendors/supplies/upload.html", context, status=status)


@require_safe
@workspace
def tried(request: HttpRequest, user: User, vendor_id: str, import_id: str) -> HttpResponseBase:
    found = selectors.import_for(user, vendor_id, import_id)
    report = report_on(found) if found.is_open else None
    context = {"desk": selectors.writing_desk(user, vendor_id), "tried": found, "report": report}
    return render(request, "vendors/supplies/import.html", context)


@require_POST
@workspace
def take(request: HttpRequest, user: User, vendor_id: str, import_id: str) -> HttpResponseBase:
    found = selectors.import_for(user, vendor_id, import_id)
    report = taken(request, lambda: take_import(tried=found, acting_user=user))
    if report is None:
        return redirect("supplies:import", vendor_id, import_id)
    messages.success(
        request,
        _("%(created)s new supplies, %(changed)s changed.")
        % {"created": report.count("new"), "changed": report.count("change")},
    )
    return redirect("supplies:list", vendor_id)
