"""Amounts as Vietnamese banks write them: whole đồng in both fashions of grouping."""

import re

_NOISE = re.compile(r"[\s\u00a0\u202f]|vnd|vnđ|₫|đ", re.I)
_SIGN = re.compile(r"(?P<minus>[-−–(])?\+?(?P<figure>[\d.,]+)\)?(?P<word>cr|dr|db|c|d)?", re.I)
#: Grouped by threes with one sign throughout, perhaps two zeros behind the other sign.
_GROUPED = re.compile(r"\d{1,3}(?:(?P<sign>[.,])\d{3})(?:(?P=sign)\d{3})*(?:[.,]0{1,2})?")
_PLAIN = re.compile(r"\d+(?:[.,]0{1,2})?")
_DEBIT_WORDS = frozenset({"dr", "db", "d"})
#: More digits than any account of a shop has seen.
_MOST = 10**15


def read_amount(cell: object) -> int | None:
    """Signed đồng; None for an empty cell. ValueError for what is not a whole amount.

    "1.234.567", "1,234,567.00", "+150000 VND", "-62 000", "(62.000)", "1.234.567 CR".
    """
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, int):
        return _within(cell)
    if isinstance(cell, float):
        if not cell.is_integer():
            raise ValueError(cell)
        return _within(int(cell))
    written = _NOISE.sub("", str(cell))
    if written in {"", "-", "–", "—"}:
        return None
    match = _SIGN.fullmatch(written)
    if match is None or (not written.isascii() and not match["minus"]):
        raise ValueError(cell)
    value = _figure(match["figure"])
    is_negative = bool(match["minus"]) or (match["word"] or "").lower() in _DEBIT_WORDS
    return _within(-value if is_negative else value)


def _figure(figure: str) -> int:
    if _GROUPED.fullmatch(figure):
        whole = re.sub(r"[.,]0{1,2}$", "", figure)
        return int(re.sub(r"[.,]", "", whole))
    if _PLAIN.fullmatch(figure):
        return int(re.split(r"[.,]", figure)[0])
    raise ValueError(figure)


def _within(value: int) -> int:
    if abs(value) >= _MOST:
        raise ValueError(value)
    return value
