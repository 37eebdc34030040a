"""SEARCH_URL of a cluster: hosts, who we are there, and what our indexes are called.

``https://user:password@host:9200/prefix``; several hosts by commas; in the query ``api_key`` (instead
of user and password) and ``ca_certs`` (a file). What is special in a URL is written with ``%``.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_PORTS = {"http": 9200, "https": 9200}
#: What a cluster takes as the beginning of an index's name.
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
_DEFAULT_PREFIX = "ocop"
_KNOWN = {"api_key", "ca_certs"}


@dataclass(frozen=True)
class Address:
    """``options`` are those of the client."""

    hosts: tuple[str, ...]
    prefix: str
    options: tuple[tuple[str, Any], ...] = ()


def read_address(url: str) -> Address:
    """Raises ImproperlyConfigured, without the secrets, where it says something unknown."""
    parts = urlsplit(url)
    who, at, where = parts.netloc.rpartition("@")
    hosts = tuple(_host(parts.scheme, host) for host in where.split(",") if host)
    prefix = parts.path.strip("/") or _DEFAULT_PREFIX
    asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
    if parts.scheme not in _PORTS or not hosts or asked.keys() - _KNOWN:
        raise ImproperlyConfigured(
            "SEARCH_URL of a cluster is http(s)://[user:password@]host[,host]/prefix"
            "[?api_key=…&ca_certs=…]"
        )
    if not _PREFIX.fullmatch(prefix):
        raise ImproperlyConfigured(f"SEARCH_URL: {prefix!r} cannot begin the name of an index")
    options: dict[str, Any] = {name: values[0] for name, values in asked.items()}
    if at:
        user, _colon, password = who.partition(":")
        options["basic_auth"] = (unquote(user), unquote(password))
    return Address(hosts=hosts, prefix=prefix, options=tuple(sorted(options.items())))


def _host(scheme: str, host: str) -> str:
    has_port = re.search(r":\d+$", host)
    return f"{scheme}://{host}" if has_port else f"{scheme}://{host}:{_PORTS[scheme]}"
