"""Addresses within the site, found once: asking Django's resolver for each link of a page takes as
long as the page's queries."""

import functools
from typing import Any

from django.core.signals import setting_changed
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

#: Language, URLconf, prefix of the addresses, generation of the settings.
Here = tuple[str | None, str | None, str, int]

_generation = [0]


def settings_generation() -> int:
    """Another number after a setting was changed, which tests alone do while a process runs."""
    return _generation[0]


def here() -> Here:
    """On what an address depends besides its name and its parts."""
    return get_language(), get_urlconf(), get_script_prefix(), _generation[0]


def address(name: str, *parts: str) -> str:
    """``reverse``, remembered: for few or frequent addresses. Raises NoReverseMatch."""
    return _address(name, parts, here())


def shape(name: str, **marks: str) -> tuple[str, ...]:
    """What stands before, between and after the marks in an address, in their order.

    Each mark must be possible in its place and occur nowhere else. For parts that are safe in an
    address as they are: slugs, public ids.
    """
    return shape_at(here(), name, **marks)


def shape_at(where: Here, name: str, **marks: str) -> tuple[str, ...]:
    """``shape`` where ``here()`` is known."""
    return _shape(name, tuple(marks.items()), where)


@functools.lru_cache(maxsize=4096)
def _address(name: str, parts: tuple[str, ...], _here: Here) -> str:
    return reverse(name, args=parts)


@functools.lru_cache(maxsize=256)
def _shape(name: str, marks: tuple[tuple[str, str], ...], _here: Here) -> tuple[str, ...]:
    rest = reverse(name, kwargs=dict(marks))
    found = []
    for _name, mark in marks:
        before, rest = rest.split(mark)
        found.append(before)
    return (*found, rest)


def _changed(**_more: Any) -> None:
    _generation[0] += 1


setting_changed.connect(_changed)
