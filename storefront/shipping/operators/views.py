"""Delivery rates in the operators' office."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from catalog.certification.decisions.reading import UnreadableFile
from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError, NotAllowed
from marketplace.kernel.spreadsheets import download
from storefront.operating.guard import operators
from storefront.refunds.roles import is_money_operator

from ..importing import RatesRefused
from ..models import Tariff
from .export import rate_rows, workbook
from .forms import RatesForm
from .services import drop_tariff, take_rates
from .tables import EXAMPLES, carriers_with_tables, free_deliveries

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

guarded = operators(is_money_operator)


@require_safe
@guarded
def tariffs(request: HttpRequest, user: User) -> HttpResponseBase:
    """What holds, what comes, what was; and what a parcel costs by it."""
    return _page(request)


def _page(
    request: HttpRequest, form: RatesForm | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
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


@require_safe
@guarded
def export(request: HttpRequest, user: User, pk: int, form: str) -> HttpResponseBase:
    tariff = _tariff(pk)
    name = f"{tariff.carrier.code}-{tariff.valid_from:%Y-%m-%d}"
    if form != "xlsx":
        return download(rate_rows(tariff), name=name, form=form)
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(workbook(tariff), content_type=_XLSX, headers=headers)


@require_POST
@guarded
def drop(request: HttpRequest, user: User, pk: int) -> HttpResponseBase:
    """Pressed again it is gone already (404)."""
    try:
        drop_tariff(tariff=_tariff(pk), acting_user=user)
    except NotAllowed:
        raise
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back; the tariff before it goes on."))
    return redirect("tariffs:tariffs")


def _tariff(pk: int) -> Tariff:
    found = Tariff.objects.select_related("carrier").prefetch_related("rates").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
