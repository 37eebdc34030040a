"""Vendors come in: registered for a producer, verified, suspended (122/2025/QH15, Art. 17)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.certification.office.access import office_view
from catalog.certification.office.forms import NewVendorForm, SuspendForm, VerifyForm
from catalog.partner.models import Vendor
from catalog.partner.permissions import may_keep_vendors
from catalog.partner.selectors import producers_without_shop, vendors_for_office
from catalog.partner.services import register_vendor, suspend_vendor, verify_vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import writes_for_office
from marketplace.kernel.errors import MarketplaceError

ON_A_PAGE = 50


@require_safe
@office_view
def vendors(request: HttpRequest, user: User) -> HttpResponseBase:
    query = request.GET.get("q", "")
    page = Paginator(vendors_for_office(user, query=query), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "query": query, "writes": writes_for_office(user)}
    return render(request, "office/vendors.html", context)


@require_safe
@office_view
def choose_producer(request: HttpRequest, user: User) -> HttpResponseBase:
    """The producers that do not sell yet: whose shop is it?"""
    query = request.GET.get("q", "")
    page = Paginator(producers_without_shop(user, query=query), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "office/choose_producer.html", {"page": page, "query": query})


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def new_vendor(request: HttpRequest, user: User, producer_id: str) -> HttpResponseBase:
    """The shop of one producer, for whoever writes in its province's books."""
    producer = producers_without_shop(user).get(public_id=producer_id)
    if not may_keep_vendors(user, producer.organisation):
        raise PermissionDenied
    initial = {"name": producer.name[:128], "ships_from": producer.commune_id}
    form = NewVendorForm(request.POST or None, province=producer.province, initial=initial)
    if form.is_valid():
        try:
            vendor = register_vendor(
                organisation=producer.organisation, acting_user=user, **form.cleaned_data
            )
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The shop is registered. Verify it before it sells."))
            return redirect("office:vendor", public_id=vendor.public_id)
    return render(request, "office/new_vendor.html", {"producer": producer, "form": form})


@require_safe
@office_view
def vendor(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    return _page(request, user, vendors_for_office(user).get(public_id=public_id))


@require_POST
@office_view
def verify(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    """The shop may sell from now on."""
    found = vendors_for_office(user).get(public_id=public_id)
    form = VerifyForm(request.POST)
    if form.is_valid():
        found.state = form.cleaned_data["seen"]
        try:
            verify_vendor(found, method=form.cleaned_data["method"], acting_user=user)
        except MarketplaceError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The shop is verified and may sell."))
        return redirect("office:vendor", public_id=public_id)
    return _page(request, user, found, verify_form=form)


@require_POST
@office_view
def suspend(request: HttpRequest, user: User, public_id: str) -> HttpResponseBase:
    """Nothing can be ordered from the shop for now."""
    found = vendors_for_office(user).get(public_id=public_id)
    form = SuspendForm(request.POST)
    if form.is_valid():
        found.state = form.cleaned_data["seen"]
        try:
            suspend_vendor(found, reason=form.cleaned_data["reason"], acting_user=user)
        except MarketplaceError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The shop is suspended. Orders placed go on."))
        return redirect("office:vendor", public_id=public_id)
    return _page(request, user, found, suspend_form=form)


def _page(
    request: HttpRequest,
    user: User,
    vendor: Vendor,
    *,
    verify_form: Form | None = None,
    suspend_form: Form | None = None,
) -> HttpResponseBase:
    """The shop, with what its office may do in its present state."""
    keeps = may_keep_vendors(user, vendor.organisation)
    if request.method == "POST" and not keeps:
        raise PermissionDenied
    is_verified, seen = vendor.state == Vendor.State.VERIFIED, {"seen": vendor.state}
    may_suspend = keeps and vendor.state != Vendor.State.SUSPENDED
    context = {
        "vendor": vendor,
        "verify_form": (verify_form or VerifyForm(initial=seen, auto_id="verify_%s"))
        if keeps and not is_verified
        else None,
        "suspend_form": (suspend_form or SuspendForm(initial=seen, auto_id="suspend_%s"))
        if may_suspend
        else None,
    }
    return render(request, "office/vendor.html", context)
