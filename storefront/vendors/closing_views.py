"""The days on which the shop is closed."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from marketplace.accounts.models import User
from marketplace.kernel.clock import today

from .closing import announce_closed, closing_of
from .errors import ClosingRefused
from .forms import ClosedDaysForm
from .guard import workspace
from .roles import OFFER_ROLES
from .selectors import desk_for, waiting_orders


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def closed(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    """From when until when; emptied, the shop is open again."""
    desk = desk_for(user, vendor_id, allowed=OFFER_ROLES)
    closing = closing_of(desk.vendor, on=today())
    initial = {"first": closing.first, "last": closing.last} if closing else {}
    form = ClosedDaysForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            announce_closed(vendor=desk.vendor, acting_user=user, **form.cleaned_data)
        except ClosingRefused as refusal:
            form.add_error(refusal.code, str(refusal))
        else:
            is_open = closing_of(desk.vendor, on=today()) is None
            messages.success(request, _("The shop is open.") if is_open else _("Saved."))
            return redirect("vendors:closed", vendor_id)
    context = {
        "desk": desk,
        "form": form,
        "waiting": waiting_orders(desk.vendor) if desk.handles_orders else None,
    }
    return render(request, "vendors/closed.html", context, status=422 if form.errors else 200)
