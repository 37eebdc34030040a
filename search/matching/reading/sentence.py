"""One sentence of a buyer while it is being read: its segments, and what has been made of them."""

import datetime
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise

from .labels import LABELS
from .lexicon import Lexicon, lexicon
from .segments import Segment, cut, is_strict
from .spelling import mend
from .tokens import tokenise

#: More is not read: a demand is a sentence or two, and each word costs time.
LONGEST = 2_000
_BREAKS = frozenset(".;:()[]{}!?\n–—|•·")
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "for",
        "in",
        "with",
        "need",
        "needs",
        "we",
        "our",
        "to",
        "from",
        "per",
        "or",
        "is",
        "are",
        "looking",
        "at",
        "by",
        "seeks",
        "seek",
        "want",
        "wants",
        "each",
        "please",
        "on",
        "required",
        "preferred",
        "must",
        "delivered",
        "supply",
        "buy",
        "order",
        "which",
        "as",
    ]
)
_VIETNAMESE = frozenset(
    [
        "can",
        "mua",
        "va",
        "cho",
        "cua",
        "giao",
        "tai",
        "o",
        "cac",
        "nhap",
        "tim",
        "gia",
        "tu",
        "ngay",
        "thang",
        "hang",
        "co",
        "loai",
        "moi",
        "den",
        "duoc",
        "khong",
        "nguon",
        "uu",
        "tien",
        "hoac",
        "trong",
        "kho",
        "la",
    ]
)


@dataclass(frozen=True, slots=True)
class Part:
    """What was understood of one stretch of the text: ``text[start:end]`` means ``kind`` = ``value``.

    ``kind`` is a key of ``labels.LABELS``; ``value`` is what stands in the criteria: a name, a code, a
    list of slugs, a dict of numbers. ``line`` is the line of a product, quantity or pack.
    """

    start: int
    end: int
    kind: str
    value: object
    line: int | None = None

    @property
    def label(self) -> Promise:
        """The kind in the reader's language."""
        return LABELS[self.kind]


@dataclass(slots=True)
class Sentence:
    """``claims``: for each segment what reads it, so that no two readers use the same number."""

    text: str
    today: datetime.date
    segments: list[Segment]
    lexicon: Lexicon
    is_english: bool
    is_strict: bool
    claims: list[str] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    stretches: list[int] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    conflicts: set[str] = field(default_factory=set)
    #: places where a number can begin
    numbers: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.segments)

    def at(self, place: int) -> Segment | None:
        return self.segments[place] if 0 <= place < len(self.segments) else None

    def has(self, place: int, *kinds: str) -> bool:
        segment = self.at(place)
        return segment is not None and segment.has(*kinds)

    def folded(self, place: int) -> str:
        segment = self.at(place)
        return segment.folded if segment is not None else ""

    def is_free(self, place: int) -> bool:
        return 0 <= place < len(self.claims) and not self.claims[place]

    def has_number(self, place: int) -> bool:
        segment = self.at(place)
        return segment is not None and (segment.kind == "number" or segment.has("number"))

    def claim(self, first: int, last: int, name: str) -> None:
        """Segments from ``first`` up to ``last`` (excluded) are read as ``name``."""
        for place in range(first, last):
            self.claims[place] = name

    def say(
        self, first: int, last: int, kind: str, value: object, *, line: int | None = None
    ) -> None:
        """Remember as a part what the segments from ``first`` up to ``last`` mean."""
        start, end = self.segments[first].start, self.segments[last - 1].end
        self.parts.append(Part(start, end, kind, value, line))

    def clause(self, place: int) -> range:
        """The places between the commas around ``place``."""
        wanted = self.clauses[place]
        first = last = place
        while first > 0 and self.clauses[first - 1] == wanted:
            first -= 1
        while last < len(self.clauses) and self.clauses[last] == wanted:
            last += 1
        return range(first, last)

    def back(self, place: int, *, within: str = "clause") -> Iterator[int]:
        """Places before ``place``, nearest first, in the same clause or stretch between full stops."""
        marks = self.clauses if within == "clause" else self.stretches
        for other in range(place - 1, -1, -1):
            if marks[other] != marks[place]:
                return
            yield other

    def ahead(self, place: int, *, within: str = "clause") -> Iterator[int]:
        marks = self.clauses if within == "clause" else self.stretches
        for other in range(place + 1, len(marks)):
            if marks[other] != marks[place]:
                return
            yield other


def open_sentence(text: str, *, today: datetime.date) -> Sentence:
    """The text as segments; nothing is read yet."""
    known = lexicon()
    tokens = tokenise(text[:LONGEST])
    words = [token.folded for token in tokens if token.kind == "word"]
    english = sum(word in _ENGLISH for word in words)
    vietnamese = sum(word in _VIETNAMESE for word in words)
    is_english = english > vietnamese and not any(
        token.is_marked for token in tokens if token.folded in _VIETNAMESE
    )
    tokens = mend(tokens, known, is_english=is_english)
    strict = not is_english and is_strict(tokens)
    segments = cut(tokens, known, strict=strict, english=is_english)
    sentence = Sentence(text, today, segments, known, is_english, strict)
    sentence.claims = [""] * len(segments)
    sentence.numbers = [
        place
        for place, segment in enumerate(segments)
        if segment.kind == "number" or "number" in segment.kinds
    ]
    _divide(sentence)
    return sentence


def _divide(sentence: Sentence) -> None:
    """Numbers of clauses (between commas, too) and of stretches (between full stops)."""
    clause = stretch = 0
    for place, segment in enumerate(sentence.segments):
        sign = segment.folded if segment.kind in ("sign", "line") else ""
        spaced_dash = sign in "-–—" and sign != "" and not segment.is_glued
        if sign == "," or segment.has("but"):
            clause += 1
        elif (sign in _BREAKS and sign not in "–—" and sign) or spaced_dash:
            clause += 1
            stretch += sign not in "()" and not spaced_dash and sign != ":"
        sentence.clauses.append(clause)
        sentence.stretches.append(stretch)
        if sign in ("(", ")", ":", ";", ".", "\n") and place + 1 < len(sentence.segments):
            clause += 1


def place_of(sentence: Sentence, start: int) -> int:
    """The segment that covers a character."""
    return max(0, bisect_right([segment.start for segment in sentence.segments], start) - 1)
