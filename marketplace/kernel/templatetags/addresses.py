"""Addresses of pages: the same page in the other language, the absolute one for search engines."""

from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url

register = template.Library()


@register.simple_tag(takes_context=True)
def page_in(context: dict[str, Any], language: str) -> str:
    """The path of this page in ``language``, filters kept; the front page where there is none."""
    request: HttpRequest | None = context.get("request")
    if request is None:
        return "/"
    return str(translate_url(request.get_full_path(), language))


@register.simple_tag(takes_context=True)
def absolute_page_in(context: dict[str, Any], language: str) -> str:
    """The absolute address of this page in ``language`` without its query: canonical, hreflang."""
    request: HttpRequest | None = context.get("request")
    path = "/" if request is None else request.path
    return settings.SITE_URL.rstrip("/") + str(translate_url(path, language))


@register.simple_tag
def absolute_address(address: str) -> str:
    """An address within this site with its host, for readers elsewhere; others as they are."""
    return settings.SITE_URL.rstrip("/") + address if address.startswith("/") else address
