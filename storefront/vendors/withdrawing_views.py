"""Taking a product off the market, with the pages that lose it, and opening it again as a draft."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.catalogue.listing import LISTING_MOVES, ListingState
from catalog.catalogue.moderation import reopen_listing, withdraw_listing
from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError

from .forms import WithdrawForm
from .guard import workspace
from .roles import LISTING_ROLES
from .selectors import desk_for, listing_for


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def withdraw(request: HttpRequest, user: User, vendor_id: str, product_id: str) -> HttpResponseBase:
    """Asks first and says where the product stands; a withdrawn one is asked whether to reopen it."""
    desk = desk_for(user, vendor_id, allowed=LISTING_ROLES)
    product = listing_for(user, vendor_id, product_id)
    form = WithdrawForm(request.POST or None, initial={"seen": product.listing_state})
    if form.is_valid():
        product.listing_state = form.cleaned_data["seen"]
        try:
            if product.listing_state == ListingState.WITHDRAWN:
                reopen_listing(product, acting_user=user)
            else:
                withdraw_listing(product, acting_user=user, reason=form.cleaned_data["reason"])
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": product.title})
            return redirect("vendors:products", vendor_id)
        product = listing_for(user, vendor_id, product_id)
    may = ListingState.WITHDRAWN in LISTING_MOVES[product.listing_state]
    context = {"desk": desk, "product": product, "form": form, "may_withdraw": may}
    return render(request, "vendors/withdraw.html", context, status=409 if form.errors else 200)
