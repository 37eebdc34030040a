"""Other words for one thing, expanded in names when these are indexed; never in queries.

``data/synonyms.csv``: words of north and south (heo, lợn); a row of one wording protects it ("gạo thơm"
is no pineapple). ``data/english.csv``: what visitors type in English for a Vietnamese noun.
``data/kinds.csv``: what a whole criteria set is called in common speech.
"""

import csv
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from marketplace.kernel import text

_DATA = Path(__file__).parent / "data"
_Table = dict[str, tuple[str, ...]]


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def _same() -> _Table:
    """Each wording, lower case with accents → its other wordings."""
    found: _Table = {}
    for row in _rows("synonyms.csv"):
        group = row["words"].split("|")
        for wording in group:
            others = tuple(other for other in group if other != wording)
            found[wording] = found.get(wording, ()) + others
    return found


@functools.cache
def _english() -> _Table:
    found: _Table = {}
    for row in _rows("english.csv"):
        words = row["vietnamese"]
        found[words] = found.get(words, ()) + tuple(row["english"].split("|"))
    protected = {words: () for words, others in _same().items() if not others}
    return protected | found


@functools.cache
def _kinds() -> _Table:
    return {row["criteria_set"]: tuple(row["words"].split("|")) for row in _rows("kinds.csv")}


@functools.cache
def _pattern(which: str) -> re.Pattern[str]:
    table = _same() if which == "same" else _english()
    longest_first = sorted(table, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def other_wordings(name: str) -> Iterator[str]:
    """The name with one wording replaced at a time: "Thịt heo gác bếp" → "thịt lợn gác bếp".

    Read with its accents, so that "lạc" (peanut) is not found in "lác".
    """
    lower = text.clean(name).lower()
    for match in _pattern("same").finditer(lower):
        for other in _same()[match.group()]:
            yield lower[: match.start()] + other + lower[match.end() :]


def english_words(name: str) -> list[str]:
    """English for the nouns and qualities in a Vietnamese name, each once: "Xoài sấy" → mango, dried."""
    lower = text.clean(name).lower()
    found: dict[str, None] = {}
    for match in _pattern("english").finditer(lower):
        found |= dict.fromkeys(_english()[match.group()])
    return list(found)


def also_called(criteria_set: str) -> tuple[str, ...]:
    """What people call anything of a criteria set: everything of B15 is a "rượu"."""
    return _kinds().get(criteria_set, ())
