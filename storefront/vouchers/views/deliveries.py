"""Free deliveries that provinces and the marketplace pay, for who gives the money."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.models import User
from storefront.shipping.raise_pages import raising_page
from storefront.shipping.raising import may_raise
from storefront.vouchers.funding import office_deliveries
from storefront.vouchers.guard import office_frame, payers_view


@require_safe
@payers_view
def deliveries(request: HttpRequest, user: User) -> HttpResponseBase:
    """Those that run and those to come first; what of its budget each has left."""
    rows = [
        (free, hasattr(free, "budget") and not free.is_over and may_raise(user, free))
        for free in office_deliveries(user)
    ]
    context = {"frame": office_frame(user), "rows": rows}
    return render(request, "vouchers/deliveries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@payers_view
def raise_delivery(request: HttpRequest, user: User, pk: int) -> HttpResponseBase:
    """Another province's, or one without a budget, is not there."""
    free = office_deliveries(user).get(pk=pk, budget__isnull=False)
    if not may_raise(user, free):
        raise PermissionDenied
    back = reverse("vouchers:deliveries")
    return raising_page(request, user, free, frame=office_frame(user), back=back)
