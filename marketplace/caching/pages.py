"""How a view says that its page is the same for everybody."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, get_urlconf, resolve
from django.utils import translation
from django.utils.translation import get_language_from_path

View = TypeVar("View", bound=Callable[..., Any])

#: A longer query string is answered and not kept.
LONGEST_QUERY = 256
#: Longer addresses are none of ours.
_LONGEST_PATH = 512
#: What campaigns and social networks append; no page of ours reads it.
_TRACKING = re.compile(r"(?:^|&)(?:utm_[a-z_]+|fbclid|gclid|zarsrc|zalo_[a-z_]+|mc_[ce]id)=[^&]*")


@dataclass(frozen=True)
class SharedPage:
    """``parameters``: all that the page reads of its query; ``htmx``: it answers htmx with a part.

    ``unless`` tells requests that need their reader; it reads watched tables.
    """

    parameters: frozenset[str]
    htmx: bool
    unless: Callable[[HttpRequest], bool] | None

    def keeps(self, query: str) -> bool:
        """Whether a page with this query may take room in the cache: known parameters only."""
        if not query:
            return True
        if len(query) > LONGEST_QUERY:
            return False
        names = {name for name, _value in parse_qsl(query, keep_blank_values=True)}
        return names <= self.parameters


@dataclass(frozen=True)
class Found:
    """The shared page at an address, and the name of its route for the log."""

    page: SharedPage
    route: str
    language: str


def shared_page(
    *,
    parameters: Collection[str] = (),
    htmx: bool = False,
    unless: Callable[[HttpRequest], bool] | None = None,
) -> Callable[[View], View]:
    """The outermost decorator of a view whose page is the same bytes for all.

    The view meets a request without a reader: no cookies, no session, nobody signed in, no header
    but the host's (and htmx's, with ``htmx``). It may read the rows of watched tables, the day and
    the parameters named here. Its forms carry no token and post to views under ``same_origin``.
    """

    def decorate(view: View) -> View:
        view.shared_page = SharedPage(frozenset(parameters), htmx, unless)  # type: ignore[attr-defined]
        return view

    return decorate


def find_shared_page(path: str) -> Found | None:
    """The shared page that answers this path, if one does."""
    if len(path) > _LONGEST_PATH:
        return None
    return _find(path, get_urlconf() or settings.ROOT_URLCONF)


@lru_cache(maxsize=4096)
def _find(path: str, urlconf: str) -> Found | None:
    language = get_language_from_path(path) or settings.LANGUAGE_CODE
    with translation.override(language):
        try:
            match = resolve(path, urlconf)
        except Resolver404:
            return None
    page = getattr(match.func, "shared_page", None)
    return Found(page, match.view_name or match.route, language) if page else None


def without_tracking(query: str) -> str:
    """The query without what others append to addresses that they send on."""
    if "=" not in query:
        return query
    return _TRACKING.sub("", query).lstrip("&")
