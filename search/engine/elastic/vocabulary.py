"""The vocabulary of a large index takes a while to read: it is read beside, and not all the time."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from search.engine.protocol import EngineUnavailable, Vocabulary

#: Of a reader's patience, which has to do for the search itself too.
_SHARE = 0.7
#: What is read sooner is read anew with each change; else at most one part of so many of the time.
_SOON_SECONDS = 0.1
_SPARED = 20


@dataclass(frozen=True)
class _Read:
    version: str
    value: Vocabulary
    until: float


class Remembered:
    """Kept until the index changes, and a little longer where reading it takes long.

    What is missing then is a word that came into the index moments ago, as what one that was
    mistyped could have meant.
    """

    def __init__(self, read: Callable[[], Vocabulary], *, patience: float) -> None:
        self._read = read
        self._wait = _SHARE * patience
        self._held: _Read | None = None
        self._coming: Future[_Read] | None = None
        self._lock = threading.Lock()

    def at(self, version: str) -> Vocabulary:
        """Raises EngineUnavailable where nothing has been read yet and it is not read in time."""
        held = self._held
        if held is not None and (held.version == version or time.monotonic() < held.until):
            return held.value
        try:
            return self._anew(version).result(timeout=self._wait).value
        except TimeoutError as late:
            if held is not None:
                return held.value
            raise EngineUnavailable("the vocabulary is still being read") from late

    def _anew(self, version: str) -> Future[_Read]:
        """One thread reads, whoever asks meanwhile waits for it."""
        with self._lock:
            if self._coming is None or self._coming.done():
                coming: Future[_Read] = Future()
                self._coming = coming
                threading.Thread(target=self._fetch, args=(version, coming), daemon=True).start()
            return self._coming

    def _fetch(self, version: str, coming: Future[_Read]) -> None:
        began = time.monotonic()
        try:
            value = self._read()
        except Exception as error:
            coming.set_exception(error)
            return
        ended = time.monotonic()
        spared = _SPARED * max(0.0, ended - began - _SOON_SECONDS)
        self._held = _Read(version, value, until=ended + spared)
        coming.set_result(self._held)
