"""Names as people type them: with a Vietnamese driver, without one, in haste, without spaces."""

import random
import unicodedata
from collections.abc import Callable

from marketplace.kernel import text

_TONES = {"\u0300": 1, "\u0301": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5}
_TELEX_TONES, _VNI_TONES = "fsrxj", "21345"
_TELEX = {"ă": "aw", "â": "aa", "đ": "dd", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw"}
_VNI = {"ă": "a8", "â": "a6", "đ": "d9", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7"}
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

Dice = random.Random


def _spread(word: str) -> tuple[str, int, int]:
    """Letters with their own marks, the tone (0: none), and behind which letter it stands."""
    letters, tone, place = "", 0, 0
    for letter in unicodedata.normalize("NFC", word.lower()):
        parts = unicodedata.normalize("NFD", letter)
        tones = [part for part in parts if part in _TONES]
        rest = "".join(part for part in parts if part not in _TONES)
        letters += unicodedata.normalize("NFC", rest)
        if tones:
            tone, place = _TONES[tones[0]], len(letters)
    return letters, tone, place


def telex(word: str, dice: Dice) -> str:
    """The tone's key anywhere from the vowel that bears it to the end; "uow" and "w" alone too."""
    letters, tone, place = _spread(word)
    if dice.random() < 0.5:
        letters = letters.replace("ươ", "uơ")
    typed = ""
    for number, letter in enumerate(letters):
        key = _TELEX.get(letter, letter)
        alone = letter == "ư" and (number == 0 or letters[number - 1] not in "ăâêôơưaeiouyq")
        typed += "w" if alone and dice.random() < 0.3 else key
    first = len("".join(_TELEX.get(letter, letter) for letter in letters[:place]))
    return _with_tone(typed, first, tone and _TELEX_TONES[tone - 1], dice)


def vni(word: str, dice: Dice) -> str:
    letters, tone, place = _spread(word)
    if dice.random() < 0.5:
        letters = letters.replace("ươ", "uơ")
    typed = "".join(_VNI.get(letter, letter) for letter in letters)
    first = len("".join(_VNI.get(letter, letter) for letter in letters[:place]))
    return _with_tone(typed, first, tone and _VNI_TONES[tone - 1], dice)


def _with_tone(typed: str, first: int, key: str | int, dice: Dice) -> str:
    """The tone's key behind the letter that bears it, or later."""
    if not key:
        return typed
    where = dice.randint(min(first, len(typed)), len(typed))
    return f"{typed[:where]}{key}{typed[where:]}"


def _in_words(how: Callable[[str, Dice], str]) -> Callable[[str, Dice], str]:
    def typed(name: str, dice: Dice) -> str:
        return " ".join(how(word, dice) for word in name.split())

    return typed


def half(word: str, dice: Dice) -> str:
    return dice.choice((word, text.fold(word)))


def slip(name: str, dice: Dice) -> str:
    """One slip in one word of three letters or more, half of the wrong letters beside the right ones."""
    words = text.key(name).split()
    long = [place for place, word in enumerate(words) if len(word) > 2 and word.isalpha()]
    if not long:
        return " ".join(words)
    place = dice.choice(long)
    word = words[place]
    at = dice.randrange(len(word))
    kind = dice.choice(("insert", "delete", "replace", "swap"))
    if kind == "insert":
        word = word[:at] + _wrong(word[at], dice) + word[at:]
    elif kind == "delete":
        word = word[:at] + word[at + 1 :]
    elif kind == "replace":
        word = word[:at] + _wrong(word[at], dice) + word[at + 1 :]
    else:
        at = min(at, len(word) - 2)
        word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return " ".join([*words[:place], word, *words[place + 1 :]])


def _wrong(letter: str, dice: Dice) -> str:
    row = next((keys for keys in _ROWS if letter in keys), "")
    place = row.find(letter)
    beside = [row[at] for at in (place - 1, place + 1) if row and 0 <= at < len(row)]
    if beside and dice.random() < 0.5:
        return dice.choice(beside)
    return dice.choice([other for other in "abcdefghijklmnopqrstuvwxyz" if other != letter])


#: How a name is typed → the name so typed.
FORMS: dict[str, Callable[[str, Dice], str]] = {
    "accented": lambda name, _dice: name,
    "plain": lambda name, _dice: text.fold(name),
    "half accented": _in_words(half),
    "NFD": lambda name, _dice: unicodedata.normalize("NFD", name),
    "telex": _in_words(telex),
    "VNI": _in_words(vni),
    "typo": slip,
    "joined": lambda name, _dice: text.key(name).replace(" ", ""),
    "joined, accented": lambda name, _dice: "".join(name.split()),
    "telex, joined": lambda name, dice: "".join(telex(word, dice) for word in name.split()),
}
