"""The certificates in an office's books."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from catalog.certification import services
from catalog.certification.models import Certificate
from catalog.certification.office.access import office_view
from catalog.certification.office.forms import MoveForm
from catalog.certification.office.selectors import SHOW, certificate_list, with_states
from catalog.certification.permissions import may_decide
from catalog.certification.selectors import certificates_for
from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError, NotAllowed
from marketplace.kernel.spreadsheets import Row, download

ON_A_PAGE = 50
EXPORTED_AT_A_TIME = 500


@require_safe
@office_view
def certificates(request: HttpRequest, user: User) -> HttpResponseBase:
    """Search and state; ``as=csv`` and ``as=xlsx`` hand out the same list as a table."""
    query, show = request.GET.get("q", ""), request.GET.get("show", "all")
    found = certificate_list(user, on=today(), query=query, show=show)
    kind = request.GET.get("as", "")
    if kind in {"csv", "xlsx"}:
        return download(_table(found), name=f"certificates-{today():%Y-%m-%d}", form=kind)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": with_states(page.object_list, on=today()),
        "query": query,
        "show": show if show in SHOW else "all",
    }
    return render(request, "office/certificates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@office_view
def certificate(request: HttpRequest, user: User, code: str) -> HttpResponseBase:
    """One certificate with its history; the form for whoever decides about it."""
    found = (
        certificates_for(user)
        .select_related("decision__province", "product__producer__province")
        .get(code=code)
    )
    decides = may_decide(user, found)
    if request.method == "POST" and not decides:
        raise NotAllowed(_("Only the office of the issuing authority decides about a certificate."))
    form = MoveForm(request.POST or None, initial={"effective_on": today()})
    if form.is_valid():
        try:
            _move(found, form.cleaned_data, user)
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded in the certificate's history."))
            return redirect("office:certificate", code=code)
    context = {
        "row": with_states([found], on=today())[0],
        "events": found.events.order_by("effective_on", "pk"),
        "form": form if decides else None,
    }
    return render(request, "office/certificate.html", context)


def _move(certificate: Certificate, data: dict[str, Any], user: User) -> None:
    facts = {
        "effective_on": data["effective_on"],
        "reference": data["reference"],
        "acting_user": user,
    }
    if data["move"] == "extend":
        services.extend_certificate(certificate, until=data["until"], **facts)
    elif data["move"] == "suspend":
        services.suspend_certificate(certificate, **facts)
    elif data["move"] == "reinstate":
        services.reinstate_certificate(certificate, **facts)
    else:
        services.revoke_certificate(certificate, ground=data["ground"], **facts)


def _table(found: QuerySet[Certificate]) -> Iterator[Row]:
    yield [
        _("Code"), _("Official code"), _("Product"), _("Producer"), _("Province"), _("Stars"),
        _("Decision"), _("Issued on"), _("Last day"), _("State"),
    ]  # fmt: skip
    for page in Paginator(found.order_by("pk"), EXPORTED_AT_A_TIME):
        for row in with_states(page.object_list, on=today()):
            certificate = row.certificate
            producer = certificate.product.producer
            yield [
                certificate.code,
                certificate.official_code,
                certificate.printed_product,
                certificate.printed_producer,
                producer.province.name if producer else "",
                certificate.star,
                certificate.decision.number,
                certificate.issued_on.isoformat(),
                certificate.last_day.isoformat(),
                str(row.state.label),
            ]
