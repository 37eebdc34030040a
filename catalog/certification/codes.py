"""The forms in which numbers and codes of decisions and certificates meet."""

import re

from marketplace.kernel import text

_PARTS = re.compile(r"\d+|[^\W\d_]+")
_BEFORE_NUMBER = re.compile(r"^(quyet dinh )?(so )?")
_COMMITTEE = re.compile(r"^(chu tich )?(uy ban nhan dan|ubnd)( cac)? ?")
_SHORT_KINDS = {"tp": "thanh pho", "tx": "thi xa", "t": "tinh", "h": "huyen", "q": "quan"}
_PROVINCE_KIND = re.compile(r"^(tinh|thanh pho) ")


def number_key(number: str) -> str:
    """A decision's number, however it was typed: ``Số: 0123/QĐ - UBND`` → ``123/qdubnd``.

    Letters that follow each other are joined, digits stay apart and lose leading zeros.
    """
    folded = _BEFORE_NUMBER.sub("", text.key(number))
    groups: list[str] = []
    for part in _PARTS.findall(folded):
        if part.isdigit():
            groups.append(part.lstrip("0") or "0")
        elif groups and not groups[-1].isdigit():
            groups[-1] += part
        else:
            groups.append(part)
    return "/".join(groups)[:80]


def authority_unit(name: str) -> str:
    """The unit whose committee ``name`` is: ``UBND TX. Hồng Ngự, tỉnh Đồng Tháp`` → ``thi xa hong ngu``."""
    unit = _COMMITTEE.sub("", text.key(name.split(",", maxsplit=1)[0]))
    words = unit.split(" ")
    words[0] = _SHORT_KINDS.get(words[0], words[0])
    unit = " ".join(words)
    return unit if unit.startswith("tinh ") else unit.split(" tinh ")[0]


def authority_key(level: str, province_code: str, province_name: str, name: str) -> str:
    """What makes two authorities one: level, province of today, and the former unit where there is one.

    A province's committee under its present name, or without a name, is the province itself; the
    ministry is one under each of its names.
    """
    if level == "ministry":
        return "ministry||"
    unit = authority_unit(name)
    if level == "province":
        unit = _PROVINCE_KIND.sub("", unit)
        if unit == text.key(province_name):
            unit = ""
    return f"{level}|{province_code}|{unit}"[:180]


def official_key(code: str) -> str:
    """An official code T–X–STT–year (older: T–H–X–STT–year) without its dashes' and zeros' variants.

    ``83–829–28780 – 03–2022`` → ``83-829-28780-3-2022``. Empty for what has fewer than four numbers.
    """
    groups = [part.lstrip("0") or "0" for part in re.findall(r"\d+", text.fold(code))]
    letters = re.search(r"[^\W\d_]", text.fold(code))
    return "" if letters or len(groups) < 4 or len(groups) > 5 else "-".join(groups)[:40]  # noqa: PLR2004
