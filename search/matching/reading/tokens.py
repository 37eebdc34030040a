"""Words, numbers and signs of a text, each with its place in the text as it was given."""

import functools
import itertools
import re
from dataclasses import dataclass

from marketplace.kernel import text
from search.tokens import accent

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)"
    r"|(?P<word>[^\W\d_](?:[^\W_]|[\u0300-\u036f])*)"
    r"|(?P<line>\n)"
    r"|(?P<sign>[^\s\w]|_)"
)
#: "1tr2", "2k5": letters that count, then digits.
_SCALED = re.compile(r"(tr|k|trieu|nghin|ngan|ty)(\d+)$")
#: "1x40ft": so many of a size.
_TIMES = re.compile(r"(x)(\d+)([a-z]*)$")
#: Signs that stand inside a word when nothing is between: free-range, TP.HCM, M'Drắk, C/O.
_LONGEST_WORD = 40
_JOINTS = frozenset("-'’.‑")


@dataclass(slots=True)
class Token:
    """``raw`` is NFC in lower case. ``is_joint``: a sign within a word, read as if absent."""

    start: int
    end: int
    kind: str
    raw: str
    folded: str
    accented: str
    is_title: bool = False
    is_glued: bool = False
    is_joint: bool = False

    @property
    def is_marked(self) -> bool:
        return self.folded != self.accented


def tokenise(given: str) -> list[Token]:
    """All tokens of ``given`` in order; spaces and control characters are none."""
    found: list[Token] = []
    for match in _TOKEN.finditer(given):
        kind = str(match.lastgroup)
        if kind == "word":
            after_number = bool(found) and (found[-1].kind, found[-1].end) == (
                "number",
                match.start(),
            )
            found += _words(match.group(), match.start(), after_number=after_number)
        else:
            sign = match.group()
            found.append(Token(match.start(), match.end(), kind, sign, sign, sign))
    for before, token in itertools.pairwise(found):
        token.is_glued = before.end == token.start
    _mark_joints(found)
    return found


def _words(word: str, start: int, *, after_number: bool) -> list[Token]:
    times = _TIMES.match(_forms(word)[1]) if after_number and word[-1:] not in "xX" else None
    if times:
        sign, digits, rest = (len(group) for group in times.groups())
        middle = start + sign + digits
        number = word[sign : sign + digits]
        return [
            _word(word[:sign], start, start + sign),
            Token(start + sign, middle, "number", number, number, number),
            *([_word(word[sign + digits :], middle, middle + rest)] if rest else []),
        ]
    scaled = _SCALED.match(_forms(word)[1]) if word[-1].isdigit() else None
    if scaled:
        cut = start + len(scaled.group(1))
        return [
            _word(word[: len(scaled.group(1))], start, cut),
            Token(
                cut, start + len(word), "number", scaled.group(2), scaled.group(2), scaled.group(2)
            ),
        ]
    return [_word(word, start, start + len(word))]


def _word(word: str, start: int, end: int) -> Token:
    raw, folded, accented = _forms(word)
    return Token(start, end, "word", raw, folded, accented, is_title=word[:1].isupper())


@functools.lru_cache(maxsize=2**14)
def _forms(word: str) -> tuple[str, str, str]:
    """In lower case, folded, and with the tone at its end; texts use few words again and again."""
    raw = text.clean(word[:_LONGEST_WORD]).lower()
    return raw, text.fold(raw), accent(raw)


def _mark_joints(tokens: list[Token]) -> None:
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if token.raw in _JOINTS and token.is_glued and after.is_glued:
            words = "word" in (before.kind, after.kind)
            numbers = before.kind == "number" and after.kind == "number"
            letters = {before.kind, after.kind} <= {"word", "number"}
            if words and letters and not numbers and (token.raw != "." or after.kind == "word"):
                token.is_joint = True
