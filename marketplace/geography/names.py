"""Names of units as they compare: folded, without the word for the kind, numbers without zeros."""

import re

from marketplace.kernel.text import key

#: i and y are written for one another at the end of a word: Lý and Lí, Mỹ and Mĩ, Quy and Qui.
_FINAL_Y = re.compile(r"\b([bcdghklmnprstvx]+|qu)y\b")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]\s*")

#: The words for a kind of unit as folded text, longest first, so that "thi xa" wins over "xa".
KINDS = (
    "thanh pho",
    "thi tran",
    "dac khu",
    "thi xa",
    "phuong",
    "huyen",
    "quan",
    "tinh",
    "xa",
)


def plain(text: str) -> str:
    """Folded words with single spaces; ``"Phường 01"`` and ``"phường 1"`` give the same."""
    words = key(text).split()
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)


def split_kind(name: str) -> tuple[str, str]:
    """A printed name → (kind, bare name), both folded: ``("thi tran", "moc chau")``.

    The kind is empty where the name begins with none.
    """
    folded = plain(name)
    for kind in KINDS:
        if folded.startswith(f"{kind} "):
            return kind, folded.removeprefix(f"{kind} ")
    return "", folded


def bare_name(name: str) -> str:
    """The folded name without its kind: ``"Phường Phường Đúc"`` → ``"phuong duc"``."""
    return split_kind(name)[1]


def look_up_key(folded: str) -> str:
    """A plain text in the form that names are looked up by: y for i at the end of a word is i."""
    return _FINAL_Y.sub(r"\1i", folded) if "y" in folded else folded


def look_up_keys(name: str) -> tuple[str, ...]:
    """The keys of a name without its kind: ``"M'Drắk"`` is found as "m drak" and as "mdrak"."""
    keys = (look_up_key(plain(name)), look_up_key(plain(_APOSTROPHES.sub("", name))))
    return keys if keys[0] != keys[1] else keys[:1]
