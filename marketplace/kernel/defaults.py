"""Whom a command acts for where it is not told: the demonstration says so, nobody else does."""

from collections.abc import Callable
from typing import Any

_found: dict[str, Callable[[], Any]] = {}


def register_default(name: str, find: Callable[[], Any]) -> None:
    """``find`` gives the object, or None where there is none. Called in AppConfig.ready()."""
    _found[name] = find


def default(name: str) -> Any:
    """The object that commands take for ``name``, or None."""
    find = _found.get(name)
    return find() if find else None
