"""The small language of search/data/concepts.toml: which products a concept means.

A rule names criteria sets, words of the name, words that it must not hold, names beside it, places,
stars, standards; what it names must hold, any one of each sort. Words are compared with accents,
wherever the tone mark is written.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from . import tokens

#: Longest run of syllables that a rule names.
LONGEST = 5
#: Between parts: a comma, or space before a sign.
_BETWEEN = re.compile(r",|\s+(?=[-~@+])")
_SET = re.compile(r"B\d\d")
_STARS = re.compile(r"(\d)\*")
_SIGNS = ("-", "~", "@", "+")


@dataclass(frozen=True, slots=True)
class Traits:
    """What rules ask of a product: runs of accented syllables of its names, codes, folded names beside."""

    runs: frozenset[str]
    criteria_set: str
    places: frozenset[str]
    beside: frozenset[str]
    star: int = 0
    standards: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    sets: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    standards: frozenset[str] = frozenset()
    star: int = 0

    def holds(self, product: Traits) -> bool:
        return (
            (not self.sets or product.criteria_set in self.sets)
            and (not self.words or not self.words.isdisjoint(product.runs))
            and (not self.places or not self.places.isdisjoint(product.places))
            and (not self.beside or not self.beside.isdisjoint(product.beside))
            and (not self.standards or not self.standards.isdisjoint(product.standards))
            and (not self.star or self.star == product.star)
            and self.without.isdisjoint(product.runs)
        )


class Known:
    """Runs by the syllable with which they begin: few of a name's syllables begin one."""

    def __init__(self, runs: Iterable[str]) -> None:
        found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for run in runs:
            syllables = tuple(run.split(" "))
            found[syllables[0]].add(syllables)
        self._by_first = {
            first: tuple((len(run), run, " ".join(run)) for run in sorted(runs))
            for first, runs in found.items()
        }

    def among(self, syllables: tuple[str, ...]) -> list[str]:
        """Those that stand in the row."""
        by_first = self._by_first
        found: list[str] = []
        for begin, first in enumerate(syllables):
            if first in by_first:
                for length, run, joined in by_first[first]:
                    if length == 1 or syllables[begin : begin + length] == run:
                        found.append(joined)
        return found

    def at_the_beginning(self, syllables: tuple[str, ...]) -> Iterator[str]:
        """Those with which the row begins."""
        for length, run, joined in self._by_first.get(syllables[0] if syllables else "", ()):
            if syllables[:length] == run:
                yield joined


@functools.lru_cache(maxsize=2**13)
def folded_runs(name: str) -> frozenset[str]:
    """Runs of two folded syllables or more of a name beside the product; producers come again."""
    syllables = tokens.folded(name)
    return frozenset(
        " ".join(syllables[begin:end])
        for begin in range(len(syllables))
        for end in range(begin + 2, min(begin + LONGEST, len(syllables)) + 1)
    )


def run_of(words: str) -> str:
    """Accented syllables as one text."""
    return " ".join(tokens.accented(words))


def read_rules(written: Iterable[str], groups: Mapping[str, list[str]]) -> list[Rule]:
    """Rules as the file has them. Raises KeyError for a group that there is not."""
    return [rule for one in written for rule in _read(one, groups)]


def _read(written: str, groups: Mapping[str, list[str]]) -> Iterator[Rule]:
    """One rule, or those of the group that it begins with, narrowed by the rest."""
    if written.startswith("$"):
        name, _space, rest = written[1:].partition(" ")
        for one in groups[name]:
            yield from _read(f"{one} {rest}", groups)
        return
    sets = frozenset(_SET.findall(written))
    stars = _STARS.search(written)
    found: dict[str, set[str]] = defaultdict(set)
    for part in _BETWEEN.split(_STARS.sub(",", _SET.sub(",", written))):
        said = part.strip()
        sign = said[:1] if said[:1] in _SIGNS else ""
        if said:
            found[sign].add(said.removeprefix(sign))
    yield Rule(
        sets=sets,
        words=frozenset(map(run_of, found[""])),
        without=frozenset(map(run_of, found["-"])),
        beside=frozenset(" ".join(tokens.folded(one)) for one in found["~"]),
        places=frozenset(found["@"]),
        standards=frozenset(found["+"]),
        star=int(stars[1]) if stars else 0,
    )
