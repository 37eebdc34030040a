"""A database for one module: what it makes, its tests share and nobody else sees."""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.database import copy_of_prepared
from tests.default_connection import default_connection


@contextlib.contextmanager
def own_copy() -> Iterator[Path]:
    """Within, the default connection works on a fresh copy of the prepared file."""
    with tempfile.TemporaryDirectory() as directory:
        path = copy_of_prepared(Path(directory))
        with default_connection(f"sqlite:///{path}"):
            yield path
