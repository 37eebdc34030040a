"""The host's side of visits, in the vendor's workspace: what it states, who asks, what it answers."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from catalog.catalogue.models import Product
from catalog.partner.models import Vendor
from catalog.partner.visits import VisitTermsRefused, state_visit_terms
from marketplace.accounts.models import User
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from storefront.vendors.guard import workspace_of

from . import selectors
from .forms import AnswerForm
from .models import Enquiry
from .selectors import OVER, EnquiryPage
from .services import answer_enquiry
from .statuses import EnquiryState, Side, moves
from .terms_form import VisitTermsForm

workspace = workspace_of(Vendor.DoesNotExist, Product.DoesNotExist, Enquiry.DoesNotExist)

_BOTH = ["GET", "HEAD", "POST"]


@dataclass(frozen=True)
class Tab:
    """A filter of the list with the number of its enquiries."""

    state: str
    label: str
    count: int
    is_current: bool


def _tabs(page: EnquiryPage, current: str) -> list[Tab]:
    """All, then each state that occurs or is being looked at, then what is over."""
    labels = [
        *((state.value, str(state.label)) for state in EnquiryState),
        (OVER, pgettext("enquiry", "over")),
    ]
    every = Tab("", _("All"), sum(page.counts.values()), not current)
    return [every] + [
        Tab(state, label, page.counts.get(state, 0), state == current)
        for state, label in labels
        if page.counts.get(state) or state == current
    ]


@require_safe
@workspace
def enquiries(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    """Who asks, newest first, by state."""
    wanted = request.GET.get("state", "")
    state = wanted if wanted in {*EnquiryState.values, OVER} else ""
    page = selectors.enquiries_for(
        user, vendor_id, state=state, after=request.GET.get("after", "")[:16]
    )
    context = {"desk": page.desk, "page": page, "state": state, "tabs": _tabs(page, state)}
    return render(request, "trade/enquiries.html", context | {"day": today()})


@require_http_methods(_BOTH)
@workspace
def enquiry(request: HttpRequest, user: User, vendor_id: str, enquiry_id: str) -> HttpResponseBase:
    """What was asked and written; the host writes, agrees or declines here."""
    found = selectors.enquiry_for(user, vendor_id, enquiry_id)
    form = AnswerForm(request.POST or None, initial={"seen": found.state})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid() and _answered(request, user, found, form):
            return redirect("visits:enquiry", vendor_id, enquiry_id)
        found = selectors.enquiry_for(user, vendor_id, enquiry_id)
    is_over = found.is_over(on=today())
    agreed = selectors.people_agreed(
        found.product_id, first=found.first_day, last=found.last_day, but=found
    )
    context = {
        "vendor": found.vendor,
        "enquiry": found,
        "form": form,
        "is_over": is_over,
        "others": max(agreed.values(), default=0),
        "may": frozenset() if is_over else moves(Side.HOST, found.state),
    }
    return render(request, "trade/host_enquiry.html", context, status=status)


def _answered(request: HttpRequest, user: User, found: Enquiry, form: AnswerForm) -> bool:
    found.state = form.cleaned_data["seen"]
    try:
        answer_enquiry(
            enquiry=found,
            to=form.cleaned_data["to"],
            message=form.cleaned_data["message"],
            acting_user=user,
        )
    except MarketplaceError as refusal:
        form.add_error("message" if refusal.code == "message" else None, str(refusal))
        return False
    messages.success(request, _("Sent. The visitor gets a mail."))
    return True


@require_safe
@workspace
def services(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    """The shop's own tourism services, and whether visits can be asked for."""
    desk, found = selectors.services_for(user, vendor_id)
    return render(request, "trade/services.html", {"desk": desk, "services": found})


@require_http_methods(_BOTH)
@workspace
def terms(request: HttpRequest, user: User, vendor_id: str, product_id: str) -> HttpResponseBase:
    """What the host states of one service."""
    desk, service = selectors.service_for(user, vendor_id, product_id)
    stated = getattr(service, "visit_terms", None)
    form = VisitTermsForm(request.POST or None, initial=VisitTermsForm.of(stated))
    if form.is_valid():
        try:
            state_visit_terms(
                product=service, vendor=desk.vendor, acting_user=user, **form.cleaned_data
            )
        except VisitTermsRefused as refusal:
            field = refusal.code if refusal.code in form.fields else None
            form.add_error(field, str(refusal))
        else:
            messages.success(request, _("Saved: %(title)s.") % {"title": service.title})
            return redirect("visits:services", vendor_id)
    context = {"desk": desk, "service": service, "form": form}
    return render(request, "trade/terms.html", context, status=422 if form.errors else 200)
