"""Taxes withheld, for operators who declare them."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marketplace.accounts.models import User
from marketplace.kernel import audit
from marketplace.kernel.spreadsheets import download
from storefront.ledger.taxes import NoSuchPeriod, periods, table, withheld_in

from .operators import operators


@require_safe
@operators
def taxes(request: HttpRequest, user: User) -> HttpResponseBase:
    quarters, months = periods(user)
    return render(request, "ledger/taxes.html", {"quarters": quarters, "months": months})


@require_safe
@operators
def export(request: HttpRequest, user: User, period: str, form: str) -> HttpResponseBase:
    """A month or quarter as CSV or XLSX; each look at it is recorded."""
    try:
        rows = withheld_in(user, period)
    except NoSuchPeriod as error:
        raise Http404 from error
    file = download(list(table(rows)), name=f"taxes-withheld-{period}", form=form, title=period)
    audit.record(action="taxes.exported", target=user, acting_user=user, period=period, form=form)
    return file
