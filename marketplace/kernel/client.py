"""Whose request this is: the address that lock-outs and rate limits count by. It is never logged."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 – a name for "not known", nothing listens on it


def client_ip(request: HttpRequest) -> str:
    """The client's address as our own proxies saw it.

    With TRUSTED_PROXIES = n the n-th entry from the right of X-Forwarded-For counts (each proxy
    appends whom it saw; what stands further left is the client's own claim). Without proxies the
    header is ignored. Anything that is no address is ``0.0.0.0``, one bucket for all of them.
    """
    claimed = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        hops = request.headers.get("X-Forwarded-For", "").split(",")
        claimed = hops[-min(settings.TRUSTED_PROXIES, len(hops))].strip()
    try:
        return str(ipaddress.ip_address(claimed))
    except ValueError:
        return UNKNOWN
