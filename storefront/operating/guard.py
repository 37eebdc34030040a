"""The wall around the operators' office: nobody but staff with a permission for one of its rooms."""

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
from storefront.refunds.models import Refund

View = Callable[..., HttpResponseBase]


def operators(may_enter: Callable[[User], bool]) -> Callable[[View], View]:
    """Hands the user to the view. Others are refused (403) before anything is looked up."""

    def guard(view: View) -> View:
        @never_cache
        @login_required
        @functools.wraps(view)
        def guarded(request: HttpRequest, **captured: Any) -> HttpResponseBase:
            user = cast("User", request.user)
            if not may_enter(user):
                raise PermissionDenied
            if needs_second_factor(user) and not gave_second_factor(request, user):
                raise PermissionDenied
            try:
                return view(request, user, **captured)
            except Refund.DoesNotExist as error:
                raise Http404 from error

        return guarded

    return guard
