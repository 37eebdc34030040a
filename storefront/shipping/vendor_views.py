"""What the shop's parcels cost, and from what amount on the shop pays for them itself."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from storefront.vendors.guard import workspace_of
from storefront.vendors.roles import MONEY_ROLES, ORDER_ROLES
from storefront.vendors.selectors import desk_for

from .forms import FreeDeliveryForm
from .free import end_free_delivery, offer_free_delivery
from .models import FreeDelivery
from .operators.tables import EXAMPLES, carriers_with_tables

workspace = workspace_of(Vendor.DoesNotExist, FreeDelivery.DoesNotExist)


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def rates(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    desk = desk_for(user, vendor_id, allowed=ORDER_ROLES)
    form = FreeDeliveryForm(request.POST or None, initial={"first": today()})
    if request.method == "POST" and form.is_valid():
        try:
            offer_free_delivery(vendor=desk.vendor, **form.cleaned_data, acting_user=user)
        except MarketplaceError as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Saved. Buyers read it in the basket from that day on."))
            return redirect("rates:rates", vendor_id)
    free = FreeDelivery.objects.filter(vendor=desk.vendor).order_by("-valid_from")
    context = {
        "desk": desk,
        "carriers": [one for one in carriers_with_tables() if one.carrier.is_active],
        "free": list(free),
        "today": today(),
        "examples": EXAMPLES,
        "form": form,
    }
    return render(request, "tariffs/of_vendor.html", context, status=422 if form.errors else 200)


@require_POST
@workspace
def end(request: HttpRequest, user: User, vendor_id: str, free_id: int) -> HttpResponseBase:
    desk = desk_for(user, vendor_id, allowed=MONEY_ROLES)
    free = FreeDelivery.objects.select_related("vendor__organisation").get(
        vendor=desk.vendor, pk=free_id
    )
    end_free_delivery(free=free, acting_user=user)
    messages.success(request, _("Ended; orders that you have keep it."))
    return redirect("rates:rates", vendor_id)
