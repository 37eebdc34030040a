"""Form posts without a token, from pages that are the same bytes for everybody.

Such a page cannot carry a token of its reader's own. Instead the browser's own word is taken for
where the form was: Sec-Fetch-Site, Origin, or for old browsers the Referer (docs/security.md).
"""

import functools
import logging
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

View = TypeVar("View", bound=Callable[..., Any])
logger = logging.getLogger("django.security.csrf")

_READING = {"GET", "HEAD", "OPTIONS", "TRACE"}


def same_origin(view: View) -> View:
    """The outermost decorator of a view that a token-less form posts to.

    Anything that is not plainly from a page of this site gets 403 in words and changes nothing. It
    takes the place of Django's token for this view alone, so the view must do nothing that needs
    more proof than a press on a button of ours.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_trial = getattr(request, "_dont_enforce_csrf_checks", False)  # Django's test client
        if request.method in _READING or is_trial or is_from_here(request):
            return view(request, *args, **kwargs)
        logger.warning("a post from elsewhere, or from nowhere, was refused")
        answer = render(request, "403_origin.html", status=403)
        answer["Cache-Control"] = "private, no-store"
        return answer

    return csrf_exempt(guarded)  # type: ignore[return-value]


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of this very origin sent the request.

    Whatever it says must agree: Sec-Fetch-Site ``same-origin`` (a sibling host is elsewhere), an
    Origin of ours. A Referer of ours counts only where neither is sent. Silence is a refusal.
    """
    site = request.META.get("HTTP_SEC_FETCH_SITE")
    origin = request.META.get("HTTP_ORIGIN")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return origin in _origins(request)
    if site is not None:
        return True
    return _origin_of(request.META.get("HTTP_REFERER", "")) in _origins(request)


def _origins(request: HttpRequest) -> set[str]:
    """This site under the name by which it was asked, and those that the operator trusts."""
    trusted = {origin for origin in settings.CSRF_TRUSTED_ORIGINS if "*" not in origin}
    return {f"{request.scheme}://{request.get_host()}", *trusted}


def _origin_of(address: str) -> str | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc or "@" in parts.netloc:
        return None
    return f"{parts.scheme}://{parts.netloc}"
