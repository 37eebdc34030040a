"""Generations of the index on disk: a directory each, and a pointer file that is replaced atomically.

A rename over a directory that is not empty fails, so nothing is ever renamed but the pointer.
Readers compare it and open anew; what it no longer names goes after a time of grace.
"""

import contextlib
import json
import os
import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from search.engine.locks import held_file

_GRACE_SECONDS = 60
WRITER_LOCK = "writer.lock"


@dataclass(frozen=True)
class Generation:
    name: str
    path: Path


class Generations:
    """Those of one directory, written by a schema of a version."""

    def __init__(self, root: Path, *, version: str) -> None:
        self._root = root
        self._version = version
        self.pointer = root / "current.json"

    def current(self) -> Generation | None:
        """The one to read; None where there is none, or it was written by another schema."""
        try:
            said = json.loads(self.pointer.read_text())
        except (OSError, ValueError):
            return None
        path = self._root / str(said.get("generation", ""))
        if said.get("version") != self._version or not (path / "meta.json").exists():
            return None
        return Generation(path.name, path)

    def begin(self) -> Generation:
        """An empty directory that nobody reads yet."""
        name = f"g{time.strftime('%Y%m%d%H%M%S')}-{secrets.token_hex(3)}"
        path = self._root / name
        path.mkdir(parents=True)
        return Generation(name, path)

    def switch_to(self, generation: Generation) -> None:
        """From now on readers open this one; the change survives a crash whole or not at all."""
        before = self.current()
        making = self.pointer.with_suffix(".making")
        with making.open("w") as file:
            json.dump({"generation": generation.name, "version": self._version}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(making, self.pointer)
        if before is not None:
            os.utime(before.path)  # its time of grace begins

    def clear_away(self) -> None:
        """Generations that the pointer does not name and nobody has begun to write lately."""
        current = self.current()
        before = time.time() - _GRACE_SECONDS
        for path in self._root.glob("g*"):
            if path.is_dir() and (current is None or path != current.path):
                with contextlib.suppress(OSError):
                    if path.stat().st_mtime < before:
                        shutil.rmtree(path, ignore_errors=True)

    @contextlib.contextmanager
    def exclusively(self) -> Iterator[None]:
        """One writer among all processes; the lock goes with its process, however it ends."""
        with held_file(self._root / WRITER_LOCK):
            yield
