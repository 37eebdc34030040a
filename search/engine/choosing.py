"""Which engine this installation uses: the setting SEARCH_URL says."""

import contextlib
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from .embedded.engine import EmbeddedEngine
from .embedded.generations import WRITER_LOCK
from .locks import held_by_database, held_file
from .protocol import Engine


def _embedded(_url: str, root: Path) -> Engine:
    return EmbeddedEngine(root)


def _elastic(url: str, root: Path) -> Engine:
    # Its client takes half a second to import: only who uses a cluster pays for it.
    from .elastic.address import read_address  # noqa: PLC0415
    from .elastic.engine import ElasticEngine  # noqa: PLC0415

    address = read_address(url)

    def exclusively() -> contextlib.AbstractContextManager[None]:
        """Hosts that share a database share its lock; with SQLite there is one host."""
        if connection.vendor == "postgresql":
            return held_by_database(f"search {address.prefix}")
        return held_file(root / WRITER_LOCK)

    return ElasticEngine(address, exclusively=exclusively)


#: Scheme of SEARCH_URL → how such an engine is made.
ENGINES: dict[str, Callable[[str, Path], Engine]] = {
    "embedded": _embedded,
    "http": _elastic,
    "https": _elastic,
}
#: What commands may name: the current engine, or the one that needs no address.
NAMES = ("elasticsearch", "embedded")


def current_engine() -> Engine:
    """The engine of this process; the same object as long as the settings say the same."""
    return _made(settings.SEARCH_URL, str(settings.SEARCH_ROOT))


def engine_named(name: str) -> Engine:
    """For commands: empty is the current one. Raises ImproperlyConfigured where it has no address."""
    current = current_engine()
    if not name or name == current.name:
        return current
    if name != "embedded":
        raise ImproperlyConfigured(f"SEARCH_URL names no cluster of {name}.")
    return EmbeddedEngine(Path(settings.SEARCH_ROOT))


@functools.lru_cache(maxsize=4)
def _made(url: str, root: str) -> Any:
    scheme = urlsplit(url).scheme
    if scheme not in ENGINES:
        raise ImproperlyConfigured(f"SEARCH_URL names no engine: {scheme or url!r}")
    return ENGINES[scheme](url, Path(root))
