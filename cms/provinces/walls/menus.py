"""Menus without what the gate would refuse."""

from typing import Any

from django.http import HttpRequest

from .gate import is_open, is_walled


def without_shut(request: HttpRequest, items: list[Any]) -> None:
    """For Wagtail's ``construct_…_menu`` and ``construct_search``; a superuser's stay whole."""
    if is_walled(request.user):
        items[:] = [item for item in items if is_open(str(item.url))]
