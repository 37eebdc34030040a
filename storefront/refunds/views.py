"""A vendor refunds some of an order; every view begins with the user's place at the vendor."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.ids import new_public_id
from storefront.vendors.guard import workspace_of
from storefront.vendors.models import VendorOrder

from .deciding import approve_refund, decline_refund, note_paid_in_cash
from .forms import DecideForm, LineForm, RefundForm
from .granting import is_cash
from .models import Refund
from .selectors import refund_desk_for, refund_for
from .services import propose_refund
from .statuses import RefundState

workspace = workspace_of(Vendor.DoesNotExist, VendorOrder.DoesNotExist, Refund.DoesNotExist)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def refund(request: HttpRequest, user: User, vendor_id: str, order_id: str) -> HttpResponseBase:
    """Which goods, how much, why; below, what was refunded before."""
    page = refund_desk_for(user, vendor_id, order_id)
    data = request.POST or None
    form = RefundForm(data, initial={"form_key": new_public_id()})
    lines = [LineForm(data, left=left) for left in page.lines]
    if request.method == "POST" and all([form.is_valid(), *(one.is_valid() for one in lines)]):
        try:
            made = propose_refund(
                vendor_order=page.vendor_order,
                wanted=[one.wanted for one in lines],
                acting_user=user,
                **form.cleaned_data,
            )
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            _thank(request, made)
            return redirect("refunds:refund", vendor_id, order_id)
    context = {
        "desk": page.desk,
        "vendor": page.desk.vendor,
        "page": page,
        "form": form,
        "lines": lines,
        "is_cash": is_cash(page.vendor_order),
        "refused": form.errors or any(one.errors for one in lines),
    }
    status = 422 if context["refused"] else 200
    return render(request, "vendors/refunds/refund.html", context, status=status)


@require_POST
@workspace
def decide(
    request: HttpRequest, user: User, vendor_id: str, order_id: str, refund_id: str
) -> HttpResponseBase:
    """Approve, decline, or note as paid back; pressed twice it is pressed once."""
    found = refund_for(user, vendor_id, order_id, refund_id)
    form = DecideForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That did not work. Please press one of the buttons."))
        return redirect("refunds:refund", vendor_id, order_id)
    to = form.cleaned_data["to"]
    try:
        if to == RefundState.APPROVED:
            approve_refund(refund=found, acting_user=user)
        elif to == RefundState.DECLINED:
            decline_refund(refund=found, note=form.cleaned_data["note"], acting_user=user)
        else:
            note_paid_in_cash(refund=found, proof=form.cleaned_data["proof"], acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved: %(title)s.") % {"title": found.get_state_display()})
    return redirect("refunds:refund", vendor_id, order_id)


def _thank(request: HttpRequest, made: Refund) -> None:
    if made.state == RefundState.PROPOSED:
        messages.info(request, _("Proposed. An owner of the shop or the marketplace approves it."))
    else:
        messages.success(request, _("Refunded; the buyer gets a mail."))
