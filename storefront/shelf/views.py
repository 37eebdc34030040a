"""The shelf as one table: seen, narrowed, changed at once, taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.catalogue.models import Product
from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError
from storefront.vendors.forms import OfferForm
from storefront.vendors.offers import Wanted
from storefront.vendors.presentation import offer_rows, retry
from storefront.vendors.selectors import PackPage

from . import selectors
from .changing import ShelfResult, change_shelf, undo_change
from .forms import ShelfFilterForm
from .guard import workspace
from .models import ShelfChange


@workspace
def grid(request: HttpRequest, user: User, vendor_id: str) -> HttpResponse:
    """A page of packs in one form. What is refused comes back with what was typed, the rest is set."""
    if request.method == "POST":
        return _save(request, user, vendor_id)
    chosen = ShelfFilterForm(request.GET).chosen()
    after = request.GET.get("after", "")[:16]
    page = selectors.shelf_page(user, vendor_id, chosen=chosen, after=after)
    return _page(request, page)


def _page(
    request: HttpRequest,
    page: PackPage,
    *,
    typed: dict[str, OfferForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    form = ShelfFilterForm(request.GET)
    context = {
        "desk": page.desk,
        "page": page,
        "rows": offer_rows(page, typed=typed),
        "form": form,
        "chosen": form.chosen(),
        "refused": len(typed or {}),
        "last": selectors.last_change(page.desk),
    }
    return render(request, "vendors/shelf/grid.html", context, status=status)


def _save(request: HttpRequest, user: User, vendor_id: str) -> HttpResponse:
    ids = request.POST.getlist("pack")[: selectors.PAGE]
    page = selectors.packs_named(user, vendor_id, ids)
    forms = {
        pack.product.public_id: OfferForm(request.POST, prefix=pack.product.public_id)
        for pack in page.packs
    }
    records = {pack.product.public_id: pack.stockrecord for pack in page.packs}
    result = change_shelf(
        vendor=page.desk.vendor,
        wanted=[
            (records[key], Wanted(**form.cleaned_data))
            for key, form in forms.items()
            if form.is_valid()
        ],
        origin=ShelfChange.Origin.GRID,
        acting_user=user,
    )
    typed = {
        key: form
        if form.errors
        else retry(form, records[key], str(result.refused[records[key].pk]))
        for key, form in forms.items()
        if form.errors or records[key].pk in result.refused
    }
    _tell(request, result)
    if typed:
        return _page(request, selectors.packs_named(user, vendor_id, ids), typed=typed, status=409)
    if not result.changed:
        messages.info(request, _("Nothing was changed."))
    return _back(request, vendor_id)


def _tell(request: HttpRequest, result: ShelfResult) -> None:
    if result.changed:
        saved = ngettext("%(count)s pack saved.", "%(count)s packs saved.", result.changed)
        messages.success(request, saved % {"count": result.changed})


def _back(request: HttpRequest, vendor_id: str) -> HttpResponse:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse("shelf:grid", args=[vendor_id]) + query)


@workspace
def undo(request: HttpRequest, user: User, vendor_id: str) -> HttpResponse:
    """Take back the change that the page named; what has moved on since stays and is named."""
    desk = selectors.setting_desk(user, vendor_id)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    change = selectors.last_change(desk)
    if change is None or change.public_id != request.POST.get("change"):
        messages.error(request, _("Something was changed since. There is nothing to take back."))
        return _back(request, vendor_id)
    try:
        result = undo_change(change=change, acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
        return _back(request, vendor_id)
    if result.changed:
        back = ngettext("%(count)s pack set back.", "%(count)s packs set back.", result.changed)
        messages.success(request, back % {"count": result.changed})
    left = Product.objects.filter(stockrecords__pk__in=result.refused).select_related("parent")
    for pack in left:
        messages.warning(
            request,
            _("%(title)s has changed since and stays as it is.") % {"title": pack.get_title()},
        )
    return _back(request, vendor_id)
