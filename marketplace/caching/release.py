"""Which program made a page: a changed template, translation or setting is another release."""

import functools
import hashlib
from pathlib import Path

from django.conf import settings

_PACKAGES = ("marketplace", "catalog", "storefront", "cms", "search")
_KINDS = {".py", ".html", ".txt", ".xml", ".po", ".css", ".js", ".svg"}
#: Settings that stand in pages.
_SETTINGS = (
    "SITE_URL",
    "STATIC_URL",
    "MEDIA_URL",
    "DEMO",
    "MEDIA_ORIGINS",
    "LANGUAGE_CODE",
    "OPERATOR_NAME",
    "OPERATOR_ADDRESS",
    "OPERATOR_TAX_CODE",
    "OPERATOR_EMAIL",
    "OPERATOR_PHONE",
)


@functools.cache
def release() -> str:
    """The same on every host that runs the same files; read once a process (40 ms)."""
    digest = hashlib.blake2b(digest_size=8)
    for name in _SETTINGS:
        digest.update(repr(getattr(settings, name, None)).encode())
    for path in _files():
        digest.update(path.relative_to(settings.BASE_DIR).as_posix().encode() + b"\0")
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> list[Path]:
    found = [settings.BASE_DIR / "requirements.txt"]
    for package in (*_PACKAGES, "locale"):
        found += (
            path
            for path in (settings.BASE_DIR / package).rglob("*")
            if path.suffix in _KINDS and path.is_file()
        )
    return sorted(found)
