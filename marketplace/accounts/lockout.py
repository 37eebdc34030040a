"""What django-axes asks: whose sign-in was tried, and what a locked-out person sees."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers


def tried_email(request: HttpRequest, credentials: dict[str, Any] | None) -> str | None:
    """The e-mail of an attempt, as counted: allauth passes ``email``, Django's views ``username``."""
    given = credentials or {}
    email = given.get("email") or given.get("username") or request.POST.get("login")
    return str(email).strip().lower()[:255] if email else None


def locked_out(
    request: HttpRequest,
    _original: HttpResponse | None = None,
    _credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """429 with what to do next: wait, or set a new password."""
    response = render(request, "account/locked_out.html", status=429)
    response["Retry-After"] = "3600"
    add_never_cache_headers(response)
    return response
