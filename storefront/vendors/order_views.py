"""The vendor's orders: the list with its filter, many moved at once, exports, packing slips."""

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
)
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.geography.models import Province
from marketplace.kernel.clock import today
from marketplace.kernel.spreadsheets import download
from storefront.order.contract import contract_of

from . import selectors
from .batches import MOST, BatchResult, chosen_orders, move_in_batch
from .export import table
from .forms import BatchForm, HandOverForm, OrderFilterForm
from .guard import workspace
from .models import VendorOrder
from .presentation import batch_buttons, tabs
from .roles import ORDER_ROLES
from .statuses import VendorOrderStatus


def _filter(request: HttpRequest) -> OrderFilterForm:
    return OrderFilterForm(request.GET, provinces=Province.objects.order_by("name_vi"))


@workspace
def orders(request: HttpRequest, user: User, vendor_id: str) -> HttpResponse:
    form = _filter(request)
    chosen = form.chosen()
    after = request.GET.get("after", "")[:16]
    page = selectors.orders_for(user, vendor_id, chosen=chosen, after=after)
    context = {
        "page": page,
        "desk": page.desk,
        "form": form,
        "chosen": chosen,
        "tabs": tabs(page, chosen.status),
        "buttons": batch_buttons(page),
    }
    return render(request, "vendors/orders.html", context)


@workspace
def export(request: HttpRequest, user: User, vendor_id: str, form: str) -> HttpResponseBase:
    chosen = _filter(request).chosen()
    rows = table(selectors.orders_to_export(user, vendor_id, chosen=chosen))
    name = f"orders-{today().isoformat()}"
    return download(rows, name=name, form=form, title=_("Orders"))


def _back(request: HttpRequest, vendor_id: str) -> HttpResponse:
    """To the list as it was filtered."""
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("vendors:orders", args=[vendor_id]) + query)


def _with_orders(name: str, vendor_id: str, orders: list[VendorOrder]) -> HttpResponse:
    chosen = urlencode({"order": [order.public_id for order in orders]}, doseq=True)
    return redirect(f"{reverse(name, args=[vendor_id])}?{chosen}")


@workspace
def batch(request: HttpRequest, user: User, vendor_id: str) -> HttpResponse:
    """Move the ticked orders; what cannot be moved is left and named with its reason."""
    chosen = chosen_orders(user, vendor_id, request.POST.getlist("order")[:MOST])
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = BatchForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That did not work. Please press one of the buttons."))
        return _back(request, vendor_id)
    if not chosen:
        messages.info(request, _("Nothing was ticked. Tick the orders first."))
        return _back(request, vendor_id)
    to = form.cleaned_data["to"]
    if to == BatchForm.SLIPS:
        return _with_orders("vendors:slips", vendor_id, chosen)
    if to == VendorOrderStatus.SHIPPED:
        return _with_orders("vendors:hand_over", vendor_id, chosen)
    _tell(
        request,
        move_in_batch(vendor_orders=chosen, to=VendorOrderStatus(to), acting_user=user),
    )
    return _back(request, vendor_id)


@workspace
def hand_over(request: HttpRequest, user: User, vendor_id: str) -> HttpResponse:
    """The chosen orders leave with one carrier, each with its tracking number."""
    desk = selectors.desk_for(user, vendor_id, allowed=ORDER_ROLES)
    chosen = chosen_orders(user, vendor_id, request.GET.getlist("order")[:MOST])
    form = HandOverForm(request.POST if request.method == "POST" else None, orders=chosen)
    if form.is_valid():
        result = move_in_batch(
            vendor_orders=chosen,
            to=VendorOrderStatus.SHIPPED,
            acting_user=user,
            notes=form.notes(),
        )
        _tell(request, result)
        return redirect("vendors:orders", vendor_id)
    context = {"desk": desk, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "vendors/hand_over.html", context, status=status)


def _tell(request: HttpRequest, result: BatchResult) -> None:
    if result.moved:
        messages.success(request, result.words)
    for reason in result.reasons:
        messages.warning(request, reason)


@workspace
def slip(request: HttpRequest, user: User, vendor_id: str, order_id: str) -> HttpResponse:
    """The paper that goes into the parcel; there is none before the order is placed."""
    return _slips(request, selectors.slips_for(user, vendor_id, [order_id]))


@workspace
def slips(request: HttpRequest, user: User, vendor_id: str) -> HttpResponse:
    """The papers of many parcels, a sheet each."""
    chosen = request.GET.getlist("order")[:MOST]
    return _slips(request, selectors.slips_for(user, vendor_id, chosen))


@workspace
def contract(request: HttpRequest, user: User, vendor_id: str, order_id: str) -> HttpResponse:
    """What was agreed with this seller, as it stood; once the order is placed."""
    found = selectors.order_for(user, vendor_id, order_id)
    if not found.is_placed:
        raise Http404
    context = {
        "contract": contract_of(found.order, vendor=found.vendor),
        "back": reverse("vendors:order", args=[vendor_id, order_id]),
    }
    return render(request, "order/contract.html", context)


def _slips(request: HttpRequest, orders: list[VendorOrder]) -> HttpResponse:
    if not orders:
        raise Http404
    return render(request, "vendors/slips.html", {"vendor": orders[0].vendor, "orders": orders})
