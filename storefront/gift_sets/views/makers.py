"""Putting gift sets together: in the office for a province or the marketplace, in a shop for itself."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from storefront.basket.contents import Contents, basket_contents
from storefront.gift_sets.forms import SetForm
from storefront.gift_sets.making import make_set, withdraw_set
from storefront.gift_sets.selectors import set_views
from storefront.payers import Payer
from storefront.vendors.roles import ACCOUNT_ROLES, LISTING_ROLES
from storefront.vouchers.forms import PLATFORM
from storefront.vouchers.funding import funds_marketplace, provinces_funded
from storefront.vouchers.guard import payers_view

from .workshops import Workshop, office, shop, workspace


@require_safe
@payers_view
def office_sets(request: HttpRequest, user: User) -> HttpResponseBase:
    return _list(request, office(user))


@require_http_methods(["GET", "HEAD", "POST"])
@payers_view
def office_new(request: HttpRequest, user: User) -> HttpResponseBase:
    provinces = {one.slug: one for one in provinces_funded(user).order_by("slug")}
    if not provinces:
        raise PermissionDenied
    form = SetForm(
        request.POST or None,
        provinces=list(provinces.values()),
        platform=funds_marketplace(user),
    )

    def maker() -> dict[str, Any]:
        named = form.cleaned_data["curator"]
        if named == PLATFORM:
            return {"curator": Payer.PLATFORM}
        return {"curator": Payer.PROVINCE, "province": provinces[named]}

    return _new(request, user, office(user), form, maker)


@require_POST
@payers_view
def office_withdraw(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    return _withdraw(request, user, office(user), public_id)


@require_safe
@workspace
def shop_sets(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    return _list(request, shop(user, vendor_id, allowed=LISTING_ROLES))


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def shop_new(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    workshop = shop(user, vendor_id, allowed=ACCOUNT_ROLES)

    def maker() -> dict[str, Any]:
        return {"curator": Payer.VENDOR, "vendor": workshop.frame["vendor"]}

    return _new(request, user, workshop, SetForm(request.POST or None), maker)


@require_POST
@workspace
def shop_withdraw(
    request: HttpRequest, user: User, vendor_id: str, set_id: str
) -> HttpResponseBase:
    return _withdraw(request, user, shop(user, vendor_id, allowed=ACCOUNT_ROLES), set_id)


def in_the_basket(request: HttpRequest) -> Contents:
    """What lies in the maker's: the parts."""
    return basket_contents(request.basket, on=today())  # type: ignore[attr-defined]


def _list(request: HttpRequest, workshop: Workshop) -> HttpResponseBase:
    rows = [
        (
            one,
            workshop.url("change", one.gift_set.public_id),
            workshop.url("withdraw", one.gift_set.public_id),
        )
        for one in set_views(workshop.sets, on=today())
    ]
    new = workshop.url("new") if workshop.may_make else ""
    return render(request, "gift_sets/made.html", {**workshop.frame, "rows": rows, "new": new})


def _new(
    request: HttpRequest,
    user: User,
    workshop: Workshop,
    form: SetForm,
    maker: Callable[[], dict[str, Any]],
) -> HttpResponseBase:
    """``maker`` says of a valid form who puts the set together, as ``make_set`` takes it."""
    contents = in_the_basket(request)
    if form.is_valid():
        try:
            make_set(
                lines=[*contents.lines, *contents.blocked],
                terms=form.terms(),
                acting_user=user,
                **maker(),
            )
        except MarketplaceError as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The gift set is offered."))
            return redirect(workshop.url("sets"))
    context = {**workshop.frame, "form": form, "contents": contents}
    status = 422 if form.is_bound else 200
    return render(request, "gift_sets/new.html", context, status=status)


def _withdraw(
    request: HttpRequest, user: User, workshop: Workshop, public_id: str
) -> HttpResponseBase:
    withdraw_set(gift_set=workshop.sets.get(public_id=public_id), acting_user=user)
    messages.success(request, _("The gift set is no longer offered."))
    return redirect(workshop.url("sets"))
