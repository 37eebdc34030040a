"""Payments awaited, money that came in, which belongs to which, and what is owed back."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.spreadsheets import download
from storefront.transfers import selectors
from storefront.transfers.export import table
from storefront.transfers.forms import ConfirmForm, MatchForm, RefundForm
from storefront.transfers.models import Transfer
from storefront.transfers.services import matching as matches
from storefront.transfers.services.refunds import record_refund
from storefront.transfers.services.transfers import confirm_by_hand
from storefront.transfers.suggesting import suggestions_for

from .workspace import workspace


@require_safe
@workspace
def open_transfers(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk = selectors.money_desk_for(user, vendor_id)
    page = selectors.open_page(desk, after=request.GET.get("after", ""))
    return render(request, "vendors/transfers/open.html", {"desk": desk, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def confirm(request: HttpRequest, user: User, vendor_id: str, reference: str) -> HttpResponseBase:
    """By the vendor's word, with a note on where the money was seen."""
    transfer = selectors.transfer_for(user, vendor_id, reference)
    form = ConfirmForm(request.POST or None)
    if form.is_valid():
        try:
            confirm_by_hand(transfer=transfer, note=form.cleaned_data["note"], acting_user=user)
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted as received."))
            return redirect("transfers:open", vendor_id)
    context = {
        "desk": selectors.money_desk_for(user, vendor_id),
        "transfer": transfer,
        "form": form,
    }
    return render(
        request, "vendors/transfers/confirm.html", context, status=422 if form.errors else 200
    )


@require_safe
@workspace
def owed(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk = selectors.money_desk_for(user, vendor_id)
    page = selectors.owing_page(desk, after=request.GET.get("after", ""))
    return render(request, "vendors/transfers/owed.html", {"desk": desk, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def refund(request: HttpRequest, user: User, vendor_id: str, reference: str) -> HttpResponseBase:
    transfer = selectors.transfer_for(user, vendor_id, reference)
    form = RefundForm(
        request.POST or None, initial={"amount": transfer.owed, "paid_on": today().isoformat()}
    )
    if form.is_valid():
        try:
            record_refund(transfer=transfer, acting_user=user, **form.cleaned_data)
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Noted as paid back; the buyer gets a mail."))
            return redirect("transfers:owed", vendor_id)
    context = {
        "desk": selectors.money_desk_for(user, vendor_id),
        "transfer": transfer,
        "form": form,
    }
    return render(
        request, "vendors/transfers/refund.html", context, status=422 if form.errors else 200
    )


@require_safe
@workspace
def matching(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    """Money that names no order: what it may be for, and why."""
    desk = selectors.money_desk_for(user, vendor_id)
    page = selectors.unmatched_page(desk, after=request.GET.get("after", ""))
    context = {"desk": desk, "page": page, "rows": suggestions_for(desk, page.rows)}
    return render(request, "vendors/transfers/matching.html", context)


@require_safe
@workspace
def transactions(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk = selectors.money_desk_for(user, vendor_id)
    page = selectors.transactions_page(desk, after=request.GET.get("after", ""))
    return render(request, "vendors/transfers/transactions.html", {"desk": desk, "page": page})


@require_safe
@workspace
def export(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    rows = table(selectors.transactions_to_export(user, vendor_id))
    return download(rows, name=f"payments-{today().isoformat()}", form="csv")


@require_POST
@workspace
def match(request: HttpRequest, user: User, vendor_id: str, money_id: str) -> HttpResponseBase:
    """By a suggestion's button, or by the reference or order number that somebody typed."""
    money = selectors.transaction_for(user, vendor_id, money_id)
    form = MatchForm(request.POST)
    transfer = _typed(user, vendor_id, form.cleaned_data["to"]) if form.is_valid() else None
    if transfer is None:
        messages.error(request, _("No order of yours has this reference or number."))
        return redirect("transfers:matching", vendor_id)
    try:
        matches.match(money=money, transfer=transfer, acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            _("Matched with order %(number)s.") % {"number": transfer.vendor_order.number},
        )
    return redirect("transfers:matching", vendor_id)


@require_POST
@workspace
def unmatch(request: HttpRequest, user: User, vendor_id: str, money_id: str) -> HttpResponseBase:
    money = selectors.transaction_for(user, vendor_id, money_id)
    try:
        matches.unmatch(money=money, acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The match is taken back."))
    return redirect("transfers:transactions", vendor_id)


@require_POST
@workspace
def aside(request: HttpRequest, user: User, vendor_id: str, money_id: str) -> HttpResponseBase:
    """Not for an order; or after all."""
    money = selectors.transaction_for(user, vendor_id, money_id)
    wanted = request.POST.get("aside") != "no"
    matches.set_aside(money=money, is_aside=wanted, acting_user=user)
    return redirect("transfers:matching" if wanted else "transfers:transactions", vendor_id)


def _typed(user: User, vendor_id: str, typed: str) -> Transfer | None:
    desk = selectors.money_desk_for(user, vendor_id)
    mine = selectors.transfers_for(desk)
    return (
        mine.filter(reference=typed).first()
        or mine.filter(vendor_order__number__iexact=typed).first()
    )
