"""Point the whole process, every thread of it, at another database for a while."""

import contextlib
from collections.abc import Iterator

import environ
from django.contrib.contenttypes.models import ContentType
from django.contrib.sites.models import Site
from django.core.cache import cache
from django.db import connections


@contextlib.contextmanager
def default_connection(url: str) -> Iterator[None]:
    """Django's default database is ``url`` within; threads started within close their own.

    For tests without the ``db`` fixtures: what is written is committed.
    """
    earlier, earlier_settings = connections["default"], connections.settings["default"]
    wanted = environ.Env.db_url_config(url)
    if wanted["ENGINE"] == earlier_settings["ENGINE"]:
        wanted = earlier_settings | wanted | {"OPTIONS": earlier_settings["OPTIONS"]}
    earlier.close()
    connections.settings["default"] = connections.configure_settings({"default": wanted})["default"]
    del connections["default"]
    _forget()
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"] = earlier_settings
        connections["default"] = earlier
        _forget()


def _forget() -> None:
    """What the process remembers of the other database's rows."""
    ContentType.objects.clear_cache()
    Site.objects.clear_cache()
    cache.clear()
