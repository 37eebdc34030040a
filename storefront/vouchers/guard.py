"""The wall around campaigns: who gives no payer's money is a 403, what is another's a 404."""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import provinces_for
from storefront.vendors.guard import workspace_of

from .funding import provinces_seen
from .models import Campaign

workspace = workspace_of(Vendor.DoesNotExist, Campaign.DoesNotExist)


def payers_view(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hands whoever sees provinces' campaigns to the view."""

    @never_cache
    @login_required
    @functools.wraps(view)
    def guarded(request: HttpRequest, **captured: Any) -> HttpResponseBase:
        user = cast("User", request.user)
        if not provinces_seen(user).exists():
            raise PermissionDenied
        try:
            return view(request, user, **captured)
        except ObjectDoesNotExist as error:
            raise Http404 from error

    return guarded


def office_frame(user: User) -> str:
    """The programme office for its members; a province's publishers have no rooms there."""
    is_officer = provinces_for(user).exists()
    return "vouchers/in_office.html" if is_officer else "vouchers/of_publishers.html"
