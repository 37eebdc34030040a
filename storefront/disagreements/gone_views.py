"""The page on which an operator says whose money it was that left past our books."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError

from .gone import book, gone_for
from .gone_forms import GoneForm, part_forms


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def gone(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """A refund by hand or a lost dispute: parts and lines that it was for, to the đồng."""
    user = cast("User", request.user)
    try:
        desk = gone_for(user, kind, pk)
    except ObjectDoesNotExist as error:
        if request.method != "POST":
            raise Http404 from error
        messages.info(request, _("This no longer disagrees."))
        return redirect("disagreements:money")
    data = request.POST if request.method == "POST" else None
    form, parts = GoneForm(data), part_forms(data, desk)
    if data is not None and all([form.is_valid(), *(one.is_valid() for one in parts)]):
        try:
            book(
                found=desk.found,
                parts=[one.said for one in parts],
                reason=form.cleaned_data["reason"],
                acting_user=user,
            )
        except MarketplaceError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Booked: books, refunds and payouts agree."))
            return redirect("disagreements:money")
    refused = bool(form.errors) or any(not one.is_valid() for one in parts if one.is_bound)
    context = {"desk": desk, "form": form, "parts": parts, "refused": refused}
    return render(request, "office/gone.html", context, status=422 if refused else 200)
