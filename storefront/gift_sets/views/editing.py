"""A gift set that is there is changed by whom it belongs to: in the office, or in a shop for itself."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from storefront.gift_sets.changing import change_set
from storefront.gift_sets.forms import ChangeForm
from storefront.gift_sets.making import require_maker
from storefront.gift_sets.selectors import set_view
from storefront.vendors.roles import ACCOUNT_ROLES
from storefront.vouchers.guard import payers_view

from .makers import in_the_basket
from .workshops import Workshop, office, shop, workspace


@require_http_methods(["GET", "HEAD", "POST"])
@payers_view
def office_change(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    return _change(request, user, office(user), public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def shop_change(request: HttpRequest, user: User, vendor_id: str, set_id: str) -> HttpResponseBase:
    return _change(request, user, shop(user, vendor_id, allowed=ACCOUNT_ROLES), set_id)


def _change(
    request: HttpRequest, user: User, workshop: Workshop, public_id: str
) -> HttpResponseBase:
    gift_set, back = workshop.sets.get(public_id=public_id), workshop.url("sets")
    require_maker(user, gift_set)
    view = set_view(gift_set.public_id, on=today())
    contents = in_the_basket(request)
    form = ChangeForm(request.POST or None, view=view, basket=[*contents.lines, *contents.blocked])
    if form.is_valid():
        try:
            change_set(gift_set=gift_set, terms=form.terms(), lines=form.lines, acting_user=user)
        except MarketplaceError as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        else:
            messages.success(
                request, _("The gift set is changed. Orders placed keep what they were.")
            )
            return redirect(back)
    context = {**workshop.frame, "form": form, "view": view, "back": back}
    status = 422 if form.is_bound else 200
    return render(request, "gift_sets/change.html", context, status=status)
