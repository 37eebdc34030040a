"""The operators' page that calls an order off; it says first what becomes of money and goods."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError
from storefront.order.models import Order
from storefront.order.services import cancel_order
from storefront.states.table import Mover
from storefront.vendors.services import call_off_part

from .forms import CallOffForm
from .selectors import Plan, plan_for, require_operator


@require_safe
@never_cache
@login_required
def find(request: HttpRequest) -> HttpResponse:
    """By the order's number, or that of a part of it."""
    user = cast("User", request.user)
    require_operator(user)
    typed = request.GET.get("number", "").strip().upper()
    orders = Order.objects.filter(number__iexact=typed) | Order.objects.filter(
        vendor_orders__number__iexact=typed
    )
    order = orders.distinct().first() if typed else None
    if order is not None:
        return redirect("calling_off:order", order.number)
    status = 404 if typed else 200
    return render(request, "office/find_order.html", {"typed": typed}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def order(request: HttpRequest, number: str) -> HttpResponse:
    """What each part is, what would go back and be freed; the button with its reason."""
    user = cast("User", request.user)
    try:
        plan = plan_for(user, number)
    except Order.DoesNotExist as error:
        raise Http404 from error
    data = request.POST if request.method == "POST" else None
    form = CallOffForm(data, plan=plan)
    if data is not None and form.is_valid():
        try:
            _call_off(plan, form.cleaned_data["what"], form.cleaned_data["reason"], user)
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Called off; the buyer gets a mail."))
            return redirect("calling_off:order", number)
    context = {"plan": plan, "form": form}
    return render(request, "office/call_off.html", context, status=422 if form.errors else 200)


def _call_off(plan: Plan, what: str, reason: str, user: User) -> None:
    if what == CallOffForm.ALL:
        cancel_order(order=plan.order, acting_user=user, reason=reason, by=Mover.OPERATOR)
        return
    part = next(one.vendor_order for one in plan.parts if one.vendor_order.public_id == what)
    call_off_part(vendor_order=part, reason=reason, acting_user=user)
