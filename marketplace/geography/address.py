"""An address as words, with the boundaries between them and the words that name a kind of unit."""

import re
from functools import lru_cache

from marketplace.kernel.text import clean

from .names import look_up_key, plain
from .spelling import Sound, is_marked, sound, sounds

#: Boundaries before a word: none, one that a name may contain ("Xuân Hương - Đà Lạt"), a hard one.
NONE, SOFT, HARD = 0, 1, 2

COMMUNE_KINDS = frozenset({"xa", "phuong", "thi tran", "dac khu"})
DISTRICT_KINDS = frozenset({"huyen", "quan", "thi xa", "thanh pho"})
PROVINCE_KINDS = frozenset({"tinh", "thanh pho"})

#: What stands for a kind: Vietnamese in full, its abbreviations, English.
_KIND_WORDS = {
    "xã": "xa",
    "phường": "phuong",
    "thị trấn": "thi tran",
    "đặc khu": "dac khu",
    "huyện": "huyen",
    "quận": "quan",
    "thị xã": "thi xa",
    "thành phố": "thanh pho",
    "tỉnh": "tinh",
    "x": "xa",
    "p": "phuong",
    "f": "phuong",
    "tt": "thi tran",
    "đk": "dac khu",
    "h": "huyen",
    "q": "quan",
    "tx": "thi xa",
    "tp": "thanh pho",
    "t p": "thanh pho",
    "t x": "thi xa",
    "t t": "thi tran",
    "t": "tinh",
    "commune": "xa",
    "ward": "phuong",
    "township": "thi tran",
    "district": "huyen",
    "city": "thanh pho",
    "province": "tinh",
}
_KINDS = {tuple(plain(words).split()): (kind, sounds(words)) for words, kind in _KIND_WORDS.items()}
_ENGLISH = frozenset({"commune", "ward", "township", "district", "city", "province"})

_PIECE = re.compile(r"\w+|[^\w\s]+")
_GLUED = re.compile(r"(q|p|f|kp)(\d+)", re.IGNORECASE)
_HARD_MARKS = frozenset(",;:/|()[]")
_SOFT_MARKS = frozenset("-–—")
_FORMERLY = sounds("cũ")[0]
_COUNTRY = (["viet", "nam"], ["vietnam"], ["vn"])
_POSTAL_CODE = re.compile(r"\d{5,6}")
#: Of longer texts the end is read: what comes last is what counts.
_LONGEST_TEXT = 500
#: In words, without the kind; the longest today is "Văn Miếu - Quốc Tử Giám".
LONGEST_NAME = 6


class Words:
    """``keys`` are looked up, ``heard`` are the words with their marks, ``gaps`` stand before."""

    def __init__(self, keys: list[str], heard: list[Sound], gaps: list[int]) -> None:
        self.keys = keys
        self.heard = heard
        self.gaps = gaps
        self._stretches: dict[int, list[tuple[int, str]]] = {}

    def stretches(self, end: int) -> list[tuple[int, str]]:
        """What may be a name up to here, longest first: (start, look-up key); no hard boundary in."""
        known = self._stretches.get(end)
        if known is None:
            known = self._stretches[end] = []
            key = ""
            for start in range(end - 1, max(-1, end - 1 - LONGEST_NAME), -1):
                key = f"{self.keys[start]} {key}" if key else self.keys[start]
                known.append((start, key))
                if self.gaps[start] == HARD:
                    break
            known.reverse()
        return known

    def is_marked_before(self, end: int) -> bool:
        """Whether the writer types marks; a province after it may have been picked from a list."""
        return any(map(is_marked, self.heard[:end]))

    def kind_before(self, position: int) -> tuple[str, int]:
        """The kind that stands right before, and where it starts; ``("", position)`` if none."""
        for length in (2, 1):
            start = position - length
            if start < 0 or any(self.gaps[start + 1 : position + 1]):
                continue
            kind = self.kind_at(start, length)
            if kind:
                return kind, start
        return "", position

    def kind_at(self, start: int, length: int) -> str:
        """With all its marks or with none: "Quân Chu" begins with no district (quận)."""
        known = _KINDS.get(tuple(self.keys[start : start + length]))
        if known is None:
            return ""
        heard = tuple(self.heard[start : start + length])
        return known[0] if heard == known[1] or not any(map(is_marked, heard)) else ""


@lru_cache(maxsize=65536)
def _word(word: str) -> tuple[str, Sound]:
    return look_up_key(plain(word)), sound(word)


def read(text: str) -> Words:
    """The words of an address; country, postal code and "cũ" (formerly) are left out."""
    keys: list[str] = []
    heard: list[Sound] = []
    gaps: list[int] = []
    gap = HARD
    lines = text[-_LONGEST_TEXT:].replace("\n", ", ").replace("_", " ")
    for piece in _PIECE.findall(clean(_GLUED.sub(_unglue, lines))):
        if not (piece[0].isalnum()):
            gap = max(gap, _gap(piece))
            continue
        key, word = _word(piece)
        if word == _FORMERLY and word[2]:
            gap = HARD
            continue
        keys.append(key)
        heard.append(word)
        gaps.append(gap)
        gap = NONE
    _drop_tail(keys, heard, gaps)
    _turn_english(keys, heard, gaps)
    return Words(keys, heard, gaps)


def _unglue(found: re.Match[str]) -> str:
    whole = found.string
    before = whole[found.start() - 1 : found.start()]
    after = whole[found.end() : found.end() + 1]
    if before.isalnum() or after.isalnum():
        return found.group()
    return f"{found.group(1)} {found.group(2)}"


def _gap(marks: str) -> int:
    if not _HARD_MARKS.isdisjoint(marks):
        return HARD
    return NONE if _SOFT_MARKS.isdisjoint(marks) else SOFT


def _drop_tail(keys: list[str], heard: list[Sound], gaps: list[int]) -> None:
    while True:
        dropped = next((len(tail) for tail in _COUNTRY if keys[-len(tail) :] == tail), 0)
        if not dropped and len(keys) > 1 and _POSTAL_CODE.fullmatch(keys[-1]):
            dropped = 1
        if not dropped:
            return
        for words in (keys, heard, gaps):
            del words[-dropped:]


def _turn_english(keys: list[str], heard: list[Sound], gaps: list[int]) -> None:
    """``Duc Trong district`` → ``district Duc Trong``, part by part."""
    starts = [i for i, gap in enumerate(gaps) if gap == HARD]
    ends = [*starts[1:], len(keys)]
    for start, end in zip(starts, ends, strict=False):  # no words, no starts
        if end - start > 1 and keys[end - 1] in _ENGLISH and keys[start] not in _ENGLISH:
            keys[start:end] = [keys[end - 1], *keys[start : end - 1]]
            heard[start:end] = [heard[end - 1], *heard[start : end - 1]]
            gaps[start + 1 : end] = [NONE, *gaps[start + 1 : end - 1]]
