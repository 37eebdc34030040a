"""The short word by which a transfer is known again in a bank's description.

``DH`` (đơn hàng) and eight characters without look-alikes. Banks bury it in words of their own, cut
at odd places and drop signs; people type it by hand: it is looked for without spaces and signs, and
I, L, O and U are read as 1, 1, 0 and V.
"""

from marketplace.kernel.ids import new_public_id
from marketplace.kernel.text import fold

PREFIX = "DH"
_RANDOM = 8
LENGTH = len(PREFIX) + _RANDOM
_READ = str.maketrans("ILOU", "110V")


def new_reference() -> str:
    """40 random bits behind the prefix; the table's unique key has the last word."""
    return PREFIX + new_public_id(_RANDOM).upper()


def squeezed(text: str) -> str:
    """Only ASCII letters and digits, upper case, look-alikes read as one."""
    return "".join(c for c in fold(text).upper() if c.isascii() and c.isalnum()).translate(_READ)


def references_in(description: str) -> set[str]:
    """Everything in the text that could be a reference; the books say which ones are."""
    text = squeezed(description)
    starts = (at for at in range(len(text) - LENGTH + 1) if text.startswith(PREFIX, at))
    return {text[at : at + LENGTH] for at in starts}


def nearly_in(reference: str, description: str, *, at_most: int = 2) -> bool:
    """Whether the text holds the reference with so many characters mistyped."""
    text = squeezed(description)
    return any(
        sum(one != other for one, other in zip(reference, text[at : at + LENGTH], strict=True))
        <= at_most
        for at in range(len(text) - LENGTH + 1)
    )
