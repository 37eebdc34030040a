"""Which engine this installation uses: the setting SEARCH_URL says."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .embedded.engine import EmbeddedEngine
from .protocol import Engine


def _embedded(_url: str, root: Path) -> Engine:
    return EmbeddedEngine(root)


#: Scheme of SEARCH_URL → how such an engine is made.
ENGINES: dict[str, Callable[[str, Path], Engine]] = {"embedded": _embedded}


def current_engine() -> Engine:
    """The engine of this process; the same object as long as the settings say the same."""
    return _made(settings.SEARCH_URL, str(settings.SEARCH_ROOT))


def engine_named(name: str) -> Engine:
    """For commands: ``name`` is a scheme, or empty for the current one. Raises KeyError."""
    if not name or name == urlsplit(settings.SEARCH_URL).scheme:
        return current_engine()
    return ENGINES[name](f"{name}://", Path(settings.SEARCH_ROOT))


@functools.lru_cache(maxsize=4)
def _made(url: str, root: str) -> Any:
    scheme = urlsplit(url).scheme
    if scheme not in ENGINES:
        raise ImproperlyConfigured(f"SEARCH_URL names no engine: {scheme or url!r}")
    return ENGINES[scheme](url, Path(root))
