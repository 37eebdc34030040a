"""Tokens of Vietnamese text, made here once for documents and queries of every engine.

Three forms of a syllable: *folded* (``kernel.text``), *accented* (tone and letters count, but not
where the tone mark is written: "hoà" and "hòa" are one), and *pairs* of neighbours, because most
Vietnamese words have two syllables. All are letters, digits and ``_``, so that the plainest
tokenizer of any engine leaves them whole.
"""

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from marketplace.kernel import text

#: Longer queries are cut: nobody types them, and each token costs a lookup.
LONGEST_QUERY = 100
MOST_TOKENS = 12
#: How many first syllables of a title can be typed to be recognised as its beginning.
LEAD = 6

_WORD = re.compile(r"[^\W_]+")
_MIXED = re.compile(r"[a-z]+|\d+")
#: grave, acute, tilde, hook, dot → the letter by which telex types them.
_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_MARK = {letter: chr(0xE000 + number) for number, letter in enumerate(_TONES.values())}
_LETTER = {mark: letter for letter, mark in _MARK.items()}
_MARKS = re.compile("[\ue000-\ue004]")
#: Small words that names do not contain; with their accents, so that "cua" (crab) is not "của".
_SMALL = frozenset({"của", "và", "từ", "ở", "tại", "các", "những", "với", "cho", "tìm", "mua"})


def _tone_table() -> dict[int, str]:
    """Each precomposed vowel with a tone → the vowel without it and a mark for the tone."""
    table: dict[int, str] = {}
    for point in (*range(0x00C0, 0x0250), *range(0x1E00, 0x1F00)):
        parts = unicodedata.normalize("NFD", chr(point))
        tones = [part for part in parts if part in _TONES]
        if tones:
            rest = "".join(part for part in parts if part not in _TONES)
            table[point] = unicodedata.normalize("NFC", rest) + _MARK[_TONES[tones[0]]]
    return table


_TONE_TABLE = _tone_table()


@dataclass(frozen=True, slots=True)
class Token:
    """A syllable as typed; ``is_marked`` where it bears a diacritic, so that accents were meant.

    ``is_meant``: the visitor insists on them, so that in names nothing without them will do.
    """

    folded: str
    accented: str
    is_meant: bool = False

    @property
    def is_marked(self) -> bool:
        return self.folded != self.accented


@dataclass(frozen=True, slots=True)
class Words:
    """A query as tokens."""

    tokens: tuple[Token, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tokens)

    @property
    def folded(self) -> tuple[str, ...]:
        return tuple(token.folded for token in self.tokens)

    @property
    def meant(self) -> "Words":
        """The same, with accents insisted on where they were typed."""
        return Words(tuple(replace(token, is_meant=token.is_marked) for token in self.tokens))


def read_words(query: str) -> Words:
    """What somebody typed, cut to a sober length; empty where there is no letter or digit."""
    words = [
        word for word in _WORD.findall(text.clean(query[:LONGEST_QUERY]).lower()) if text.key(word)
    ]
    meant = [word for word in words if word not in _SMALL] or words
    return Words(tuple(Token(text.key(word), accent(word)) for word in meant[:MOST_TOKENS]))


@functools.lru_cache(maxsize=2**15)
def folded(name: str) -> tuple[str, ...]:
    """Folded syllables of a name; those of producers, places and kinds come again and again."""
    if not text.is_plain(name):
        return tuple(text.key(name).split())
    return tuple([_folded(word) for word in _WORD.findall(name.lower())])


#: Names have few syllables between them.
_folded = functools.lru_cache(maxsize=2**13)(text.key)


@functools.lru_cache(maxsize=256)
def accented(name: str) -> tuple[str, ...]:
    """Accented syllables of a name; a document's are asked for several times."""
    return tuple([accent(word) for word in _WORD.findall(lower_case(name))])


@functools.lru_cache(maxsize=256)
def lower_case(name: str) -> str:
    """A clean name; a document's is asked for several times."""
    return text.clean(name).lower()


@functools.lru_cache(maxsize=2**13)
def accent(word: str) -> str:
    """A lower-case NFC syllable with its tone at the end: "hoà" and "hòa" → "hoa0f"."""
    spread = word.translate(_TONE_TABLE)
    if spread == word:
        return word
    tones = _MARKS.findall(spread)
    return _MARKS.sub("", spread) + "0" + _LETTER[tones[-1]] if tones else spread


def pairs(syllables: Sequence[str]) -> list[str]:
    """Neighbouring syllables as one token each."""
    return [f"{first}_{second}" for first, second in pairwise(syllables)]


def leads(syllables: Sequence[str]) -> list[str]:
    """The first syllable, the first two …: what a name begins with."""
    return list(accumulate(syllables[:LEAD], "{}_{}".format))


def parts(syllables: Iterable[str]) -> list[str]:
    """Letters and digits of mixed tokens apart: "st25" is also found as "st 25"."""
    found: list[str] = []
    for syllable in syllables:
        if syllable.isalpha() and syllable.isascii():
            continue
        pieces = _MIXED.findall(syllable)
        if len(pieces) > 1:
            found += pieces
    return found
