"""A cache whose server is gone."""

from typing import Any

from django.core.cache.backends.base import BaseCache


class Broken(BaseCache):
    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, *_arguments: Any, **_more: Any) -> Any:
        raise ConnectionError

    def set(self, *_arguments: Any, **_more: Any) -> None:
        raise ConnectionError

    def clear(self) -> None:
        """Nothing is there."""
