"""What was meant by a token that no phrase of the reader contains.

Raw telex ("tuaanf"), VNI ("tua6n2"), a doubled letter ("khôo"), a slip of one letter, a spelling by
ear ("măng cục"). A token is
only mended into a syllable that the reader knows, and a slip only where it then stands beside a
neighbour with which it makes part of a phrase. Nothing is mended in English sentences but by that.
"""

import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from marketplace.kernel.text import fold
from search.tokens import accent

from .lexicon import Lexicon
from .tokens import Token

_SHORTEST, _LONGEST = 3, 12
_DOUBLED = (("uow", "ươ"), ("dd", "đ"), ("aa", "â"), ("ee", "ê"), ("oo", "ô"), ("aw", "ă"))
_HORNS = (("ow", "ơ"), ("uw", "ư"), ("w", "ư"))
_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
_VNI_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_VNI_LETTERS = {"6": "^", "7": "w", "8": "w", "9": "d"}
_INITIALS = (("s", "x"), ("tr", "ch"), ("d", "gi"), ("r", "g"), ("l", "n"), ("v", "d"))
_FINALS = (("c", "t"), ("n", "ng"), ("i", "y"))
_VOWELS = "aăâeêioôơuưy"
_VNI = re.compile(r"[a-z]+[1-9][a-z1-9]*$")
_REPEATED = re.compile(r"(.)\1+")


def mend(tokens: Sequence[Token], lexicon: Lexicon, *, is_english: bool) -> list[Token]:
    """The tokens, unknown words replaced by what they can be; places in the text are kept."""
    mended = list(tokens)
    words = [place for place, token in enumerate(mended) if token.kind == "word"]
    for number, place in enumerate(words):
        token = mended[place]
        mended[place] = token = _as_known(token, lexicon)
        if token.folded in lexicon.syllables:
            if token.raw != token.folded and not _is_word(token, lexicon):
                mended[place] = _as_heard(mended, words, number, lexicon)
            continue
        if not _SHORTEST - 1 <= len(token.raw) <= _LONGEST:
            continue
        if not is_english:
            read = next((one for one in _typed(token.raw) if fold(one) in lexicon.syllables), None)
            if read is not None:
                mended[place] = _as_known(
                    replace(token, folded=fold(read), accented=accent(read)), lexicon
                )
                continue
        before = mended[words[number - 1]].folded if number else ""
        after = mended[words[number + 1]].folded if number + 1 < len(words) else ""
        near = _near(token.folded, before, after, lexicon)
        if near is not None:
            mended[place] = replace(token, folded=near, accented=near)
    return mended


def _is_word(token: Token, lexicon: Lexicon) -> bool:
    entries = lexicon.entries.get((token.folded,), ())
    return any(entry.accents == (accent(token.raw),) for entry in entries)


def _as_heard(
    tokens: Sequence[Token], words: Sequence[int], number: int, lexicon: Lexicon
) -> Token:
    """ "măng cục" for măng cụt: written as it is said, where that makes a product of two words."""
    token = tokens[words[number]]
    before = tokens[words[number - 1]].folded if number else ""
    after = tokens[words[number + 1]].folded if number + 1 < len(words) else ""
    if (before, token.folded) in lexicon.pairs or (token.folded, after) in lexicon.pairs:
        return token
    for raw in _sounding(token.raw):
        folded, accented = fold(raw), accent(raw)
        for key, which in (((before, folded), 1), ((folded, after), 0)):
            for entry in lexicon.entries.get(key, ()):
                wanted = entry.accents[which]
                # "miêng dong": the tone left out, too
                toneless = "0" not in accented and wanted.partition("0")[0] == accented
                if entry.kind == "product" and (wanted == accented or toneless):
                    return replace(token, folded=folded, accented=wanted)
    return token


def _sounding(raw: str) -> Iterator[str]:
    """The other spellings of what sounds the same in one part of the country."""
    for one, other in _INITIALS:
        for old, new in ((one, other), (other, one)):
            if raw.startswith(old):
                yield new + raw[len(old) :]
    for one, other in _FINALS:
        for old, new in ((one, other), (other, one)):
            if raw.endswith(old) and not (old == "n" and raw.endswith("ng")):
                yield raw[: -len(old)] + new


def _as_known(token: Token, lexicon: Lexicon) -> Token:
    """Without its marks where no word bears just these: they are a slip, or half typed."""
    known = lexicon.spellings.get(token.folded)
    if known and token.is_marked and token.accented not in known:
        return replace(token, accented=token.folded)
    return token


def _typed(raw: str) -> Iterator[str]:
    """What the keys can have meant, likeliest first."""
    if raw.isascii():
        plain = _from_vni(raw) if _VNI.match(raw) else raw
        for letters, tone in _without_tone(plain):
            yield _with_tone(_with_letters(letters), tone)
    yield _REPEATED.sub(r"\1", raw)


def _from_vni(raw: str) -> str:
    """The same syllable in telex."""
    tone = "".join(_VNI_TONES.get(sign, "") for sign in raw)[:1]
    letters = re.sub(r"([aeo])[6]", r"\1\1", raw)
    letters = re.sub(r"d9", "dd", letters)
    letters = re.sub(r"([aou])[78]", r"\1w", letters)
    return re.sub(r"\d", "", letters) + tone


def _without_tone(raw: str) -> Iterator[tuple[str, str]]:
    """The letters without the key of the tone, which stands at the end or after the vowels."""
    first_vowel = next((n for n, letter in enumerate(raw) if letter in "aeiouyw"), len(raw))
    for place in range(len(raw) - 1, first_vowel, -1):
        if raw[place] in _TONES:
            rest = raw[:place] + raw[place + 1 :]
            if rest[-1:] not in _TONES:
                yield rest, _TONES[raw[place]]
    yield raw, ""


def _with_letters(letters: str) -> str:
    for keys, letter in (*_DOUBLED, *_HORNS):
        letters = letters.replace(keys, letter)
    for vowel, key, letter in (("a", "a", "â"), ("e", "e", "ê"), ("o", "o", "ô"), ("o", "w", "ơ")):
        # keys typed after the last consonant: "tuana" = tuân
        if letters.endswith(key) and vowel in letters[:-2] and letters[-2] not in _VOWELS:
            return letters[:-1].replace(vowel, letter, 1)
    return letters


def _with_tone(syllable: str, tone: str) -> str:
    if not tone:
        return syllable
    place = next((n for n in range(len(syllable)) if syllable[n] in "âăêôơư"), None)
    if place is None:
        place = next((n for n in range(len(syllable)) if syllable[n] in _VOWELS), None)
    if place is None:
        return syllable
    return unicodedata.normalize("NFC", syllable[: place + 1] + tone + syllable[place + 1 :])


def _near(word: str, before: str, after: str, lexicon: Lexicon) -> str | None:
    if len(word) < _SHORTEST or not word.isascii():
        return None
    for near in _one_edit(word):
        beside = (before, near) in lexicon.pairs or (near, after) in lexicon.pairs
        if beside and near in lexicon.syllables:
            return near
    return None


def _one_edit(word: str) -> Iterator[str]:
    for place in range(len(word)):
        head, rest = word[:place], word[place:]
        yield head + rest[1:]
        if len(rest) > 1:
            yield head + rest[1] + rest[0] + rest[2:]
    for place in range(len(word) + 1):
        head, rest = word[:place], word[place:]
        for letter in string.ascii_lowercase:
            yield head + letter + rest[1:]
            yield head + letter + rest
