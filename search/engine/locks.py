"""Locks that go with whoever holds them, however that ends: for writers of an index."""

import contextlib
import fcntl
import zlib
from collections.abc import Iterator
from pathlib import Path

from django.db import connections

#: A host that lost its power, or the network, holds no lock for longer than a minute.
_KEEPALIVE = {"tcp_keepalives_idle": 30, "tcp_keepalives_interval": 10, "tcp_keepalives_count": 3}


@contextlib.contextmanager
def held_file(path: Path) -> Iterator[None]:
    """One holder among all processes of this machine; the others wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def held_by_database(name: str) -> Iterator[None]:
    """One holder among all hosts that share the database, on a connection of its own.

    PostgreSQL only, and straight to it: a pooler that shares sessions between transactions would
    give the lock to somebody else.
    """
    connection = connections["default"].copy()
    try:
        with connection.cursor() as cursor:
            for setting, seconds in _KEEPALIVE.items():
                cursor.execute("SELECT set_config(%s, %s, false)", [setting, str(seconds)])
            cursor.execute("SELECT pg_advisory_lock(%s)", [zlib.crc32(name.encode())])
        yield
    finally:
        connection.close()
