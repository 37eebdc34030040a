"""Asking for a visit, and the page behind the link in the visitor's mail. Nothing is paid."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog.partner.models import VisitTerms
from catalog.partner.visits import visit_on_offer
from marketplace.accounts.models import User
from marketplace.kernel.client import client_ip
from marketplace.kernel.clock import today
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.ids import new_token
from marketplace.kernel.ratelimit import allow
from marketplace.kernel.secrecy import private

from .days import COMING, earliest
from .errors import EnquiryRefused
from .forms import MessageForm, VisitForm
from .models import Enquiry
from .selectors import enquiry_by_token, people_agreed
from .services import ask_visit, withdraw_enquiry, write_to_host
from .statuses import EnquiryState, Side, moves

_HOUR = 3600
#: Of one client in an hour: forms with everything filled in, and messages to hosts.
ASKS, MESSAGES = 12, 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, product_id: str) -> HttpResponse:
    """The form of a service whose host has stated its terms; 404 for everything else."""
    day = today()
    terms = visit_on_offer(product_id, on=day)
    if terms is None:
        raise Http404
    agreed = people_agreed(terms.product_id, first=day, last=day + COMING)
    begin = earliest(terms, on=day, taken=agreed)
    initial: dict[str, Any] = {
        "form_key": new_token(),
        "people": 2 if terms.capacity > 1 else 1,
        "first_day": begin,
    }
    if isinstance(request.user, User):
        initial |= {"name": request.user.get_full_name(), "email": request.user.email}
    form = VisitForm(request.POST or None, initial=initial, terms=terms, earliest=begin)
    if form.is_valid():
        enquiry = _asked(request, form, terms)
        if enquiry is not None:
            messages.success(
                request, _("Sent. The host's answer comes by e-mail, and stands here.")
            )
            return private(redirect(enquiry))
    return _form_page(request, form, terms, begin)


def _form_page(
    request: HttpRequest, form: VisitForm, terms: VisitTerms, begin: datetime.date
) -> HttpResponse:
    context = {"form": form, "terms": terms, "service": terms.product, "earliest": begin}
    return render(request, "trade/ask.html", context, status=422 if form.errors else 200)


def _asked(request: HttpRequest, form: VisitForm, terms: VisitTerms) -> Enquiry | None:
    if not allow("visit", client_ip(request), limit=ASKS, seconds=_HOUR):
        form.add_error(None, _("Too many at once. Please wait an hour."))
        return None
    try:
        return ask_visit(
            terms=terms,
            user=request.user,
            language=(translation.get_language() or "vi")[:2],
            **form.cleaned_data,
        )
    except EnquiryRefused as refusal:
        for field, reason in refusal.reasons.items():
            form.add_error(field, reason)
        if not refusal.reasons:
            form.add_error(None, str(refusal))
    return None


@require_safe
def enquiry(request: HttpRequest, token: str) -> HttpResponse:
    """What was asked, how it stands, and what both sides wrote."""
    return _page(request, _found(request, token))


@require_POST
def write(request: HttpRequest, token: str) -> HttpResponse:
    """One more message to the host."""
    found = _found(request, token)
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            if not allow("visit-message", client_ip(request), limit=MESSAGES, seconds=_HOUR):
                raise EnquiryRefused(_("Too many at once. Please wait an hour."))
            write_to_host(enquiry=found, message=form.cleaned_data["message"], user=request.user)
        except MarketplaceError as refusal:
            form.add_error("message" if refusal.code == "message" else None, str(refusal))
        else:
            messages.success(request, _("Sent to the host."))
            return private(redirect(found))
    return _page(request, _found(request, token), form, status=422)


@require_POST
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """The visitor does not come. Pressed twice is pressed once."""
    found = _found(request, token)
    if found.state != EnquiryState.WITHDRAWN:
        try:
            withdraw_enquiry(enquiry=found, user=request.user)
        except MarketplaceError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Withdrawn. The host is told."))
    return private(redirect(found))


def _found(request: HttpRequest, token: str) -> Enquiry:
    try:
        return enquiry_by_token(token, user=request.user)
    except Enquiry.DoesNotExist as error:
        raise Http404 from error


def _page(
    request: HttpRequest, found: Enquiry, form: MessageForm | None = None, *, status: int = 200
) -> HttpResponse:
    is_over = found.is_over(on=today())
    context = {
        "enquiry": found,
        "is_over": is_over,
        "may_write": not is_over and bool(moves(Side.VISITOR, found.state)),
        "form": form or MessageForm(),
    }
    return private(render(request, "trade/enquiry.html", context, status=status))
