"""The operators' page about money that does not add up."""

from itertools import islice
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.models import User
from marketplace.kernel.errors import MarketplaceError
from storefront.refunds.roles import is_money_operator

from .kinds import KINDS
from .selectors import ON_A_PAGE
from .services import mend as mend_row


@require_safe
@never_cache
@login_required
def money(request: HttpRequest) -> HttpResponse:
    """Everything that disagrees now, by kind, the oldest first."""
    if not is_money_operator(cast("User", request.user)):
        raise PermissionDenied
    groups = [
        {"kind": kind, "rows": [kind.show(one) for one in islice(kind.find(), ON_A_PAGE)]}
        for kind in KINDS.values()
    ]
    return render(request, "office/money.html", {"groups": [one for one in groups if one["rows"]]})


@require_POST
@never_cache
@login_required
def mend(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Press the button; pressed again it does no harm."""
    try:
        outcome = mend_row(code=code, pk=pk, acting_user=cast("User", request.user))
    except MarketplaceError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, outcome)
    return redirect("disagreements:money")
