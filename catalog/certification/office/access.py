"""The wall around the office: no role is a 403, what lies outside its provinces a 404.

Every member reads; what a role may write, the services decide for the province at hand. Here a
member who writes in no office at all is stopped before anything is read from the form.
"""

import functools
from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from marketplace.accounts.models import User
from marketplace.accounts.selectors import is_national, provinces_for, writes_for_office


def office_view(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hands the officer to the view; objects that its selectors do not give are not found."""

    @never_cache
    @login_required
    @functools.wraps(view)
    def guarded(request: HttpRequest, **captured: Any) -> HttpResponseBase:
        user = cast("User", request.user)
        if not (is_national(user) or provinces_for(user).exists()):
            raise PermissionDenied
        if request.method == "POST" and not writes_for_office(user):
            raise PermissionDenied
        try:
            return view(request, user, **captured)
        except ObjectDoesNotExist as error:
            raise Http404 from error

    return guarded
