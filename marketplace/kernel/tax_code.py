"""Vietnamese tax codes: ten digits with a check digit, those of a branch with three more, or the
twelve digits of a person's identity number, which is a person's tax code since 1 July 2025.
"""

import re

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_ENTERPRISE = re.compile(r"(\d{10})(?:-(\d{3}))?", re.A)
_PERSON = re.compile(r"\d{12}", re.A)


def clean_tax_code(typed: str) -> str:
    """As it is kept: without spaces and dots, a branch's three digits behind a hyphen."""
    plain = re.sub(r"[\s.]", "", typed)
    return f"{plain[:10]}-{plain[10:]}" if re.fullmatch(r"\d{13}", plain, re.A) else plain


def is_tax_code(code: str) -> bool:
    """By its form and, of an enterprise's ten digits, by the last one.

    The check digit is 10 less the remainder by 11 of the weighted sum of the nine before it.
    """
    if _PERSON.fullmatch(code):
        return "001" <= code[:3] <= "096"
    match = _ENTERPRISE.fullmatch(code)
    if match is None or match[2] == "000":
        return False
    digits = [int(digit) for digit in match[1]]
    rest = sum(w * d for w, d in zip(_WEIGHTS, digits, strict=False)) % 11
    return 10 - rest == digits[9]
