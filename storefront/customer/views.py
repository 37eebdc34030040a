"""A person's own pages: where everything is, orders, addresses, alerts."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.selectors import memberships_of
from marketplace.accounts.views import signed_in
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.spreadsheets import download
from storefront.address.forms import AddressForm
from storefront.address.models import UserAddress
from storefront.address.selectors import address_of, addresses_of, as_destination, as_typed
from storefront.address.services import delete_address, make_default, save_address
from storefront.alerts.selectors import alerts_of
from storefront.alerts.services import stop_alert
from storefront.order.selectors import orders_of
from storefront.order.statuses import OrderStatus
from storefront.saved.selectors import saved_items

from .orders import order_page, order_table

_SHOWN = 3


@never_cache
@require_safe
@login_required
def summary(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return render(
        request,
        "customer/summary.html",
        {
            "orders": orders_of(user).prefetch_related("lines")[:_SHOWN],
            "memberships": memberships_of(user).select_related("organisation__vendor"),
            "address": addresses_of(user).first(),
            "saved": saved_items(user=user, session=request.session, on=today(), limit=2),
        },
    )


@never_cache
@require_safe
@login_required
def order_list(request: HttpRequest) -> HttpResponse:
    """``state`` narrows the list; ``after`` (an order's number) is where the page begins."""
    state = _state(request)
    page = order_page(signed_in(request), state=state, after=request.GET.get("after", "")[:40])
    return render(
        request,
        "customer/order_list.html",
        {"page": page, "state": state, "is_later": "after" in request.GET},
    )


@never_cache
@require_safe
@login_required
def order_export(request: HttpRequest) -> HttpResponseBase:
    rows = order_table(signed_in(request), state=_state(request))
    return download(rows, name=f"orders-{today():%Y-%m-%d}", form="csv")


@never_cache
@require_safe
@login_required
def address_list(request: HttpRequest) -> HttpResponse:
    return render(
        request, "customer/address_list.html", {"addresses": addresses_of(signed_in(request))}
    )


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def address_new(request: HttpRequest) -> HttpResponse:
    return _address_form(request, None)


@never_cache
@require_http_methods(["GET", "POST"])
@login_required
def address_edit(request: HttpRequest, public_id: str) -> HttpResponse:
    return _address_form(request, _own_address(request, public_id))


@require_POST
@login_required
def address_default(request: HttpRequest, public_id: str) -> HttpResponse:
    make_default(address=_own_address(request, public_id))
    return redirect("customer:address-list")


@require_POST
@login_required
def address_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    delete_address(address=_own_address(request, public_id))
    messages.success(request, _("The address is deleted. Orders keep theirs."))
    return redirect("customer:address-list")


@never_cache
@require_safe
@login_required
def alert_list(request: HttpRequest) -> HttpResponse:
    return render(request, "customer/alert_list.html", {"alerts": alerts_of(signed_in(request))})


@require_POST
@login_required
def alert_stop(request: HttpRequest, key: str) -> HttpResponse:
    alert = alerts_of(signed_in(request)).filter(key=key).first() if key.isalnum() else None
    if alert is None:
        raise Http404
    stop_alert(alert=alert)
    messages.success(request, _("Stopped. You get no mail about it."))
    return redirect("customer:alert-list")


def _state(request: HttpRequest) -> str:
    asked = request.GET.get("state", "")
    return asked if asked in OrderStatus.values else ""


def _own_address(request: HttpRequest, public_id: str) -> UserAddress:
    address = address_of(signed_in(request), public_id)
    if address is None:
        raise Http404
    return address


def _address_form(request: HttpRequest, address: UserAddress | None) -> HttpResponse:
    initial: dict[str, Any] = as_typed(address) if address is not None else {}
    form = AddressForm(initial=initial)
    if request.method == "POST":
        form = AddressForm(request.POST, before=as_destination(address) if address else None)
        if form.is_valid() and _saved(request, form, address):
            messages.success(request, _("Saved."))
            return redirect("customer:address-list")
    return render(request, "customer/address_form.html", {"form": form, "address": address})


def _saved(request: HttpRequest, form: AddressForm, address: UserAddress | None) -> bool:
    try:
        save_address(
            user=signed_in(request),
            destination=form.destination(),
            phone=form.cleaned_data["phone"],
            is_default=bool(address and address.is_default_for_shipping),
            address=address,
        )
    except MarketplaceError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
