"""The operators' office: what waits today, and refunds to decide on."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError
from storefront.refunds.deciding import approve_refund, decline_refund
from storefront.refunds.forms import DecideForm
from storefront.refunds.models import Refund
from storefront.refunds.roles import is_money_operator
from storefront.refunds.statuses import RefundState

from .guard import operators
from .rooms import rooms_for
from .selectors import refunds_to_approve


@require_safe
@operators(lambda user: bool(rooms_for(user)))
def home(request: HttpRequest, user: User) -> HttpResponseBase:
    return render(request, "operating/home.html")


@require_safe
@operators(is_money_operator)
def refunds(request: HttpRequest, user: User) -> HttpResponseBase:
    return render(request, "operating/refunds.html", {"page": refunds_to_approve()})


@require_POST
@operators(is_money_operator)
def decide(request: HttpRequest, user: User, refund_id: str) -> HttpResponseBase:
    """Approve or decline; pressed twice it is pressed once."""
    found = Refund.objects.select_related(
        "vendor_order__vendor__organisation", "vendor_order__order"
    ).get(public_id=refund_id)
    form = DecideForm(request.POST)
    if not form.is_valid() or form.cleaned_data["to"] == RefundState.SETTLED:
        messages.error(request, _("That did not work. Please press one of the buttons."))
        return redirect("operating:refunds")
    try:
        if form.cleaned_data["to"] == RefundState.APPROVED:
            approve_refund(refund=found, acting_user=user)
        else:
            decline_refund(refund=found, note=form.cleaned_data["note"], acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved: %(title)s.") % {"title": found.get_state_display()})
    return redirect("operating:refunds")
