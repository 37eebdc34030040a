"""Vietnamese text, normalised once for storing, comparing, sorting and addresses (slugs).

Sources of real data write ``Ð`` (U+00D0) for ``Đ`` (U+0110) and decomposed diacritics; people
write "Hoà" and "Hòa", and type without diacritics at all.
"""

import re
import unicodedata

#: Look-alikes of Đ/đ that keyboards and old encodings leave behind.
_LOOK_ALIKES = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ", "\xa0": " ", "\u200b": None}
_CONTROL = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F]
_MENDED = str.maketrans(_LOOK_ALIKES | dict.fromkeys(map(chr, _CONTROL)))
_WORDS = re.compile(r"\w+")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def _fold_table() -> dict[int, str]:
    """Every precomposed Latin letter → its base letter, so that folding is one ``translate``."""
    table: dict[int, str] = {ord("đ"): "d", ord("Đ"): "d", ord("Ð"): "d", ord("ð"): "d"}
    for block in ((0x00C0, 0x0250), (0x1E00, 0x1F00)):
        for point in range(*block):
            if point in table:
                continue
            base = unicodedata.normalize("NFD", chr(point))[0]
            if base != chr(point) and base.isascii():
                table[point] = base.lower()
    for point in range(0x0300, 0x0370):
        table[point] = ""
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        table[ord(letter)] = letter.lower()
    return table


_FOLD = _fold_table()


def _plain() -> re.Pattern[str]:
    """Text of ASCII and of precomposed Vietnamese letters alone."""
    composed = (
        unicodedata.normalize("NFC", letter + shape + tone)
        for letter in "aeiouyAEIOUY"
        for shape in ("", "\u0302", "\u0306", "\u031b")
        for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
    )
    letters = sorted({one for one in composed if len(one) == 1 and not one.isascii()} | {*"đĐ"})
    return re.compile(f"[ -~{''.join(letters)}]*")


_PLAIN = _plain()


def is_plain(text: str) -> bool:
    """Nothing in it needs mending or composing, and every letter folds to one of ASCII."""
    return _PLAIN.fullmatch(text) is not None


def clean(text: str) -> str:
    """Text as we store it: NFC, Đ mended, control characters gone, runs of space made one."""
    return " ".join((text if is_plain(text) else _composed(text)).split())


def _composed(text: str) -> str:
    """NFC after what stands between a letter and its mark is gone, so that once is enough."""
    return unicodedata.normalize("NFC", text.translate(_MENDED))


def fold(text: str) -> str:
    """The form in which two spellings meet: lower case, no diacritics, ``đ`` → ``d``, single spaces.

    ``fold("Hoà Bình") == fold("HÒA  BÌNH") == "hoa binh"``; idempotent.
    """
    folded = _composed(text).translate(_FOLD).lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded)
    return " ".join(folded.split())


def key(text: str) -> str:
    """``fold`` with everything but letters and digits read as a space: for comparing names."""
    return " ".join(_WORDS.findall(fold(text).replace("_", " ")))


def slugify(text: str, *, limit: int = 80) -> str:
    """An ASCII address part of at most ``limit`` characters, cut at a hyphen where there is one.

    Empty where the text has no letter or digit to show: the caller brings a word of its own.
    """
    slug = _NOT_SLUG.sub("-", fold(text)).strip("-")
    if len(slug) <= limit:
        return slug
    cut = slug[: limit + 1].rsplit("-", 1)[0]
    return cut[:limit].strip("-")
