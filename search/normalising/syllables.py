"""What a Vietnamese syllable can look like, with and without its marks."""

import re
import unicodedata

#: Onset, vowels, coda of a folded syllable. Wider than the language, narrower than any string.
SYLLABLE = re.compile(
    r"(ngh|ng|nh|n|ch|c|gh|gi|g|kh|k|ph|p|qu|q|th|tr|t|b|d|h|l|m|r|s|v|x)?"
    r"([aeiouy]{1,3})"
    r"(ch|c|k|m|ng|nh|n|p|t)?"
)
_VOWELS = "aeiouyăâêôơư"
_SHAPED = "ăâêôơ"
_TONES = {"f": "\u0300", "s": "\u0301", "x": "\u0303", "r": "\u0309", "j": "\u0323"}
_CLUSTER = re.compile(rf"[{_VOWELS}]+")


def spelled(accented: str) -> str:
    """An accented token as people write it: "hoa0f" → "hòa", the tone where most write it.

    On a letter with a mark of its own, else on the last vowel before a consonant, else on the last
    but one ("mía", "hòa"), not counting the u of "qu" and the i of "gi".
    """
    letters, zero, tone = accented.rpartition("0")
    if not zero or tone not in _TONES:
        return accented
    place = _place_of_tone(letters)
    if place is None:
        return letters
    return unicodedata.normalize("NFC", letters[: place + 1] + _TONES[tone] + letters[place + 1 :])


def _place_of_tone(letters: str) -> int | None:
    clusters = list(_CLUSTER.finditer(letters))
    if not clusters:
        return None
    start, end = clusters[-1].span()
    if end - start > 1 and (letters[:start], letters[start]) in (("q", "u"), ("g", "i")):
        start += 1
    shaped = [place for place in range(start, end) if letters[place] in _SHAPED]
    if shaped:
        return shaped[-1]
    if "ư" in letters[start:end]:
        return letters.index("ư", start)
    if end < len(letters) or end - start == 1:
        return end - 1
    return end - 2
