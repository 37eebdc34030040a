"""Ends sessions that lack the second factor which their user needs by now."""

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .second_factor import SecondFactorMissing, gave_second_factor, has_staff_role

#: Where a role other than ``is_staff`` opens something. Elsewhere such a person is a plain customer,
#: and no shop page pays for looking up memberships.
STAFF_PATHS = re.compile(r"^/(?:en/)?(?:cms|django-admin|dashboard|office|documents)(?:/|$)")


class SecondFactorMiddleware:
    """After AuthenticationMiddleware: a session begun before its user became staff ends here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.STAFF_SECOND_FACTOR_REQUIRED and self._lacks_it(request):
            logout(request)
            return redirect("accounts:second_factor_missing")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, SecondFactorMissing):
            return redirect("accounts:second_factor_missing")
        return None

    @staticmethod
    def _lacks_it(request: HttpRequest) -> bool:
        user = request.user
        if isinstance(user, AnonymousUser) or gave_second_factor(request, user):
            return False
        if user.is_staff or user.is_superuser:
            return True
        return bool(STAFF_PATHS.match(request.path)) and has_staff_role(user)
