"""The seller's workspace. Every view begins with the user's place at the vendor in the address:
somebody else's vendor is a 404, a role that does not reach a 403.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from catalog.catalogue.moderation import submit_listing
from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError
from storefront.shipments.selectors import parcels_of
from storefront.shipments.writing import SENDING, left_to_send

from . import selectors
from .forms import MoveForm, OfferForm
from .guard import workspace
from .models import VendorOrder
from .offers import change_offer
from .presentation import offer_rows, order_steps, retry
from .services import move_vendor_order


@workspace
def home(request: HttpRequest, user: User) -> HttpResponse:
    """The user's vendors; straight on where there is one."""
    vendors = list(selectors.vendors_for(user))
    if len(vendors) == 1:
        return redirect("vendors:vendor", vendors[0].public_id)
    return render(request, "vendors/home.html", {"vendors": vendors})


@workspace
def vendor(request: HttpRequest, user: User, vendor_id: str) -> HttpResponse:
    """To the first page of the workspace that the role reaches."""
    desk = selectors.desk_for(user, vendor_id)
    return redirect("vendors:orders" if desk.handles_orders else "vendors:products", vendor_id)


@workspace
def order(request: HttpRequest, user: User, vendor_id: str, order_id: str) -> HttpResponse:
    return _order_page(request, selectors.order_for(user, vendor_id, order_id))


def _order_page(
    request: HttpRequest, found: VendorOrder, *, note: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "vendor": found.vendor,
        "order": found,
        "steps": order_steps(found.status),
        "parcels": parcels_of(found),
        "may_send": found.status in SENDING and bool(left_to_send(found)),
        "note": note,
    }
    return render(request, "vendors/order.html", context, status=status)


@workspace
def move(request: HttpRequest, user: User, vendor_id: str, order_id: str) -> HttpResponse:
    found = selectors.order_for(user, vendor_id, order_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That did not work. Please press one of the buttons."))
        return _order_page(request, found, status=422)
    found.status = form.cleaned_data["seen"]
    note = form.cleaned_data["note"]
    try:
        move_vendor_order(found, to=form.cleaned_data["to"], acting_user=user, note=note)
    except MarketplaceError as error:
        messages.error(request, str(error))
        fresh = selectors.order_for(user, vendor_id, order_id)
        return _order_page(request, fresh, note=note, status=409)
    messages.success(
        request,
        _("Order %(number)s: %(status)s.")
        % {"number": found.number, "status": found.get_status_display()},
    )
    return redirect("vendors:order", vendor_id, order_id)


@workspace
def products(request: HttpRequest, user: User, vendor_id: str) -> HttpResponse:
    return _products_page(request, user, vendor_id)


def _products_page(
    request: HttpRequest,
    user: User,
    vendor_id: str,
    *,
    typed: dict[str, OfferForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    after = request.GET.get("after", "")[:16]
    page = selectors.packs_for(user, vendor_id, after=after)
    context = {"desk": page.desk, "page": page, "rows": offer_rows(page, typed=typed)}
    return render(request, "vendors/products.html", context, status=status)


@workspace
def offer(request: HttpRequest, user: User, vendor_id: str, pack_id: str) -> HttpResponse:
    """Price and stock of one pack; on refusal the page again, with what was typed."""
    stockrecord = selectors.pack_for(user, vendor_id, pack_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = OfferForm(request.POST, prefix=pack_id)
    if form.is_valid():
        try:
            change_offer(stockrecord, **form.cleaned_data, acting_user=user)
        except MarketplaceError as error:
            form = retry(form, stockrecord, str(error))
        else:
            messages.success(
                request, _("Saved: %(title)s.") % {"title": stockrecord.product.get_title()}
            )
            return redirect("vendors:products", vendor_id)
    return _products_page(request, user, vendor_id, typed={pack_id: form}, status=409)


@workspace
def submit(request: HttpRequest, user: User, vendor_id: str, product_id: str) -> HttpResponse:
    """Send a listing to review."""
    product = selectors.listing_for(user, vendor_id, product_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        submit_listing(product, acting_user=user)
    except MarketplaceError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Sent to review. You will find the answer here."))
    return redirect("vendors:products", vendor_id)
