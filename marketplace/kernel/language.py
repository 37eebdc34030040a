"""Words in the page's language, or in Vietnamese and saying so (truth 9 of the design)."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import get_language


@dataclass(frozen=True)
class Words:
    """A text to show; ``lang`` names its language where it is not the page's, for the attribute."""

    text: str
    lang: str = ""

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


def words(vietnamese: str, english: str = "") -> Words:
    """The English text on an English page, else the Vietnamese one, marked there as such."""
    return speaker()(vietnamese, english)


def speaker() -> Callable[[str, str], Words]:
    """``words`` for many texts of one page: the language is asked for once."""
    return _in_english if get_language() == "en" else _in_vietnamese


def _in_vietnamese(vietnamese: str, _english: str) -> Words:
    return Words(vietnamese)


def _in_english(vietnamese: str, english: str) -> Words:
    if english:
        return Words(english)
    return Words(vietnamese, "vi" if vietnamese else "")
