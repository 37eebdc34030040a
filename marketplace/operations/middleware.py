"""What every request passes: an id for its log lines, a policy for its page."""

import re
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from marketplace.kernel.logs import request_id

_ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestIdMiddleware:
    """Takes the proxy's X-Request-ID where it is well-formed, else makes one; answers with it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        identifier = given if _ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex
        token = request_id.set(identifier)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = identifier
        return response


from csp.middleware import CSPMiddleware as ContentSecurityPolicyMiddleware  # noqa: E402, F401
