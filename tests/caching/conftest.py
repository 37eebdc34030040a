"""The page cache switched on, and a database of one's own where transactions are real."""

from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.utils import translation

from tests.demo.database import own_copy

MEMORY = {
    "BACKEND": "marketplace.caching.memory.BoundedMemory",
    "LOCATION": "test-pages",
    "OPTIONS": {"MAX_BYTES": 4 * 1024 * 1024},
}


@pytest.fixture
def cache_on(settings) -> Iterator[None]:
    settings.CACHES = settings.CACHES | {"pages": MEMORY}
    caches["pages"].clear()
    yield
    caches["pages"].clear()


@pytest.fixture
def own_database(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Real transactions on a copy of the prepared file."""
    with django_db_blocker.unblock(), own_copy(), translation.override("vi"):
        yield
