"""A text cut into known phrases: the best-scoring path, so that long phrases win over short ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.tokens import accent

from .lexicon import Entry, Lexicon
from .tokens import Token

#: Where this share of words bears a mark, marks are meant: "bo" is then not "bò".
_MARKED_SHARE = 0.4
_KNOWN, _LONGER = 10, 14
#: A number needs no phrase: "mỗi loại | 1 tấn", not "mỗi | loại 1 | tấn".
_BARE_NUMBER = 9
_LOOSE, _LOOSE_WORD = 4, 12
#: Phrases that win over others of the same length.
_WEIGHTS = {
    "weekday": 3,
    "each": 2,
    "standard": 3,
    "place": 2,
    "product": 1,
    "ward": -10,
    "conj": -1,
    "country": -2,
}


@dataclass(slots=True)
class Segment:
    """Tokens from ``first`` up to ``last`` (excluded), with all that they can mean."""

    first: int
    last: int
    start: int
    end: int
    folded: str
    kind: str
    options: tuple[Entry, ...] = ()
    is_glued: bool = False
    is_title: bool = False
    is_marked: bool = False
    raw: str = ""
    kinds: frozenset[str] = frozenset()

    def code(self, *kinds: str) -> object | None:
        """The code of the first meaning of one of the kinds; None where it has none."""
        for entry in self.options:
            if entry.kind in kinds:
                return entry.code
        return None

    def entry(self, *kinds: str) -> Entry | None:
        for entry in self.options:
            if entry.kind in kinds:
                return entry
        return None

    def accent_differs(self, accents: tuple[str, ...]) -> bool:
        """Whether the written word bears marks other than these."""
        return self.is_marked and " ".join(accents) != " ".join(
            accent(word) for word in self.raw.split()
        )

    def has(self, *kinds: str) -> bool:
        return not self.kinds.isdisjoint(kinds)


def is_strict(tokens: Iterable[Token]) -> bool:
    """Whether the text is written with its diacritics."""
    words = [token for token in tokens if token.kind == "word" and len(token.folded) > 1]
    marked = sum(token.accented != token.folded for token in words)
    return bool(words) and marked >= _MARKED_SHARE * len(words)


def cut(tokens: Sequence[Token], lexicon: Lexicon, *, strict: bool, english: bool) -> list[Segment]:
    """Segments that cover all tokens; a token that nothing explains is a segment of its own."""
    solid = [place for place, token in enumerate(tokens) if not token.is_joint]
    best: list[tuple[float, int, tuple[Entry, ...]]] = [(0.0, 0, ())] * (len(solid) + 1)
    for at in range(len(solid) - 1, -1, -1):
        token = tokens[solid[at]]
        best[at] = (best[at + 1][0] + (_BARE_NUMBER if token.kind == "number" else 0), at + 1, ())
        node = lexicon.trie.get(token.folded)
        after = at + 1
        while node is not None:
            entries = node.get("")
            if entries:
                words = [tokens[place] for place in solid[at:after]]
                score, options = _agreeing(
                    words, entries, lexicon.spellings, strict=strict, english=english
                )
                total = score + best[after][0]
                if options and total >= best[at][0]:
                    best[at] = (total, after, options)
            node = node.get(tokens[solid[after]].folded) if after < len(solid) else None
            after += 1
    found, at = [], 0
    while at < len(solid):
        _score, after, options = best[at]
        found.append(_segment(tokens, solid[at], solid[after - 1] + 1, options))
        at = after
    return found


def _agreeing(
    words: Sequence[Token],
    entries: Sequence[Entry],
    spellings: Mapping[str, set[str]],
    *,
    strict: bool,
    english: bool,
) -> tuple[float, tuple[Entry, ...]]:
    """The entries that no written mark contradicts, exact ones alone where there are some."""
    exact, loose = [], []
    careless = [word.folded not in spellings.get(word.folded, ()) for word in words]
    # marks that no word bears: "mổi"
    slipped = [word.raw != word.folded and not word.is_marked for word in words]
    for entry in entries:
        agrees = [
            word.accented == wanted or entry.is_english
            for word, wanted in zip(words, entry.accents, strict=True)
        ]
        if all(agrees):
            exact.append(entry)
        elif _may_stand_for(words, entry, agrees, strict=strict and not all(careless)):
            loose.append(entry)
    chosen = exact if exact and strict else exact + loose
    if not chosen:
        return 0.0, ()
    # "giao" is a word as it stands: it is hardly "giáo" written carelessly
    agreed = [
        word.accented == wanted for word, wanted in zip(words, chosen[0].accents, strict=True)
    ]
    excused = any(
        (bare or slip) and not agree
        for agree, bare, slip in zip(agreed, careless, slipped, strict=True)
    )
    penalty = _LOOSE if excused else _LOOSE_WORD
    if english:
        chosen.sort(key=lambda entry: not entry.is_english)
    score = _KNOWN + _LONGER * (len(words) - 1) - (penalty if strict and not exact else 0)
    return score + max(_WEIGHTS.get(entry.kind, 0) for entry in chosen), tuple(chosen)


def _is_half(written: str, wanted: str) -> bool:
    """ "Nôi" for nội: the letters' marks without the tone."""
    return "0" not in written and wanted.partition("0")[0] == written


def _may_stand_for(
    words: Sequence[Token], entry: Entry, agrees: Sequence[bool], *, strict: bool
) -> bool:
    """Whether words without marks, or with half of them, can be an entry with marks."""
    unmarked = [
        not word.is_marked or (len(words) > 1 and _is_half(word.accented, wanted))
        for word, wanted in zip(words, entry.accents, strict=True)
    ]
    if all(agree or bare for agree, bare in zip(agrees, unmarked, strict=True)):
        return not strict or len(words) > 1
    # one wrong mark in a long phrase is a slip
    wrong = [not agree and not bare for agree, bare in zip(agrees, unmarked, strict=True)]
    return len(words) > 2 and sum(wrong) == 1


def _segment(tokens: Sequence[Token], first: int, last: int, options: tuple[Entry, ...]) -> Segment:
    inside = [token for token in tokens[first:last] if not token.is_joint]
    return Segment(
        first,
        last,
        inside[0].start,
        inside[-1].end,
        " ".join(token.folded for token in inside),
        inside[0].kind,
        options,
        inside[0].is_glued,
        inside[0].is_title,
        any(token.is_marked for token in inside),
        " ".join(token.raw for token in inside),
        frozenset(entry.kind for entry in options),
    )
