"""What is made of rows, kept by what was read: rows equal to those of before say the same again."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """At most ``most`` answers, those asked for last."""

    def __init__(self, most: int) -> None:
        self._found: Callable[[_Key], T] = lru_cache(maxsize=most)(_made)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` answered before under an equal key, else answers now.

        The key holds all that ``make`` looks at, language and day among it; what is made is shared
        and never changed.
        """
        return self._found(_Key(key, [make]))


class _Key:
    """Brings how it is made, and is kept without it."""

    __slots__ = ("key", "make")

    def __init__(self, key: Hashable, make: list[Callable[[], Any]]) -> None:
        self.key, self.make = key, make

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.key == other.key


def _made(key: _Key) -> Any:
    return key.make.pop()()
