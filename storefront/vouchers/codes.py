"""A code as people type it, and as it is kept."""

import re
import secrets

from marketplace.kernel.text import fold

LENGTH = range(4, 21)
#: Without letters and digits that look alike on paper.
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_NOT_KEPT = re.compile(r"[^A-Z0-9]")


def normal(typed: str) -> str:
    """``" tết-2027 dt "`` → ``TET2027DT``: spaces, dashes, case and diacritics do not count."""
    return _NOT_KEPT.sub("", fold(typed).upper())[: LENGTH[-1] + 1]


def new_code(*, length: int = 10) -> str:
    """A random one, to be printed."""
    return "".join(secrets.choice(_LETTERS) for _one in range(length))
