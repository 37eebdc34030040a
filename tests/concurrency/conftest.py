"""Databases that many threads write to at once: a PostgreSQL of the tests' own, an SQLite file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from tests.database import copy_of_prepared
from tests.default_connection import default_connection


@pytest.fixture
def on_sqlite(tmp_path: Path, django_test_environment, django_db_blocker) -> Iterator[None]:
    """Every thread of this process works on one SQLite file during the test."""
    path = copy_of_prepared(tmp_path / "shared")
    with django_db_blocker.unblock(), default_connection(f"sqlite:///{path}"):
        yield


@pytest.fixture(autouse=True)
def _in_vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield
