"""Words in the page's language, or in Vietnamese and saying so (truth 9 of the design)."""

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
    if get_language() != "en":
        return Words(vietnamese)
    if english:
        return Words(english)
    return Words(vietnamese, "vi" if vietnamese else "")
