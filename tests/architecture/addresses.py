"""Every address of the resolver in one spelling: ``/verify/<code>/qr.svg``."""

import re
from collections.abc import Iterator

from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, URLPattern
from django.utils import translation

_NAMED_GROUP = re.compile(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")
_CONVERTER = re.compile(r"<(?:\w+:)?(\w+)>")


def addresses() -> list[str]:
    """In Vietnamese, without a prefix, whatever language a test before has left active."""
    with translation.override("vi"):
        return sorted(set(_walk(get_resolver(), "/")))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for one in resolver.url_patterns:
        address = prefix + _part(one)
        if isinstance(one, URLResolver):
            yield from _walk(one, address)
        else:
            yield address


def _part(one: URLPattern | URLResolver) -> str:
    route = str(one.pattern)
    if isinstance(one.pattern, RegexPattern):
        route = _NAMED_GROUP.sub(r"<\1>", route.removeprefix("^").removesuffix("$"))
        return route.replace("\\", "").removesuffix("Z")
    return _CONVERTER.sub(r"<\1>", route)
