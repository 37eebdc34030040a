"""A cache in this process's memory that never holds more than so many bytes."""

import threading
import time
from collections import OrderedDict
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache


class _Store:
    """What is kept under one name, by all threads; what was asked for longest ago goes first."""

    def __init__(self) -> None:
        self.kept: OrderedDict[str, tuple[bytes, float]] = OrderedDict()
        self.bytes = 0
        self.lock = threading.Lock()

    def get(self, key: str) -> bytes | None:
        with self.lock:
            found = self.kept.get(key)
            if found is None:
                return None
            if found[1] < time.monotonic():
                self.forget(key)
                return None
            self.kept.move_to_end(key)
        return found[0]

    def set(self, key: str, value: bytes, *, until: float, limit: int) -> None:
        with self.lock:
            self.forget(key)
            weight = len(key) + len(value)
            if weight > limit:
                return
            self.kept[key] = (value, until)
            self.bytes += weight
            while self.bytes > limit:
                self.forget(next(iter(self.kept)))

    def forget(self, key: str) -> bool:
        """Only while the lock is held."""
        found = self.kept.pop(key, None)
        if found is None:
            return False
        self.bytes -= len(key) + len(found[0])
        return True


#: Django makes a cache object for each thread; those of the same LOCATION share one store.
_stores: dict[str, _Store] = {}


class BoundedMemory(BaseCache):
    """Django's cache for byte strings. OPTIONS ``MAX_BYTES`` counts keys and values.

    Values are handed out as they are, so they must be ``bytes``: nobody can change them.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._limit = int(params.get("OPTIONS", {}).get("MAX_BYTES", 64 * 1024 * 1024))
        self._store = _stores.setdefault(location, _Store())

    @property
    def size(self) -> int:
        """Bytes held now."""
        return self._store.bytes

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        found = self._store.get(self.make_and_validate_key(key, version=version))
        return default if found is None else found

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        if not isinstance(value, bytes):
            raise TypeError("only bytes are kept here")
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        until = float("inf") if seconds is None else time.monotonic() + seconds
        made = self.make_and_validate_key(key, version=version)
        self._store.set(made, value, until=until, limit=self._limit)

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        if self.get(key, version=version) is not None:
            return False
        self.set(key, value, timeout, version)
        return True

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        value = self.get(key, version=version)
        if value is None:
            return False
        self.set(key, value, timeout, version)
        return True

    def delete(self, key: str, version: int | None = None) -> bool:
        with self._store.lock:
            return self._store.forget(self.make_and_validate_key(key, version=version))

    def clear(self) -> None:
        with self._store.lock:
            self._store.kept.clear()
            self._store.bytes = 0
