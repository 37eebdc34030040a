"""Addresses of pages: the same page in the other language, the absolute one for search engines."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language

from marketplace.kernel.templating.drawing import at_a_place
from marketplace.kernel.templating.place import Place

register = template.Library()

_PREFIX = "/en"


@register.simple_tag(takes_context=True)
def page_in(context: dict[str, Any], language: str) -> str:
    """The path of this page in ``language``, filters kept; the front page where there is none.

    A page whose address differs by language says where it is in each by ``pages_in``.
    """
    return _page_in(get_language() or "", context, language)


def _page_in(spoken: str, context: Any, language: str) -> str:
    stated: dict[str, str] = context.get("pages_in") or {}
    if language in stated:
        return stated[language]
    request: HttpRequest | None = context.get("request")
    return "/" if request is None else _in(language, spoken, request, request.get_full_path())


@at_a_place(page_in)
def _page_in_at(place: Place, context: Any, language: str) -> str:
    return _page_in(place[0] or "", context, language)


@register.simple_tag(takes_context=True)
def absolute_page_in(context: dict[str, Any], language: str) -> str:
    """The absolute address of this page in ``language`` without its query: canonical, hreflang."""
    return _absolute_page_in(get_language() or "", context, language)


@at_a_place(absolute_page_in)
def _absolute_page_in_at(place: Place, context: Any, language: str) -> str:
    return _absolute_page_in(place[0] or "", context, language)


def _absolute_page_in(spoken: str, context: Any, language: str) -> str:
    request: HttpRequest | None = context.get("request")
    path = "/" if request is None else _in(language, spoken, request, request.path)
    return settings.SITE_URL.rstrip("/") + path


@register.simple_tag
def absolute_address(address: str) -> str:
    """An address within this site with its host, for readers elsewhere; others as they are."""
    return settings.SITE_URL.rstrip("/") + address if address.startswith("/") else address


def _in(language: str, spoken: str, request: HttpRequest, address: str) -> str:
    """English pages stand under ``/en``; asking the resolver five times a page would cost more than
    the rest of the frame, so each route is asked once.
    """
    match = request.resolver_match
    if language == spoken or match is None or not _has_twin(match.route, spoken, request.path):
        return address
    if language == "en":
        return _PREFIX + address
    return address.removeprefix(_PREFIX) or "/"


_twins: dict[tuple[str, str], bool] = {}


def _has_twin(route: str, spoken: str, path: str) -> bool:
    """Whether pages of a route exist in the other language."""
    known = _twins.get((route, spoken))
    if known is None:
        other = "vi" if spoken == "en" else "en"
        known = _twins[route, spoken] = translate_url(path, other) != path
    return known
