"""Work that several processes share: pure functions over rows that lie in memory already.

Each helper is a fork that takes a part of the rows with it, so nothing is sent there; what it makes comes
back as lines in a file without a name. It touches no database, no index and no thread of its parent, and
leaves by ``os._exit``. Where a helper dies or does not end, or none can be made, its part is done here.
"""

import contextlib
import gc
import logging
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, Generic, TypeVar

from search.documents import in_chunks

from .protocol import Entry

logger = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[Sequence[T]], Iterable[bytes]]

#: Items of which helpers take their parts at once: some 3 KB each.
_BATCH = 10_000
#: Of fewer nobody takes a part: a fork costs as much as some dozens.
_LEAST = 500
#: More wait for the one that indexes.
_MOST_PROCESSES = 4
#: Seconds that a helper may need longer than its parent for a part of the same size, a second's work.
_PATIENCE = 60.0
#: Between two looks whether it has ended.
_LOOK = 0.01


@dataclass(frozen=True)
class Making(Generic[T]):
    """Entries that are still to be made of ``items``; ``make`` is pure."""

    items: Iterable[T]
    make: Callable[[T], Entry]

    def __iter__(self) -> Iterator[Entry]:
        return map(self.make, self.items)


def processes() -> int:
    """How many may work at once on this machine."""
    if not hasattr(os, "fork"):
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST_PROCESSES)


def shared(items: Iterable[T], work: Work[T], *, batch: int = _BATCH) -> Iterator[bytes]:
    """The lines that ``work`` makes of all items, in no particular order; a line holds no line feed."""
    parts = processes()
    begun: list[_Helper] = []
    try:
        for chunk in in_chunks(items, batch):
            if parts == 1 or len(chunk) < _LEAST:
                yield from work(chunk)
                continue
            earlier, latest = list(begun), time.monotonic() + _PATIENCE
            for number in range(1, parts):
                begun.append(_Helper(chunk[number::parts], work))
            # What the last batch's helpers made is read while the next ones work.
            yield from _lines_of(earlier, begun, latest)
            with _no_collecting():
                yield from work(chunk[::parts])
        yield from _lines_of(list(begun), begun, time.monotonic() + _PATIENCE)
    finally:
        for helper in begun:
            helper.end()


def _lines_of(helpers: "list[_Helper]", begun: "list[_Helper]", latest: float) -> Iterator[bytes]:
    for helper in helpers:
        yield from helper.lines(latest)
        helper.end()
        begun.remove(helper)


class _Helper:
    """A process that works on one part."""

    def __init__(self, part: Sequence[Any], work: Work[Any]) -> None:
        self._part, self._work = part, work
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  # closed by end()
        self._pid = _fork()
        if self._pid == 0:
            _help(part, work, self._file)

    def lines(self, latest: float) -> Iterator[bytes]:
        """What it made, once it is done; made here where it is not, or not until ``latest``."""
        if not self._is_done(latest):
            yield from self._work(self._part)
            return
        self._file.seek(0)
        for line in self._file:
            yield line[:-1]

    def _is_done(self, latest: float) -> bool:
        while self._pid > 0:
            ended, status = os.waitpid(self._pid, os.WNOHANG)
            if ended:
                self._pid = -1
                return status == 0
            if time.monotonic() > latest:
                logger.warning("a helper does not end; its part is done here")
                self._kill()
            else:
                time.sleep(_LOOK)
        return False

    def end(self) -> None:
        """Also where nobody asked for its lines."""
        if self._pid > 0:
            self._kill()
        self._file.close()

    def _kill(self) -> None:
        """Its work is pure: nothing is left half done."""
        os.kill(self._pid, signal.SIGKILL)
        os.waitpid(self._pid, 0)
        self._pid = -1


@contextlib.contextmanager
def _no_collecting() -> Iterator[None]:
    """No search for garbage, of which documents make none, through all that a process holds."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _fork() -> int:
    """As ``os.fork``; -1 where the machine has no room for another process."""
    try:
        return os.fork()
    except OSError:
        return -1


def _help(part: Sequence[Any], work: Work[Any], file: IO[bytes]) -> None:
    """The helper's whole life: nothing of what its parent had begun is ended here."""
    status = 1
    try:
        gc.disable()  # looking through the parent's objects would copy their pages
        for line in work(part):
            file.write(line + b"\n")
        file.flush()
        status = 0
    finally:
        os._exit(status)
