"""What every request passes: an id, one line in the log, a policy for its page."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from functools import lru_cache
from http import HTTPStatus

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware, PolicyParts
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

from marketplace.kernel.addresses import settings_generation
from marketplace.kernel.logs import request_id, route_of

from .policies import ADMINISTRATION, administration, policy_for, preview, shop

_ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
access = logging.getLogger("marketplace.access")


class RequestIdMiddleware:
    """Takes the proxy's X-Request-ID where it is well-formed, else makes one; answers with it.

    Leaves one line per request: method, the route's name (an address may carry a token), status,
    milliseconds. No query, no person, no client address. A probe that passed is of no interest.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        identifier = given if _ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(identifier)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            self._tell(request, response, began)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = identifier
        return response

    @staticmethod
    def _tell(request: HttpRequest, response: HttpResponseBase, began: float) -> None:
        fields = {
            "method": request.method if request.method in _METHODS else "other",
            "route": route_of(request),
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }
        passed = fields["route"] in _PROBES and response.status_code == HTTPStatus.OK
        access.log(logging.DEBUG if passed else logging.INFO, "request", extra={"fields": fields})


_PROBES = {"healthz", "readyz"}
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class RefusedMethodMiddleware:
    """Words for a visitor who opened an address that only takes a form; Django's answer is empty."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if (
            isinstance(response, HttpResponseNotAllowed)
            and request.method == "GET"
            and request.accepts("text/html")
            and not response.content
        ):
            response.content = render_to_string("405.html", request=request)
        return response


class ContentSecurityPolicyMiddleware(CSPMiddleware):
    """django-csp with the policy of operations/policies.py; an answer's own header stays."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if not report_only and parts.config is None:
            asked_by_wagtail = getattr(request, "is_dummy", False)
            parts.config = preview() if asked_by_wagtail else policy_for(request.path)
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """A policy that nothing in the request or the answer changes is written down once."""
        if _has_own_policy(request, response):
            return super().process_response(request, response)
        is_preview = bool(getattr(request, "is_dummy", False))
        is_administration = bool(ADMINISTRATION.match(request.path))
        response[HEADER] = _written(is_preview, is_administration, settings_generation())
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]
        return response


def _has_own_policy(request: HttpRequest, response: HttpResponseBase) -> bool:
    """A header, a decorator's word, a nonce, a policy in the settings, an error page of Django's."""
    return (
        HEADER in response
        or any(name.startswith("_csp") for name in response.__dict__)
        or hasattr(request, "_csp_nonce")
        or settings.DEBUG
        or hasattr(settings, "CONTENT_SECURITY_POLICY")
        or hasattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY")
    )


@lru_cache(maxsize=8)
def _written(is_preview: bool, is_administration: bool, _settings: int) -> str:
    if is_preview:
        return str(build_policy(preview()))
    return str(build_policy(administration() if is_administration else shop()))
