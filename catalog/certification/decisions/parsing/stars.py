"""How a sheet writes stars."""

import re

from django.utils.translation import gettext as _

from marketplace.kernel.text import fold

from ..reading import Cell
from .unclear import Unclear

RECOGNISED = (3, 4, 5)
_FILLED = "★⭐✭✮🌟*"
_DRAWN = re.compile(rf"[{re.escape(_FILLED)}]+")
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4, "nam": 5}
_NUMBERS |= {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
#: Words that may stand beside the number without changing what it says.
_FILLERS = frozenset(
    {"sao", "star", "stars", "ocop", "hang", "dat", "loai", "cap", "muc", "san", "pham", "xep"}
    | {"phan", "ket", "qua", "duoc", "cong", "nhan", "la", "so", "chuan", "tieu", "quoc", "gia"}
    | {"tinh", "rated", "rating", "level"}
)
_WORDS = re.compile(r"\d+(?:[.,]\d+)?|[a-z]+|[^\sa-z\d]")
_OPEN_ENDED = re.compile(r"\btu 0?\d|tro len|tiem nang")
_PUNCTUATION = frozenset(":.-–;,")


def read_star(cell: Cell) -> int:
    """3, 4 or 5; raises Unclear (code ``star``) for all else, 1 and 2 included (Art. 4.1.a).

    "4 sao", "04 sao", 4, 4.0, "★★★★", "4*", "Bốn sao", "Hạng 4 sao", "4 sao (85,5 điểm)".
    """
    stars = _number(cell)
    if stars is None:
        raise Unclear(
            "star", _("The stars cannot be read: “%(cell)s”. Write 3, 4 or 5.") % {"cell": cell}
        )
    if stars not in RECOGNISED:
        raise Unclear(
            "star", _("%(stars)s is not recognised: only 3, 4 and 5 stars are.") % {"stars": stars}
        )
    return stars


def _number(cell: Cell) -> int | None:
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return int(cell) if float(cell).is_integer() else None
    return _written(str(cell))


def _written(text: str) -> int | None:
    text = re.sub(r"\([^)]*\)", " ", text).replace("\ufe0f", "").replace("☆", " ")
    folded = fold(text)
    drawn = _DRAWN.findall(folded.replace(" ", ""))
    said = [word for word in _WORDS.findall(_DRAWN.sub(" ", folded)) if word not in _PUNCTUATION]
    numbers = [number for number in map(_as_number, said) if number is not None]
    if len(numbers) + sum(word in _FILLERS for word in said) != len(said):
        return None
    if drawn and not numbers:
        return len(drawn[0]) if len(drawn) == 1 else None
    if len(set(numbers)) != 1 or any(len(run) not in (1, numbers[0]) for run in drawn):
        return None
    return numbers[0]


def _as_number(word: str) -> int | None:
    if word in _NUMBERS:
        return _NUMBERS[word]
    if re.fullmatch(r"0*\d(?:[.,]0+)?", word):
        return int(re.split(r"[.,]", word)[0])
    return None


def star_in_title(text: str) -> int | None:
    """The one star level that a title or section names ("I. SẢN PHẨM 4 SAO"), or None."""
    folded = fold(text)
    if _OPEN_ENDED.search(folded):
        return None
    found = {int(digit) for digit in re.findall(r"\b0?([1-5]) sao\b", folded)}
    return found.pop() if len(found) == 1 else None
