"""A buyer's orders: one behind its unguessable address, all of them behind a sign-in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError

from .selectors import order_by_token, order_view, orders_of
from .services import cancel_order

_PER_PAGE = 20


def _private(response: HttpResponse) -> HttpResponse:
    """Whoever has the address sees the page: no cache keeps it, no link and no index tells it on."""
    response["Cache-Control"] = "private, no-store"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


@require_GET
def detail(request: HttpRequest, token: str) -> HttpResponse:
    order = order_by_token(token, user=request.user)
    return _private(render(request, "order/detail.html", {"view": order_view(order)}))


@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    order = order_by_token(token, user=request.user)
    try:
        cancel_order(order=order, acting_user=request.user, reason=_("Cancelled by the buyer."))
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The order is cancelled. Nothing is to be paid."))
    return _private(redirect(order))


@require_GET
@login_required
def own(request: HttpRequest) -> HttpResponse:
    """The orders that the signed-in user placed."""
    assert isinstance(request.user, User)  # noqa: S101  # login_required
    page = Paginator(orders_of(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    return _private(render(request, "order/list.html", {"page": page}))
