"""The wall around payouts: staff with the permission, in a session that saw a second factor."""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from marketplace.accounts.models import User
from marketplace.accounts.second_factor import gave_second_factor, needs_second_factor
from storefront.ledger.models import PayoutRun
from storefront.ledger.roles import VIEW, may

View = Callable[..., HttpResponseBase]


def operators(view: View) -> View:
    """Hands the user to the view. Others are refused (403), also before anything is looked up."""

    @never_cache
    @login_required
    @functools.wraps(view)
    def guarded(request: HttpRequest, **captured: Any) -> HttpResponseBase:
        user = cast("User", request.user)
        if not may(user, VIEW):
            raise PermissionDenied
        if needs_second_factor(user) and not gave_second_factor(request, user):
            raise PermissionDenied
        try:
            return view(request, user, **captured)
        except PayoutRun.DoesNotExist as error:
            raise Http404 from error

    return guarded
