"""Answers that are the same bytes for everybody: cacheable for a moment, by day and language."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from marketplace.kernel import clock

#: Short enough that a revoked certificate is not shown as valid for long.
PAGE_SECONDS = 60


def forget_the_reader(request: HttpRequest) -> None:
    """Middleware looked whose request it is; the answer does not depend on it, so no ``Vary: Cookie``."""
    request.session.accessed = False


def public_page(
    request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponseBase:
    """The page without anything personal: no user, no messages, no cookie.

    Its ETag holds the day, the language and a digest of the bytes; 304 where the reader has them.
    """
    forget_the_reader(request)
    body = render_to_string(template, context | {"request": request}).encode()
    if status != 200:  # noqa: PLR2004
        return HttpResponse(body, status=status, headers={"Cache-Control": "no-cache"})
    digest = hashlib.sha256(body).hexdigest()[:20]
    etag = f'"{clock.today():%Y%m%d}-{get_language()}-{digest}"'
    headers = {"Cache-Control": f"public, max-age={PAGE_SECONDS}", "ETag": etag}
    answer = HttpResponse(body, headers=headers)
    return get_conditional_response(request, etag=etag, response=answer) or answer
