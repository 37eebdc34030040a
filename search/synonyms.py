"""Other words for one thing, expanded in names when these are indexed; never in queries.

``data/synonyms.csv``: words of north and south (heo, lợn); a row of one wording protects it ("gạo thơm"
is no pineapple). ``data/english.csv``: what visitors type in English for a Vietnamese noun.
``data/kinds.csv``: what a whole criteria set is called in common speech.
"""

import csv
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .tokens import accented, folded, lower_case

_DATA = Path(__file__).parent / "data"
_WORD = re.compile(r"\w+")
#: Syllables of the longest wording.
_LONGEST = 5


class _Table(dict[str, tuple[str, ...]]):
    """Wordings, and how many words the longest has that begins with a word: most begin none."""

    def __init__(self, rows: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__(rows)
        self.longest: dict[str, int] = {}
        for wording in rows:
            words = _WORD.findall(wording)
            most = max(len(words), self.longest.get(words[0], 0))
            self.longest[words[0]] = min(most, _LONGEST)


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@functools.cache
def _same() -> _Table:
    """Each wording, lower case with accents → its other wordings."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("synonyms.csv"):
        group = row["words"].split("|")
        for wording in group:
            others = tuple(other for other in group if other != wording)
            found[wording] = found.get(wording, ()) + others
    return _Table(found)


@functools.cache
def _english() -> _Table:
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows("english.csv"):
        words = row["vietnamese"]
        found[words] = found.get(words, ()) + tuple(row["english"].split("|"))
    protected = {words: () for words, others in _same().items() if not others}
    return _Table(protected | found)


@functools.cache
def _kinds() -> dict[str, tuple[str, ...]]:
    return {row["criteria_set"]: tuple(row["words"].split("|")) for row in _rows("kinds.csv")}


@dataclass(frozen=True, slots=True)
class Syllables:
    """A wording as tokens."""

    accented: tuple[str, ...]
    folded: tuple[str, ...]


@functools.lru_cache(maxsize=64)
def other_syllables(name: str) -> tuple[Syllables, ...]:
    """``other_wordings`` as tokens; of what is not replaced they are those of the name.

    A document's are asked for several times.
    """
    lower = lower_case(name)
    marked, bare = accented(name), folded(name)
    words, spans = _spans(lower)
    if not len(words) == len(marked) == len(bare):
        wordings = other_wordings(name)
        return tuple(Syllables(accented(one), folded(one)) for one in wordings)
    place = {begin: number for number, (begin, _end) in enumerate(spans)}
    after = {end: number for number, (_begin, end) in enumerate(spans, start=1)}
    return tuple(
        Syllables(
            marked[: place[begin]] + accented(other) + marked[after[end] :],
            bare[: place[begin]] + folded(other) + bare[after[end] :],
        )
        for begin, end, others in _wordings(lower, _same())
        for other in others
    )


def other_wordings(name: str) -> tuple[str, ...]:
    """The name with one wording replaced at a time: "Thịt heo gác bếp" → "thịt lợn gác bếp".

    Read with its accents, so that "lạc" (peanut) is not found in "lác".
    """
    lower = lower_case(name)
    return tuple(
        lower[:begin] + other + lower[end:]
        for begin, end, others in _wordings(lower, _same())
        for other in others
    )


def english_words(name: str) -> list[str]:
    """English for the nouns and qualities in a Vietnamese name, each once: "Xoài sấy" → mango, dried."""
    found: dict[str, None] = {}
    for _begin, _end, others in _wordings(lower_case(name), _english()):
        found.update(dict.fromkeys(others))
    return list(found)


def _wordings(lower: str, table: _Table) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where wordings of the table stand, from the left, the longest first, none within another."""
    words, spans = _spans(lower)
    if table.longest.keys().isdisjoint(words):
        return
    free = 0
    for place, word in enumerate(words):
        longest = table.longest.get(word)
        if longest is None or place < free:
            continue
        begin = spans[place][0]
        for last in range(min(place + longest, len(spans)) - 1, place - 1, -1):
            end = spans[last][1]
            others = table.get(lower[begin:end])
            if others is not None:
                yield begin, end, others
                free = last + 1
                break


@functools.lru_cache(maxsize=64)
def _spans(lower: str) -> tuple[list[str], list[tuple[int, int]]]:
    """Its words, and where they stand; both tables are looked up in each name."""
    words: list[str] = _WORD.findall(lower)
    spans, end = [], 0
    for word in words:  # between words stands nothing that a word begins with
        begin = lower.index(word, end)
        end = begin + len(word)
        spans.append((begin, end))
    return words, spans


def also_called(criteria_set: str) -> tuple[str, ...]:
    """What people call anything of a criteria set: everything of B15 is a "rượu"."""
    return _kinds().get(criteria_set, ())
