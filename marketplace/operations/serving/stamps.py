"""Remembers under DATA_DIR which work has been done on which ingredients."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def fingerprint(paths: Iterable[Path], *extra: str) -> str:
    """A digest of files' names and bytes and of further strings."""
    digest = hashlib.sha256()
    for text in extra:
        digest.update(text.encode() + b"\0")
    for path in sorted(paths):
        digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _path(name: str) -> Path:
    return Path(settings.DATA_DIR) / "stamps" / name


def is_done(name: str, value: str) -> bool:
    """Whether ``name`` was last done on exactly these ingredients."""
    path = _path(name)
    return path.exists() and path.read_text() == value


def mark_done(name: str, value: str) -> None:
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(value)


def forget(name: str) -> None:
    """As if it had never been done: for work whose result lay in a database that is gone."""
    _path(name).unlink(missing_ok=True)
