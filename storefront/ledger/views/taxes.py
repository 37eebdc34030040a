"""Taxes withheld, for operators who declare them."""

from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marketplace.accounts.models import User
from marketplace.kernel import audit
from storefront.ledger.taxes import NoSuchPeriod, periods, table, withheld_in
from storefront.vendors.export import as_csv, as_xlsx

from .operators import operators

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@operators
def taxes(request: HttpRequest, user: User) -> HttpResponseBase:
    quarters, months = periods(user)
    return render(request, "ledger/taxes.html", {"quarters": quarters, "months": months})


@require_safe
@operators
def export(request: HttpRequest, user: User, period: str, form: str) -> HttpResponseBase:
    """A month or quarter as CSV or XLSX; each look at it is recorded."""
    if form not in ("csv", "xlsx"):
        raise Http404
    try:
        rows = withheld_in(user, period)
    except NoSuchPeriod as error:
        raise Http404 from error
    audit.record(action="taxes.exported", target=user, acting_user=user, period=period, form=form)
    name = f"taxes-withheld-{period}.{form}"
    if form == "xlsx":
        file = as_xlsx(table(rows), title=period)
        return FileResponse(file, as_attachment=True, filename=name, content_type=_XLSX)
    return StreamingHttpResponse(
        as_csv(list(table(rows))),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
