"""The vendor's invoices: who asked, for what, and issuing them."""

from collections.abc import Iterable, Iterator

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel.clock import VIETNAM, today
from marketplace.kernel.spreadsheets import Row, download
from marketplace.kernel.uploads import UploadRefused

from . import selectors
from .files import CONTENT_TYPES
from .forms import IssueForm, StateForm
from .guard import workspace
from .models import InvoiceRequest
from .services import InvoiceRefused, issue_invoice


def _state(request: HttpRequest) -> str:
    form = StateForm(request.GET)
    return form.cleaned_data["state"] if form.is_valid() else ""


@workspace
def invoices(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    state = _state(request)
    page = selectors.invoices_page(
        user, vendor_id, state=state, after=request.GET.get("after", "")[:16]
    )
    tabs = [(code, label, page.counts.get(code, 0)) for code, label in InvoiceRequest.State.choices]
    context = {
        "desk": page.desk,
        "page": page,
        "state": state,
        "tabs": tabs,
        "every": sum(page.counts.values()),
    }
    return render(request, "vendors/invoices/list.html", context)


@workspace
def invoice(request: HttpRequest, user: User, vendor_id: str, request_id: str) -> HttpResponseBase:
    """One of them, and the form by which it counts as issued."""
    desk, found = selectors.invoice_for(user, vendor_id, request_id)
    if request.method == "POST":
        form = IssueForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                issue_invoice(
                    request=found,
                    issued=form.issued(),
                    file=form.cleaned_data["file"],
                    acting_user=user,
                )
            except (InvoiceRefused, UploadRefused) as refusal:
                is_field = isinstance(refusal, InvoiceRefused)
                form.add_error(refusal.code if is_field else "file", str(refusal))
            else:
                messages.success(request, _("Saved. The buyer finds it on the order's page."))
                return redirect("invoices:invoice", vendor_id, request_id)
    else:
        names = ("number", "symbol", "lookup_code", "lookup_url")
        form = IssueForm(initial={name: getattr(found, name) for name in names})
    context = {"desk": desk, "asked": found, "form": form}
    status = 422 if form.errors else 200
    return render(request, "vendors/invoices/invoice.html", context, status=status)


@workspace
def file(request: HttpRequest, user: User, vendor_id: str, request_id: str) -> HttpResponseBase:
    _desk, found = selectors.invoice_for(user, vendor_id, request_id)
    return invoice_file(found)


def invoice_file(found: InvoiceRequest) -> FileResponse:
    """The invoice as an attachment; 404 where the vendor gave no file."""
    if not found.file:
        raise Http404
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=f"{found.symbol}-{found.number}.{found.file_kind}",
        content_type=CONTENT_TYPES[found.file_kind],
    )


@workspace
def export(request: HttpRequest, user: User, vendor_id: str, form: str) -> HttpResponseBase:
    rows = _table(selectors.invoices_to_export(user, vendor_id, state=_state(request)))
    name = f"invoices-{today().isoformat()}"
    return download(rows, name=name, form=form, title=_("Invoices"))


def _table(requests: Iterable[InvoiceRequest]) -> Iterator[Row]:
    header: Row = [
        _("Order number"),
        _("Date"),
        _("Name on the invoice"),
        _("Tax code"),
        _("Address on the invoice"),
        _("E-mail for the invoice"),
        _("Goods"),
        _("Discounts"),
        _("Delivery"),
        _("Total"),
        _("Status"),
        _("Symbol"),
        _("Invoice number"),
    ]
    words = {state: str(label) for state, label in InvoiceRequest.State.choices}
    return _rows(header, requests, words)


def _rows(header: Row, requests: Iterable[InvoiceRequest], words: dict[str, str]) -> Iterator[Row]:
    yield header
    for one in requests:
        part = one.vendor_order
        yield [
            part.number,
            one.asked_at.astimezone(VIETNAM).date().isoformat(),
            one.company,
            one.tax_code,
            one.address,
            one.email,
            part.goods_total,
            part.discount_total,
            part.shipping_charge,
            part.total,
            words[one.state],
            one.symbol,
            one.number,
        ]
