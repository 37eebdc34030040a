"""Who leads the producer, as it says itself: buyers may ask for it."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from catalog.producers.services import STATING_ROLES, state_traits
from marketplace.accounts.models import User
from storefront.vendors.selectors import desk_for

from .forms import TraitsForm
from .guard import workspace


@require_http_methods(["GET", "HEAD", "POST"])
@workspace
def producer(request: HttpRequest, user: User, vendor_id: str) -> HttpResponseBase:
    """A vendor that makes nothing itself has no such page."""
    desk = desk_for(user, vendor_id, allowed=STATING_ROLES)
    maker = getattr(desk.vendor.organisation, "producer", None)
    if maker is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = TraitsForm(posted, initial={"traits": maker.traits})
    if form.is_valid():
        state_traits(maker, traits=form.cleaned_data["traits"], acting_user=user)
        messages.success(request, _("Saved."))
        return redirect("supplies:producer", vendor_id)
    context = {"desk": desk, "form": form, "producer": maker}
    status = 422 if form.errors else 200
    return render(request, "vendors/supplies/producer.html", context, status=status)
