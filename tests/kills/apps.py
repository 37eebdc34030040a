"""Listens to what the process says to the database, and kills it at the point that is named.

A test writes the point's name into a file; the process that meets it takes the file away and is
gone, as by `kill -9`: nothing is cleaned up, nothing is rolled back by us.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created

from .points import POINTS, Point

_BY_NAME = {point.name: point for point in POINTS}


class KillsConfig(AppConfig):
    name = "tests.kills"
    label = "kills"

    def ready(self) -> None:
        connection_created.connect(_listen, dispatch_uid="kills")


def armed_file(data_dir: Path, process: str) -> Path:
    return data_dir / f"kill-{process}"


class Listener:
    """One per connection: counts statements since the point was named."""

    def __init__(self) -> None:
        self.file = armed_file(Path(settings.DATA_DIR), os.environ.get("KILLS_PROCESS", ""))
        self.seen = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        point = self._point()
        if point is None or not point.matches(sql):
            return execute(sql, *rest)
        self.seen += 1
        if self.seen < point.nth:
            return execute(sql, *rest)
        if point.when == "after":
            execute(sql, *rest)
        self.file.unlink()
        os.kill(os.getpid(), signal.SIGKILL)
        return None  # nobody comes here

    def _point(self) -> Point | None:
        try:
            return _BY_NAME.get(self.file.read_text())
        except FileNotFoundError:
            self.seen = 0
            return None


def _listen(connection: Any, **_kwargs: Any) -> None:
    if not any(isinstance(one, Listener) for one in connection.execute_wrappers):
        connection.execute_wrappers.append(Listener())
