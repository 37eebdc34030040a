"""Every address that the resolver knows, with something put in for its variables."""

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation
from django.utils.regex_helper import normalize


class Address(NamedTuple):
    """``form``: the path with ``%(variable)s`` for each of ``variables``."""

    path: str
    name: str
    pattern: URLPattern
    form: str
    variables: tuple[str, ...]


def addresses(language: str = "vi", fill: str = "1") -> Iterator[Address]:
    """All of them as ``language`` sees them, variables filled with ``fill``."""
    with translation.override(language):
        yield from _walk(get_resolver(), "", (), fill)


def _walk(
    resolver: URLResolver, before: str, spaces: tuple[str, ...], fill: str
) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        regex = before + str(pattern.pattern.regex.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, regex.removesuffix(r"\Z"), inside, fill)
        else:
            name = ":".join([*spaces, pattern.name]) if pattern.name else ""
            # One path for each way in which the expression can be written.
            for form, names in normalize(regex):
                path = form % dict.fromkeys(names, fill)
                yield Address("/" + path, name, pattern, "/" + form, tuple(names))
