"""A request without its reader: what a shared page may know."""

from typing import Any

from django.http import HttpRequest

#: Of all that a browser sends. The proxy's own headers say whose request it is to rate limits.
_KNOWN = {
    "HTTP_HOST",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PROTO",
}
#: What a page that answers htmx with a part of itself goes by.
HTMX = ("HTTP_HX_REQUEST", "HTTP_HX_BOOSTED", "HTTP_HX_HISTORY_RESTORE_REQUEST")


def forget_reader(request: HttpRequest, *, htmx: bool) -> None:
    """Takes cookies and every header off that could make two readers' pages differ."""
    known = _KNOWN.union(HTMX) if htmx else _KNOWN
    kept: dict[str, Any] = {
        name: value
        for name, value in request.META.items()
        if not name.startswith("HTTP_") or name in known
    }
    request.META = kept
    request.__dict__.pop("headers", None)
    request.COOKIES = {}
