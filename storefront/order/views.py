"""An order behind its unguessable address. A member's list of orders is in storefront.customer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.secrecy import private

from .again import put_in_again
from .contract import contract_of
from .selectors import order_by_token, order_view
from .services import cancel_order


@require_safe
def detail(request: HttpRequest, token: str) -> HttpResponse:
    order = order_by_token(token, user=request.user)
    return private(render(request, "order/detail.html", {"view": order_view(order)}))


@require_safe
def contract(request: HttpRequest, token: str) -> HttpResponse:
    """What was agreed, as it stood; for printing and keeping."""
    order = order_by_token(token, user=request.user)
    context = {"contract": contract_of(order), "back": order.get_absolute_url()}
    return private(render(request, "order/contract.html", context))


@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    order = order_by_token(token, user=request.user)
    try:
        cancel_order(order=order, acting_user=request.user, reason=_("Cancelled by the buyer."))
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The order is cancelled."))
    return private(redirect(order))


@require_POST
def again(request: HttpRequest, token: str) -> HttpResponse:
    """Put what can still be bought into the basket; the rest is named with its reason."""
    order = order_by_token(token, user=request.user)
    missing = put_in_again(order=order, basket=request.basket)  # type: ignore[attr-defined]
    for title, reason in missing:
        messages.error(request, f"{title}: {reason}")
    return private(redirect("basket:summary"))
