"""The version stamp of everything shown: one small query, changed with the rows themselves.

A page is kept under the stamp that was read *before* its rows: what changes meanwhile has another
stamp, so that nothing old is ever found under the new one (docs/caching.md).
"""

import hashlib
import threading
from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from .models import ReferenceStamp, Stamp
from .release import release

_TABLE = Stamp._meta.db_table
_READ = (
    "SELECT SUM(value), COUNT(*),"  # noqa: S608
    f" (SELECT SUM(value) FROM {ReferenceStamp._meta.db_table}) FROM {_TABLE}"
)
_FOLD = (
    f"WITH gone AS (DELETE FROM {_TABLE} WHERE id IN"  # noqa: S608
    f" (SELECT id FROM {_TABLE} FOR UPDATE SKIP LOCKED) RETURNING value)"
    f" INSERT INTO {_TABLE} (value) SELECT (SUM(value) % 4611686018427387904)::bigint FROM gone"
    " HAVING COUNT(*) > 0"
)
#: Where writers add rows (PostgreSQL), readers fold so many into one.
_FOLD_FROM = 200

_seen = threading.local()
_parts: dict[str, Callable[[], str]] = {}


def register_part(name: str, version: Callable[[], str]) -> None:
    """Something outside the database that pages show, such as a search index.

    ``version()`` answers at once with the version that a page rendered from now on will show, or an
    older one; it never comes back to one that it left.
    """
    _parts[name] = version


def read() -> int:
    """As committed now; within a transaction, with its own changes. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        value, count, reference = cursor.fetchone()
    _seen.reference = int(reference or 0)
    if count > _FOLD_FROM:
        _fold()
    return int(value or 0)


def reference() -> int:
    """The stamp of reference data as this thread last saw it: the key of what is held in memory.

    No query, but for a thread's first: each shared page reads it with its own stamp before any row,
    so it never shows what is older. Other pages are as fresh as the thread's last shared one.
    """
    if not hasattr(_seen, "reference"):
        read()
    return int(_seen.reference)


def held_for() -> tuple[str, int]:
    """The database and ``reference()``: the key of what is held in memory of its rows."""
    return str(connections.settings[DEFAULT_DB_ALIAS]["NAME"]), reference()


def digest(*more: str) -> str:
    """Twenty hexadecimal digits for the rows, the other parts and the program as they are now."""
    told = [str(read()), release()]
    told += [f"{name}={version()}" for name, version in sorted(_parts.items())]
    return hashlib.blake2b("\0".join([*told, *more]).encode(), digest_size=10).hexdigest()


def _fold() -> None:
    """Many rows become one of the same sum: no stamp changes. Of two readers each folds its own."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_FOLD)
