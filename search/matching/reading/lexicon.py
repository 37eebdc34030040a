"""All phrases that the reader knows, in one table by their folded words; read once per process."""

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from .gazetteer import place_entries
from .tables import rows
from .tokens import tokenise

_WITH_PLURAL = ("head_en", "product_en")


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a phrase: ``code`` is what its kind needs (a unit, a number, a place)."""

    kind: str
    code: Any
    phrase: str
    accents: tuple[str, ...]
    is_english: bool = False


@dataclass(slots=True)
class Lexicon:
    """``entries`` by folded words; ``trie``: word → the words that go on, entries under ""."""

    entries: dict[tuple[str, ...], list[Entry]] = field(default_factory=lambda: defaultdict(list))
    trie: dict[str, Any] = field(default_factory=dict)
    syllables: set[str] = field(default_factory=set)
    pairs: set[tuple[str, str]] = field(default_factory=set)
    #: folded syllable → the ways in which Vietnamese phrases write it
    spellings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: folded product name → (name, its sets)
    products: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    #: the sets by the name itself: "chao" is not "cháo"
    sets: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, kind: str, code: Any, phrase: str, *, is_english: bool = False) -> None:
        words = [token for token in tokenise(phrase) if not token.is_joint]
        key = tuple(token.folded for token in words)
        if not key:
            return
        accents = tuple(token.accented for token in words)
        self.entries[key].append(Entry(kind, code, phrase, accents, is_english))

    def knows(self, phrase: str) -> bool:
        """Whether these words already mean something."""
        return (
            tuple(token.folded for token in tokenise(phrase) if not token.is_joint) in self.entries
        )

    def finish(self) -> None:
        """To be called when all is added."""
        for key in self.entries:
            node = self.trie
            for word in key:
                node = node.setdefault(word, {})
            node[""] = self.entries[key]
            self.syllables.update(key)
            for entry in self.entries[key]:
                if not entry.is_english:
                    for word, accented in zip(key, entry.accents, strict=True):
                        self.spellings[word].add(accented)
            self.pairs.update(itertools.pairwise(key))


@functools.lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The table of this process."""
    found = Lexicon()
    for row in rows("words.csv"):
        is_english = row["kind"].endswith("_en")
        phrases = row["phrases"].split("|")
        for phrase in _plurals(phrases) if row["kind"] in _WITH_PLURAL else phrases:
            found.add(row["kind"], row["code"], phrase, is_english=is_english)
    for row in rows("modifiers.csv"):
        for phrase in row["phrases"].split("|"):
            found.add(row["kind"], phrase, phrase)
    _add_products(found)
    for kind, code, phrase in place_entries():
        if kind != "ward" or not found.knows(phrase):
            found.add(kind, code, phrase)
    found.finish()
    return found


def _add_products(found: Lexicon) -> None:
    for row in rows("products.csv"):
        name, groups = row["name"], tuple(group for group in row["group"].split("+") if group)
        found.add("product", name, name)
        folded = " ".join(token.folded for token in tokenise(name))
        found.products.setdefault(folded, (name, groups))
        found.sets.setdefault(name, groups)
        for phrase in _plurals(row["english"].split("|") if row["english"] else ()):
            found.add("product_en", name, phrase, is_english=True)


def _plurals(phrases: Iterable[str]) -> Iterator[str]:
    for phrase in phrases:
        yield phrase
        if phrase.endswith(("s", "sh")):
            continue
        if phrase.endswith(("x", "ch")):
            yield phrase + "es"
        elif phrase.endswith("y") and phrase[-2] not in "aeiou":
            yield phrase[:-1] + "ies"
        else:
            yield phrase + "s"
