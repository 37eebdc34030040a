"""Campaigns that provinces and the marketplace pay, and what they owe to sellers for them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import is_national
from marketplace.geography.models import Province
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.spreadsheets import download
from storefront.payers import Payer
from storefront.vouchers.forms import PLATFORM, CampaignForm, PaymentForm
from storefront.vouchers.funding import (
    funds_marketplace,
    office_campaigns,
    provinces_funded,
    provinces_seen,
)
from storefront.vouchers.guard import office_frame, payers_view
from storefront.vouchers.report import owed_by, owed_table
from storefront.vouchers.services.settling import note_payment, paid_so_far

from . import pages


@require_safe
@payers_view
def campaigns(request: HttpRequest, user: User) -> HttpResponseBase:
    page = Paginator(office_campaigns(user), pages.ON_A_PAGE).get_page(request.GET.get("page"))
    payers = [(one.slug, one.name) for one in provinces_seen(user).order_by("slug")]
    if is_national(user):
        payers.insert(0, (PLATFORM, _("the marketplace")))
    context = {
        "frame": office_frame(user),
        "page": page,
        "new": reverse("vouchers:new") if provinces_funded(user).exists() else "",
        "rows": [(one, reverse("vouchers:campaign", args=[one.public_id])) for one in page],
        "payers": payers,
    }
    return render(request, "vouchers/campaigns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@payers_view
def new(request: HttpRequest, user: User) -> HttpResponseBase:
    provinces = list(provinces_funded(user).order_by("slug"))
    if not provinces:
        raise PermissionDenied
    form = CampaignForm(request.POST or None, provinces=provinces, platform=funds_marketplace(user))
    if form.is_valid():
        named = form.cleaned_data["payer"]
        campaign = pages.made(
            form,
            payer=Payer.PLATFORM if named == PLATFORM else Payer.PROVINCE,
            province=next((one for one in provinces if one.slug == named), None),
            acting_user=user,
        )
        if campaign is not None:
            messages.success(request, _("The campaign is made."))
            return redirect("vouchers:campaign", campaign.public_id)
    status = 422 if form.is_bound else 200
    return render(
        request, "vouchers/new.html", {"frame": office_frame(user), "form": form}, status=status
    )


@require_safe
@payers_view
def campaign(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    found = office_campaigns(user).get(public_id=public_id)
    owed = reverse("vouchers:owed", args=[found.province.slug if found.province else PLATFORM])
    return pages.campaign_page(
        request,
        user,
        found,
        {
            "frame": office_frame(user),
            "owed": owed,
            "back": reverse("vouchers:campaigns"),
            "change": reverse("vouchers:change", args=[public_id]),
            "csv": reverse("vouchers:uses", args=[public_id, "csv"]),
            "xlsx": reverse("vouchers:uses", args=[public_id, "xlsx"]),
            "codes_csv": reverse("vouchers:codes", args=[public_id]),
        },
    )


@require_POST
@payers_view
def change(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    found = office_campaigns(user).get(public_id=public_id)
    return pages.changed(request, user, found, reverse("vouchers:campaign", args=[public_id]))


@require_safe
@payers_view
def uses(request: HttpRequest, user: User, public_id: str, form: str) -> HttpResponseBase:
    return pages.uses_file(office_campaigns(user).get(public_id=public_id), form)


@require_safe
@payers_view
def codes(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    return pages.codes_file(office_campaigns(user).get(public_id=public_id))


@require_http_methods(["GET", "HEAD", "POST"])
@payers_view
def owed(request: HttpRequest, user: User, payer: str) -> HttpResponseBase:
    """What one payer owes to whom; POST notes that one seller was paid what is due."""
    province = _payer(user, payer)
    rows = owed_by(province=province)
    failed: tuple[str, PaymentForm] | None = None
    if request.method == "POST":
        form = PaymentForm(request.POST)
        if form.is_valid():
            try:
                note_payment(
                    province=province,
                    vendor=Vendor.objects.get(public_id=form.cleaned_data["vendor"]),
                    seen=form.cleaned_data["seen"],
                    reference=form.cleaned_data["reference"],
                    acting_user=user,
                )
            except MarketplaceError as refusal:
                form.add_error("reference", str(refusal))
            else:
                messages.success(request, _("Noted: the seller has it."))
                return redirect("vouchers:owed", payer)
        failed = form.data.get("vendor", ""), form
    gives = (
        funds_marketplace(user)
        if province is None
        else provinces_funded(user).filter(pk=province.pk).exists()
    )
    context = {
        "frame": office_frame(user),
        "payer": payer,
        "name": province.name if province else _("the marketplace"),
        "rows": [
            (one, _form(one.vendor.public_id, one.due, failed) if gives else None) for one in rows
        ],
        "owed": sum(one.owed for one in rows),
        "due": sum(one.due for one in rows),
        "paid": paid_so_far(province=province),
    }
    return render(request, "vouchers/owed.html", context, status=422 if failed else 200)


@require_safe
@payers_view
def owed_file(request: HttpRequest, user: User, payer: str, form: str) -> HttpResponseBase:
    rows = owed_table(owed_by(province=_payer(user, payer)))
    return download(rows, name=f"owed-{payer}", form=form)


def _payer(user: User, payer: str) -> Province | None:
    """None for the marketplace; Province.DoesNotExist for what the user does not see."""
    if payer == PLATFORM and is_national(user):
        return None
    return provinces_seen(user).get(slug=payer)


def _form(vendor: str, due: int, failed: tuple[str, PaymentForm] | None) -> PaymentForm | None:
    """To note that a seller was paid; None where nothing is due."""
    if failed is not None and failed[0] == vendor:
        return failed[1]
    if due <= 0:
        return None
    return PaymentForm(initial={"vendor": vendor, "seen": due}, auto_id=f"paid-{vendor}-%s")
