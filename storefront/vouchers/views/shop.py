"""A seller's own vouchers, for its own goods."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import User
from storefront.payers import Payer
from storefront.vendors.roles import ACCOUNT_ROLES, MONEY_ROLES
from storefront.vendors.selectors import Desk, desk_for
from storefront.vouchers.forms import CampaignForm
from storefront.vouchers.guard import workspace
from storefront.vouchers.models import Campaign

from . import pages

FRAME = "vouchers/in_shop.html"


@require_safe
@workspace
def campaigns(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk = desk_for(user, vendor_id, allowed=MONEY_ROLES)
    page = Paginator(_of(desk), pages.ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        **_frame(desk),
        "page": page,
        "new": reverse("shop_vouchers:new", args=[vendor_id]) if desk.owns else "",
        "rows": [
            (one, reverse("shop_vouchers:campaign", args=[vendor_id, one.public_id]))
            for one in page
        ],
    }
    return render(request, "vouchers/campaigns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def new(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk = desk_for(user, vendor_id, allowed=ACCOUNT_ROLES)
    form = CampaignForm(request.POST or None)
    if form.is_valid():
        campaign = pages.made(form, payer=Payer.VENDOR, vendor=desk.vendor, acting_user=user)
        if campaign is not None:
            messages.success(request, _("The campaign is made."))
            return redirect("shop_vouchers:campaign", vendor_id, campaign.public_id)
    status = 422 if form.is_bound else 200
    return render(request, "vouchers/new.html", {**_frame(desk), "form": form}, status=status)


@require_safe
@workspace
def campaign(
    request: HttpRequest, user: User, vendor_id: str, campaign_id: str
) -> HttpResponseBase:
    desk, found = _found(user, vendor_id, campaign_id)
    return pages.campaign_page(
        request,
        user,
        found,
        {
            **_frame(desk),
            "back": reverse("shop_vouchers:campaigns", args=[vendor_id]),
            "change": reverse("shop_vouchers:change", args=[vendor_id, campaign_id]),
            "csv": reverse("shop_vouchers:uses", args=[vendor_id, campaign_id, "csv"]),
            "xlsx": reverse("shop_vouchers:uses", args=[vendor_id, campaign_id, "xlsx"]),
            "codes_csv": reverse("shop_vouchers:codes", args=[vendor_id, campaign_id]),
        },
    )


@require_POST
@workspace
def change(request: HttpRequest, user: User, vendor_id: str, campaign_id: str) -> HttpResponseBase:
    _desk, found = _found(user, vendor_id, campaign_id)
    back = reverse("shop_vouchers:campaign", args=[vendor_id, campaign_id])
    return pages.changed(request, user, found, back)


@require_safe
@workspace
def uses(
    request: HttpRequest, user: User, vendor_id: str, campaign_id: str, form: str
) -> HttpResponseBase:
    _desk, found = _found(user, vendor_id, campaign_id)
    return pages.uses_file(found, form)


@require_safe
@workspace
def codes(request: HttpRequest, user: User, vendor_id: str, campaign_id: str) -> HttpResponseBase:
    _desk, found = _found(user, vendor_id, campaign_id)
    return pages.codes_file(found)


def _found(user: User, vendor_id: str, campaign_id: str) -> tuple[Desk, Campaign]:
    """Vendor.DoesNotExist, Campaign.DoesNotExist for another's; NotAllowed without the role."""
    desk = desk_for(user, vendor_id, allowed=MONEY_ROLES)
    return desk, _of(desk).get(public_id=campaign_id)


def _of(desk: Desk) -> Any:
    return Campaign.objects.filter(payer=Payer.VENDOR, vendor=desk.vendor).select_related(
        "province", "vendor"
    )


def _frame(desk: Desk) -> dict[str, Any]:
    return {"frame": FRAME, "desk": desk, "vendor": desk.vendor}
