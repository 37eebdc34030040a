"""Parts of a page that are the same on every page: made once a process for each language."""

from collections.abc import Callable

from django.utils.translation import get_language

from marketplace.kernel.addresses import settings_generation


class Fixed:
    """Keeps what ``make()`` answered, by language. It may read addresses, words, static files and
    settings, and never a row, the day or the request: those change while a process runs.
    """

    def __init__(self) -> None:
        self._made: dict[str, str] = {}
        self._settings = 0

    def __call__(self, make: Callable[[], str], language: str | None = None) -> str:
        if self._settings != settings_generation():
            self._made, self._settings = {}, settings_generation()
        known = language or get_language() or ""
        made = self._made.get(known)
        if made is None:
            made = self._made[known] = make()
        return made
