"""The vendor sends parcels and says what became of them. Somebody else's is a 404."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from catalog.partner.models import StockRecord, Vendor
from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from storefront.shipping.carriers import carriers_on
from storefront.vendors.guard import workspace_of
from storefront.vendors.models import VendorOrder
from storefront.vendors.selectors import pack_for

from . import selectors, services
from .forms import PackForm, ParcelMoveForm, SendForm
from .models import Shipment
from .packs import state_parcel
from .statuses import ShipmentStatus

workspace = workspace_of(
    Vendor.DoesNotExist, VendorOrder.DoesNotExist, Shipment.DoesNotExist, StockRecord.DoesNotExist
)


@workspace
def send(request: HttpRequest, user: User, vendor_id: str, order_id: str) -> HttpResponse:
    """All that is left, or some of it, in one parcel."""
    found = selectors.order_to_send(user, vendor_id, order_id)
    lines = selectors.goods_left(found)
    data = request.POST if request.method == "POST" else None
    form = SendForm(data, lines=lines, carriers=carriers_on(today()))
    status = 200
    if data is not None:
        status = 422
        if form.is_valid():
            try:
                shipment = services.create_shipment(
                    vendor_order=found,
                    lines=form.parts(),
                    carrier=form.named_carrier(),
                    tracking=form.cleaned_data["tracking"],
                    note=form.cleaned_data["note"],
                    acting_user=user,
                )
            except MarketplaceError as error:
                form.add_error(None, str(error))
                status = 409
            else:
                messages.success(
                    request, _("Parcel %(number)s is on its way.") % {"number": shipment.number}
                )
                return redirect("vendors:order", vendor_id, order_id)
    context = {"vendor": found.vendor, "order": found, "form": form, "lines": lines}
    return render(request, "shipments/send.html", context, status=status)


@workspace
def pack(request: HttpRequest, user: User, vendor_id: str, pack_id: str) -> HttpResponse:
    """What a pack weighs and measures; on refusal the page again, with what was typed."""
    stockrecord = pack_for(user, vendor_id, pack_id)
    product = stockrecord.product
    data = request.POST if request.method == "POST" else None
    form = PackForm(data, initial=PackForm.of(product))
    if data is not None and form.is_valid():
        try:
            state_parcel(stockrecord, **form.cleaned_data, acting_user=user)
        except MarketplaceError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": product.get_title()})
            return redirect("vendors:products", vendor_id)
    context = {"vendor": stockrecord.partner.vendor, "pack": product, "form": form}
    status = 200 if data is None else 422
    return render(request, "shipments/pack.html", context, status=status)


@workspace
def move(
    request: HttpRequest, user: User, vendor_id: str, order_id: str, shipment_id: str
) -> HttpResponse:
    """POST ``to``, ``seen``, ``note``, ``spoiled``: what became of a parcel."""
    shipment = selectors.shipment_for(user, vendor_id, order_id, shipment_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = ParcelMoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That did not work. Please press one of the buttons."))
        return redirect("vendors:order", vendor_id, order_id)
    shipment.status = form.cleaned_data["seen"]
    try:
        _move(shipment, form.cleaned_data, user)
    except MarketplaceError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("Parcel %(number)s: %(status)s.")
            % {"number": shipment.number, "status": shipment.get_status_display()},
        )
        if shipment.refunds.filter(decided_at=None).exists():
            messages.info(
                request,
                _("What was paid for it is proposed as a refund; an owner of the shop decides."),
            )
            return redirect("refunds:refund", vendor_id, order_id)
    return redirect("vendors:order", vendor_id, order_id)


def _move(shipment: Shipment, said: dict[str, Any], user: User) -> None:
    to, note = said["to"], said["note"]
    if to == ShipmentStatus.DELIVERED:
        services.deliver_shipment(shipment=shipment, acting_user=user)
    elif to == ShipmentStatus.FAILED:
        services.fail_shipment(shipment=shipment, reason=note, acting_user=user)
    elif to == ShipmentStatus.RETURNING:
        services.send_back_shipment(shipment=shipment, reason=note, acting_user=user)
    elif to == ShipmentStatus.RETURNED:
        services.return_shipment(shipment=shipment, restock=not said["spoiled"], acting_user=user)
    else:
        services.retry_shipment(shipment=shipment, note=note, acting_user=user)
