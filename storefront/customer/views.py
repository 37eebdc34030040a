"""A person's own pages: where everything is, and the orders placed while signed in."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from marketplace.accounts.selectors import memberships_of
from marketplace.accounts.views import signed_in
from storefront.order.selectors import orders_of

ORDERS_A_PAGE = 20


@never_cache
@require_safe
@login_required
def summary(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return render(
        request,
        "customer/summary.html",
        {
            "orders": orders_of(user)[:3],
            "memberships": memberships_of(user).select_related("organisation__vendor"),
        },
    )


@never_cache
@require_safe
@login_required
def order_list(request: HttpRequest) -> HttpResponse:
    orders = Paginator(orders_of(signed_in(request)), ORDERS_A_PAGE)
    return render(
        request, "customer/order_list.html", {"page": orders.get_page(request.GET.get("page"))}
    )
