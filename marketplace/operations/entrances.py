"""The one entrance: every other sign-in page leads to it and gives no session by itself."""

import functools
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

_LOOKING = ("GET", "HEAD")
#: Upstream links a user to a partner, with a permission, on GET: "to make Undo link […] work".
_WRITE_ON_GET = {"partner-user-link"}


@never_cache
def to_sign_in(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """To our sign-in page, keeping a local ``next``; somebody signed in already lacks the role: 403."""
    if request.user.is_authenticated:
        raise PermissionDenied
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=None):
        target = _home_of(request.path)
    return redirect_to_login(target)


@never_cache
def to_password_reset(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """Other packages' password pages: ours is the only one that sends a link."""
    return redirect("account_reset_password")


@never_cache
def to_password_change(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """And the only one that changes it."""
    return redirect("account_change_password")


def operators_look(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Staff may look; the anonymous sign in first, others are refused, and nobody writes (405).

    Upstream's forms set stock, prices, order statuses and what is public without our services'
    rules and without an audit entry. The answer says where each of these is done.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.is_staff:
            raise PermissionDenied
        if request.method not in _LOOKING or _name_of(request) in _WRITE_ON_GET:
            return HttpResponseNotAllowed(
                _LOOKING, render_to_string("look_only.html", request=request)
            )
        return view(request, *args, **kwargs)

    return guarded


def _name_of(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name if match else None) or ""


def _home_of(path: str) -> str:
    """``/cms/login/`` was on the way to ``/cms/``."""
    return path.rstrip("/").rsplit("/", 1)[0] + "/"
