"""Delivery rates in the operators' office."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.certification.decisions.reading import UnreadableFile
from marketplace.accounts.models import User
from marketplace.geography.models import Province
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.spreadsheets import download, workbook_download
from storefront.operating.guard import operators
from storefront.refunds.roles import is_money_operator

from ..forms import PromiseForm
from ..free import end_free_delivery, promise_free_delivery
from ..importing import RatesRefused
from ..models import FreeDelivery, Tariff
from ..raise_pages import raising_page
from .export import rate_rows, workbook
from .forms import RatesForm
from .services import drop_tariff, take_rates
from .tables import EXAMPLES, carriers_with_tables, free_deliveries

guarded = operators(is_money_operator)


@require_safe
@guarded
def tariffs(request: HttpRequest, user: User) -> HttpResponseBase:
    """What holds, what comes, what was; and what a parcel costs by it."""
    return _page(request)


def _page(
    request: HttpRequest,
    form: RatesForm | None = None,
    *,
    promise: PromiseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "today": today(),
        "promise": promise or PromiseForm(initial={"first": today()}, auto_id="free_%s"),
        "carriers": carriers_with_tables(),
        "free": free_deliveries(),
        "examples": EXAMPLES,
        "form": form or RatesForm(),
    }
    return render(request, "tariffs/tariffs.html", context, status=status)


@require_POST
@guarded
def take(request: HttpRequest, user: User) -> HttpResponseBase:
    form = RatesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=422)
    upload = form.cleaned_data["file"]
    try:
        done = take_rates(file=upload, name=upload.name, acting_user=user)
    except RatesRefused as refusal:
        for line in str(refusal).splitlines()[:30]:
            form.add_error("file", line)
        return _page(request, form, status=422)
    except UnreadableFile as refusal:
        form.add_error("file", str(refusal))
        return _page(request, form, status=422)
    messages.success(
        request,
        _("Taken: %(tariffs)s tariffs and %(free)s free deliveries; %(same)s were there already.")
        % {"tariffs": done.tariffs, "free": done.free, "same": done.same},
    )
    return redirect("tariffs:tariffs")


@require_POST
@guarded
def promise(request: HttpRequest, user: User) -> HttpResponseBase:
    """A province or the marketplace pays deliveries from a day on."""
    form = PromiseForm(request.POST, auto_id="free_%s")
    if form.is_valid():
        data = dict(form.cleaned_data)
        payer = data.pop("payer")
        province = None if payer == PromiseForm.PLATFORM else Province.objects.get(slug=payer)
        try:
            promise_free_delivery(province=province, **data, acting_user=user)
        except MarketplaceError as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Saved. Buyers read it in the basket from that day on."))
            return redirect("tariffs:tariffs")
    return _page(request, promise=form, status=422)


@require_POST
@guarded
def end(request: HttpRequest, user: User, pk: int) -> HttpResponseBase:
    """What a shop pays is the shop's to end (404)."""
    free = FreeDelivery.objects.select_related("province").filter(pk=pk, vendor=None).first()
    if free is None:
        raise Http404
    end_free_delivery(free=free, acting_user=user)
    messages.success(request, _("Ended; orders placed keep it."))
    return redirect("tariffs:tariffs")


@require_http_methods(["GET", "HEAD", "POST"])
@guarded
def raise_budget(request: HttpRequest, user: User, pk: int) -> HttpResponseBase:
    """One without a budget, and a shop's own, are not there (404)."""
    promised = FreeDelivery.objects.select_related("province", "vendor", "budget")
    free = promised.filter(pk=pk, vendor=None, budget__isnull=False).first()
    if free is None:
        raise Http404
    back = reverse("tariffs:tariffs")
    return raising_page(request, user, free, frame="tariffs/in_operating.html", back=back)


@require_safe
@guarded
def export(request: HttpRequest, user: User, pk: int, form: str) -> HttpResponseBase:
    tariff = tariff_or_404(pk)
    name = f"{tariff.carrier.code}-{tariff.valid_from:%Y-%m-%d}"
    if form != "xlsx":
        return download(rate_rows(tariff), name=name, form=form)
    return workbook_download(workbook(tariff), name=name)


@require_POST
@guarded
def drop(request: HttpRequest, user: User, pk: int) -> HttpResponseBase:
    """Pressed again it is gone already (404)."""
    try:
        drop_tariff(tariff=tariff_or_404(pk), acting_user=user)
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back; the tariff before it goes on."))
    return redirect("tariffs:tariffs")


def tariff_or_404(pk: int) -> Tariff:
    found = Tariff.objects.select_related("carrier").prefetch_related("rates").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
