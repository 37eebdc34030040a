"""Words of north and south for one thing (heo, lợn), expanded in names when these are indexed."""

import csv
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from marketplace.kernel import text

_FILE = Path(__file__).parent / "data" / "synonyms.csv"


@functools.cache
def _table() -> dict[str, tuple[str, ...]]:
    """Each wording, lower case with accents → its other wordings."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        groups = [row["words"].split("|") for row in csv.DictReader(file)]
    found: dict[str, tuple[str, ...]] = {}
    for group in groups:
        for wording in group:
            others = tuple(other for other in group if other != wording)
            found[wording] = found.get(wording, ()) + others
    return found


@functools.cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_table(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def other_wordings(name: str) -> Iterator[str]:
    """The name with one wording replaced at a time: "Thịt heo gác bếp" → "thịt lợn gác bếp".

    Read with its accents, so that "lạc" (peanut) is not found in "lác".
    """
    lower = text.clean(name).lower()
    for match in _pattern().finditer(lower):
        for other in _table()[match.group()]:
            yield lower[: match.start()] + other + lower[match.end() :]
