"""Readers wait for an engine only so long; one that hangs is left alone for a while."""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as Late
from typing import TypeVar

from .protocol import EngineUnavailable

T = TypeVar("T")

#: Half a second, then the database (docs/search.md).
PATIENCE_SECONDS = 0.5
REST_SECONDS = 10.0
_THREADS = 8


class Guard:
    """Calls in threads of its own. After a late answer nobody asks for REST_SECONDS."""

    def __init__(self, *, patience: float = PATIENCE_SECONDS, rest: float = REST_SECONDS) -> None:
        self._patience = patience
        self._rest = rest
        self._resting_until = 0.0
        self._lock = threading.Lock()
        self._pool: ThreadPoolExecutor | None = None
        self._pid = 0

    def ask(self, call: Callable[[], T]) -> T:
        """The answer, or EngineUnavailable whatever went wrong."""
        if time.monotonic() < self._resting_until:
            raise EngineUnavailable("the engine was late a moment ago")
        answer = self._threads().submit(_safely, call)
        try:
            return answer.result(timeout=self._patience)
        except Late as error:
            answer.cancel()
            self._resting_until = time.monotonic() + self._rest
            raise EngineUnavailable(f"no answer in {self._patience} s") from error

    def _threads(self) -> ThreadPoolExecutor:
        """Made by each process for itself: threads do not survive a fork."""
        with self._lock:
            if self._pool is None or self._pid != os.getpid():
                self._pid = os.getpid()
                self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="search")
            return self._pool


def _safely(call: Callable[[], T]) -> T:
    """A panic of the library is no Exception; it must not end the request."""
    try:
        return call()
    except EngineUnavailable:
        raise
    except BaseException as error:
        raise EngineUnavailable(f"{type(error).__name__}: {error}") from error


#: Of all who read for a page in this process: where one found the engine late, the others do not wait.
READERS = Guard()
