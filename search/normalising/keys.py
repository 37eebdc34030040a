"""Syllables typed on a keyboard without its Vietnamese driver: telex ("xoaif") and VNI ("xoai2").

Keys may stand anywhere behind the letter that they belong to ("xoafi", "dduowngf", "tieengs",
"tiengse"). What comes out is a guess: the caller keeps it only where the index knows the syllable.
"""

import re
from collections.abc import Iterator

from search.tokens import accent

from .syllables import SYLLABLE

#: Longer runs of keys are no syllable: "nghiêng" with all its keys has ten.
_LONGEST = 11
_TELEX_TONES = "sfrxj"
_VNI_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"u": "ư", "o": "ơ", "a": "ă"}
#: What no key stands in needs no reading.
_KEYS = re.compile(r"[a-z].*[1-9]|[a-z]*[sfrxjw]|.*([adeo]).*\1")
_PLAIN = str.maketrans("ăâđêôơư", "aadeoou")

Typed = tuple[str, str]


def typed_by_keys(token: str) -> Iterator[Typed]:
    """(folded, accented) for each way to read the keys; nothing where there are no keys."""
    if len(token) > _LONGEST or not _KEYS.match(token) or not token.isascii():
        return
    if token.isalpha():
        yield from _telex(token)
    else:
        yield from _vni(token)


# --- telex -----------------------------------------------------------------------------------


def typed_too_early(token: str) -> Iterator[Typed]:
    """As ``typed_by_keys``, for telex with the tone before the vowel: "csat", "nfuoc"."""
    if not 2 < len(token) <= _LONGEST or not token.isalpha():  # noqa: PLR2004 - onset, tone, vowel
        return
    vowel = next((place for place, letter in enumerate(token) if letter in "aeiouyw"), 0)
    for place in range(vowel):
        if token[place] in _TELEX_TONES:
            found = _finished(_shaped_by_telex(token[:place] + token[place + 1 :]), token[place])
            if found:
                yield found


def _telex(token: str) -> Iterator[Typed]:
    letters, tone = _without_tone(token)
    found = _finished(_shaped_by_telex(letters), tone)
    if found and (tone or found[0] != token):
        yield found


def _without_tone(token: str) -> tuple[str, str]:
    """The token without its tone's key. Behind a vowel no Vietnamese syllable has such a letter."""
    first = next((place for place, letter in enumerate(token) if letter in "aeiouyw"), len(token))
    tones = [place for place, letter in enumerate(token) if letter in _TELEX_TONES]
    late = [place for place in tones if place > first]
    rest = "".join(letter for place, letter in enumerate(token) if place not in late)
    return rest, token[late[-1]] if late else ""


def _shaped_by_telex(letters: str) -> list[str]:
    """ "aa ee oo dd w" made into letters; a second letter may come late ("dand", "tiepe")."""
    made: list[str] = []
    for letter in letters:
        if letter == "w":
            _horn(made)
        elif letter == "d" and made and made[0] == "d":
            made[0] = "đ"
        elif letter in _HATS and letter in made:
            place = len(made) - 1 - made[::-1].index(letter)
            made[place] = _HATS[letter]
        else:
            made.append(letter)
    return made


def _horn(made: list[str]) -> None:
    """A "w": on "uo" both, else on the vowel that can bear it, else a "ư" of its own."""
    text = "".join(made)
    begin = 1 if text.startswith("qu") else 0
    place = text.find("uo", begin)
    if place >= 0 and not text.startswith("qu", place - 1 if place else 0):
        made[place : place + 2] = ["ư", "ơ"]
        return
    if "ưo" in text:
        made[text.index("ưo") + 1] = "ơ"
        return
    for letter in ("u", "o", "a") if "oa" not in text else ("a",):
        place = text.find(letter, 2 if text.startswith("qu") else 0)
        if place >= 0:
            made[place] = _HORNS[letter]
            return
    made.append("ư")


# --- VNI -------------------------------------------------------------------------------------


def _vni(token: str) -> Iterator[Typed]:
    """Digits after letters; a name's own number ("st25", "ri6", "om5451") makes no syllable."""
    made: list[str] = []
    tone = ""
    for letter in token:
        if letter.isalpha():
            made.append(letter)
        elif letter in _VNI_TONES:
            if tone:
                return
            tone = _VNI_TONES[letter]
        elif not _shaped_by_digit(made, letter):
            return
    found = _finished(made, tone)
    if found:
        yield found


def _shaped_by_digit(made: list[str], digit: str) -> bool:
    """6: a hat, 7: a horn, 8: a breve, 9: a bar; False where no letter can bear it."""
    if digit == "7":
        if not set(made) & {"u", "o"}:
            return False
        _horn(made)
        return True
    if digit == "9":
        bears = made and made[0] == "d"
        if bears:
            made[0] = "đ"
        return bool(bears)
    shapes = {"6": _HATS, "8": {"a": "ă"}}.get(digit, {})
    for place in reversed(range(len(made))):
        if made[place] in shapes:
            made[place] = shapes[made[place]]
            return True
    return False


def _finished(made: list[str], tone: str) -> Typed | None:
    letters = "".join(made)
    folded = letters.translate(_PLAIN)
    if not SYLLABLE.fullmatch(folded):
        return None
    return folded, accent(letters) + (f"0{tone}" if tone else "")
