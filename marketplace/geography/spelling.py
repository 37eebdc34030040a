"""Vietnamese words compared with regard to their marks, as far as somebody typed them.

A mark may be missing ("Phan Thiet", "Đăk" for "Đắk"), but a mark that is typed may not
contradict: "Tân Thánh" is not "Tân Thành". Where in the word the tone stands ("Hoà", "Hòa") and
whether i or y is written ("Lý", "Lí") makes no difference.
"""

import re
import unicodedata
from functools import lru_cache

from marketplace.kernel.text import clean

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_WORD = re.compile(r"\w+")

#: One word: its base letters, the quality of each (circumflex, breve, horn, stroke), its tone.
Sound = tuple[str, tuple[str, ...], str]


@lru_cache(maxsize=65536)
def sound(word: str) -> Sound:
    letters: list[str] = []
    qualities: list[str] = []
    tone = ""
    for character in unicodedata.normalize("NFD", word.lower()):
        if character in _TONES:
            tone = character
        elif unicodedata.combining(character):
            if qualities:
                qualities[-1] += character
        elif character == "đ":
            letters.append("d")
            qualities.append("-")
        else:
            letters.append("i" if character == "y" else character)
            qualities.append("")
    text = "".join(letters)
    return (text.lstrip("0") or "0" if text.isdigit() else text), tuple(qualities), tone


def sounds(text: str) -> tuple[Sound, ...]:
    return tuple(sound(word) for word in _WORD.findall(clean(text).replace("_", " ")))


def is_marked(word: Sound) -> bool:
    """Whether the word carries any mark at all."""
    return bool(word[2]) or any(word[1])


def agrees(typed: tuple[Sound, ...], name: tuple[Sound, ...]) -> bool:
    """Whether no typed mark contradicts the name. Words of another division are let pass."""
    if len(typed) != len(name):
        return True
    return all(_word_agrees(one, other) for one, other in zip(typed, name, strict=True))


def _word_agrees(typed: Sound, name: Sound) -> bool:
    if typed[0] != name[0]:
        return True  # an alias, compared by its key alone
    if typed[2] not in ("", name[2]):
        return False
    return all(one in ("", other) for one, other in zip(typed[1], name[1], strict=False))
