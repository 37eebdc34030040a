"""Names of units as they compare: folded, without the word for the kind, numbers without zeros."""

from marketplace.kernel.text import key

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
