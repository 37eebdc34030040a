"""Putting gift sets together: in the office for a province or the marketplace, in a shop for itself."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import User
from marketplace.accounts.selectors import is_national
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from storefront.basket.contents import Contents, basket_contents
from storefront.gift_sets.forms import SetForm
from storefront.gift_sets.making import make_set, withdraw_set
from storefront.gift_sets.models import GiftSet
from storefront.gift_sets.selectors import set_views
from storefront.payers import Payer
from storefront.vendors.roles import ACCOUNT_ROLES, LISTING_ROLES
from storefront.vendors.selectors import Desk, desk_for
from storefront.vouchers.forms import PLATFORM
from storefront.vouchers.funding import funds_marketplace, provinces_funded, provinces_seen
from storefront.vouchers.guard import office_frame, payers_view, workspace

SHOP = "vouchers/in_shop.html"


@require_safe
@payers_view
def office_sets(request: HttpRequest, user: User) -> HttpResponseBase:
    new = reverse("office_sets:new") if provinces_funded(user).exists() else ""
    rows = [
        (
            one,
            reverse("office_sets:change", args=[one.gift_set.public_id]),
            reverse("office_sets:withdraw", args=[one.gift_set.public_id]),
        )
        for one in set_views(office_sets_of(user), on=today())
    ]
    return _list(request, {"frame": office_frame(user)}, rows, new)


@require_http_methods(["GET", "HEAD", "POST"])
@payers_view
def office_new(request: HttpRequest, user: User) -> HttpResponseBase:
    provinces = list(provinces_funded(user).order_by("slug"))
    if not provinces:
        raise PermissionDenied
    form = SetForm(request.POST or None, provinces=provinces, platform=funds_marketplace(user))
    contents = in_the_basket(request)
    if form.is_valid():
        named = form.cleaned_data["curator"]
        if _made(
            form,
            contents,
            curator=Payer.PLATFORM if named == PLATFORM else Payer.PROVINCE,
            province=next((one for one in provinces if one.slug == named), None),
            acting_user=user,
        ):
            messages.success(request, _("The gift set is offered."))
            return redirect("office_sets:sets")
    return _form_page(request, {"frame": office_frame(user)}, form, contents)


@require_POST
@payers_view
def office_withdraw(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    withdraw_set(gift_set=office_sets_of(user).get(public_id=public_id), acting_user=user)
    messages.success(request, _("The gift set is no longer offered."))
    return redirect("office_sets:sets")


@require_safe
@workspace
def shop_sets(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk = desk_for(user, vendor_id, allowed=LISTING_ROLES)
    new = reverse("shop_sets:new", args=[vendor_id]) if desk.owns else ""
    rows = [
        (
            one,
            reverse("shop_sets:change", args=[vendor_id, one.gift_set.public_id]),
            reverse("shop_sets:withdraw", args=[vendor_id, one.gift_set.public_id]),
        )
        for one in set_views(sets_of(desk), on=today())
    ]
    return _list(request, shop_frame(desk), rows, new)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def shop_new(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk = desk_for(user, vendor_id, allowed=ACCOUNT_ROLES)
    form, contents = SetForm(request.POST or None), in_the_basket(request)
    if form.is_valid() and _made(
        form, contents, curator=Payer.VENDOR, vendor=desk.vendor, acting_user=user
    ):
        messages.success(request, _("The gift set is offered."))
        return redirect("shop_sets:sets", vendor_id)
    return _form_page(request, shop_frame(desk), form, contents)


@require_POST
@workspace
def shop_withdraw(
    request: HttpRequest, user: User, vendor_id: str, set_id: str
) -> HttpResponseBase:
    desk = desk_for(user, vendor_id, allowed=ACCOUNT_ROLES)
    found = sets_of(desk).filter(public_id=set_id).first()
    if found is None:
        raise desk.vendor.DoesNotExist
    withdraw_set(gift_set=found, acting_user=user)
    messages.success(request, _("The gift set is no longer offered."))
    return redirect("shop_sets:sets", vendor_id)


def _made(form: SetForm, contents: Contents, **maker: Any) -> bool:
    """False where the form now says why not."""
    lines = [*contents.lines, *contents.blocked]
    try:
        make_set(lines=lines, terms=form.terms(), **maker)
    except MarketplaceError as refusal:
        form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        return False
    return True


def in_the_basket(request: HttpRequest) -> Contents:
    """What lies in the maker's: the parts."""
    return basket_contents(request.basket, on=today())  # type: ignore[attr-defined]


def _list(
    request: HttpRequest, frame: dict[str, Any], rows: list[Any], new: str
) -> HttpResponseBase:
    return render(request, "gift_sets/made.html", {**frame, "rows": rows, "new": new})


def _form_page(
    request: HttpRequest, frame: dict[str, Any], form: SetForm, contents: Contents
) -> HttpResponseBase:
    context = {**frame, "form": form, "contents": contents}
    status = 422 if form.is_bound else 200
    return render(request, "gift_sets/new.html", context, status=status)


def office_sets_of(user: User) -> QuerySet[GiftSet]:
    mine = Q(curator=Payer.PROVINCE, province__in=provinces_seen(user))
    if is_national(user):
        mine |= Q(curator=Payer.PLATFORM)
    return GiftSet.objects.filter(mine)


def sets_of(desk: Desk) -> QuerySet[GiftSet]:
    return GiftSet.objects.filter(curator=Payer.VENDOR, vendor=desk.vendor)


def shop_frame(desk: Desk) -> dict[str, Any]:
    return {"frame": SHOP, "desk": desk, "vendor": desk.vendor}
