"""Tables whose rows apply to products by the words of their names; drawing that repeats itself."""

import random
import re
from collections.abc import Iterable

from marketplace.kernel import text

_WORD = re.compile(r"\w+")


def _spaced(phrase: str) -> str:
    return f" {' '.join(_WORD.findall(text.clean(phrase).lower()))} "


class WordTable:
    """Rows with a column ``words``: phrases with diacritics, parted by ``|``; empty fits all."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self._rows = [
            ([_spaced(phrase) for phrase in row["words"].split("|") if phrase], row) for row in rows
        ]

    def first(self, title: str) -> dict[str, str] | None:
        """The first row with a phrase among the whole words of ``title``."""
        name = _spaced(title)
        for phrases, row in self._rows:
            if not phrases or any(phrase in name for phrase in phrases):
                return row
        return None


def draw(*seed: str) -> random.Random:
    """Illustrative figures, the same for the same seed on every machine."""
    return random.Random("|".join(seed))  # noqa: S311
