"""What can honestly be said of a product from its name: its season, its name in English, its VAT."""

import re
from functools import cache

from catalog.catalogue.vat import VatClass

from .rows import table
from .words import WordTable

#: Fresh produce has a season; what was dried, frozen or bottled has none.
_FRESH = frozenset({"B01", "B24"})
#: Own produce that was only cleaned or dried is not subject to VAT (48/2024/QH15, Art. 5).
_OWN_PRODUCE = frozenset({"B01", "B02", "B03"})
_PROPER_NAME = re.compile(r"[^\W\d_a-zà-ỹ][\w.-]*|\d[\w.%]*")


def season_months(title: str, criteria_set: str) -> int:
    """The months in season as catalogue.Product keeps them: bit n-1 for month n, 0 all year."""
    found = _seasons().first(title) if criteria_set in _FRESH else None
    return sum(1 << (int(month) - 1) for month in found["months"].split()) if found else 0


def english_title(title: str) -> str:
    """The title in English where it is a known noun and, at most, a proper name; else empty."""
    for vietnamese, english in _english():
        if not title.startswith(vietnamese):
            continue
        rest = title[len(vietnamese) :].strip()
        if rest and not all(map(_PROPER_NAME.fullmatch, rest.split())):
            continue
        if rest and "{}" not in english:
            continue
        said = english.format(rest).strip()
        return said[:1].upper() + said[1:]
    return ""


def vat_class(criteria_set: str, legal_form: str) -> str:
    """Households pay by the direct method; own fresh produce is not subject; else the standard rate."""
    if legal_form == "household":
        return VatClass.DIRECT
    return VatClass.NOT_SUBJECT if criteria_set in _OWN_PRODUCE else VatClass.STANDARD


@cache
def _seasons() -> WordTable:
    return WordTable(table("seasons.csv"))


@cache
def _english() -> list[tuple[str, str]]:
    """Longer phrases first, so that "forest honey" wins over "honey"."""
    pairs = [(row["vietnamese"], row["english"]) for row in table("english.csv")]
    return sorted(pairs, key=lambda pair: -len(pair[0]))
