"""The public verification of certificates, and papers for those who may open them."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marketplace.caching.pages import shared_page
from marketplace.kernel import clock
from marketplace.kernel.client import client_ip
from marketplace.kernel.ratelimit import allow

from . import qr
from .caching import forget_the_reader
from .models import Certificate
from .selectors import documents_for
from .verification import Found, find, verify

#: A shop assistant scanning labels stays below it; somebody trying codes does not.
CHECKS_PER_MINUTE = 60
#: A sheet of labels loads many pictures at once; they must not use up the checks.
PICTURES_PER_MINUTE = 300
QR_SECONDS = 86_400
TYPED_LIMIT = 60


class _View(Protocol):
    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase: ...


def _limited(scope: str, limit: int) -> Callable[[_View], _View]:
    """At most ``limit`` a minute from one address, over all views of the same scope."""

    def decorate(view: _View) -> _View:
        @wraps(view)
        def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if allow(scope, client_ip(request), limit=limit, seconds=60):
                return view(request, *args, **kwargs)
            answer = render(request, "certification/too_many.html", status=429)
            answer["Retry-After"] = "60"
            return answer

        return limited

    return decorate


_checks = _limited("verify", CHECKS_PER_MINUTE)
_pictures = _limited("verify-qr", PICTURES_PER_MINUTE)


@shared_page()
@require_safe
@_checks
def verify_form(request: HttpRequest) -> HttpResponseBase:
    """A form for a code; what was typed leads to its page."""
    typed = request.GET.get("code", "").strip()[:TYPED_LIMIT]
    if not typed:
        return render(request, "certification/verify.html")
    found = find(typed)
    if len(found.codes) == 1:
        return HttpResponseRedirect(reverse("certification:verify_code", args=found.codes))
    return _several_or_none(request, typed, found)


@shared_page()
@require_safe
@_checks
def verify_code(request: HttpRequest, code: str) -> HttpResponseBase:
    """One certificate in words. Another spelling, or the official code, redirects here (301)."""
    found = find(code[:TYPED_LIMIT])
    if len(found.codes) == 1 and found.codes[0] != code:
        return redirect("certification:verify_code", found.codes[0], permanent=True)
    if found.certificate is None:
        return _several_or_none(request, code[:TYPED_LIMIT], found)
    verification = verify(found.certificate, on=clock.today())
    return render(request, "certification/certificate.html", {"verification": verification})


def _several_or_none(request: HttpRequest, typed: str, found: Found) -> HttpResponseBase:
    status = 200 if found.codes else 404
    return render(
        request, "certification/verify.html", {"typed": typed, "found": found}, status=status
    )


@require_safe
@_pictures
def qr_code(request: HttpRequest, code: str, kind: str) -> HttpResponseBase:
    """The QR code as ``svg`` or ``png``; only of a certificate that exists, under its own code."""
    forget_the_reader(request)
    if not Certificate.objects.filter(code=code).exists():
        raise Http404
    body, content_type = (
        (qr.as_svg(code), "image/svg+xml") if kind == "svg" else (qr.as_png(code), "image/png")
    )
    return HttpResponse(
        body,
        content_type=content_type,
        headers={
            "Cache-Control": f"public, max-age={QR_SECONDS}",
            "Content-Disposition": f'inline; filename="{code}.{kind}"',
        },
    )


@require_safe
@login_required
def document(request: HttpRequest, public_id: str) -> FileResponse:
    """A paper as a download, for those whom the selector lets see it; 404 for everybody else."""
    paper = get_object_or_404(documents_for(request.user), public_id=public_id)
    try:
        content = paper.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    return FileResponse(
        content,
        as_attachment=True,
        filename=paper.original_name,
        content_type=paper.content_type,
        headers={"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"},
    )
