"""The addresses of provinces, regions and former provinces with their names, out of data/: no database."""

from functools import cache
from typing import NamedTuple

from .reference import rows


class Names(NamedTuple):
    """``province``: of a former one, the slug of the province that it is part of today."""

    vi: str
    en: str
    province: str = ""


@cache
def provinces() -> dict[str, Names]:
    """Slug → names of the 34 provinces."""
    return {
        row["slug"]: Names(row["name_vi"], row["name_en"], row["slug"])
        for row in rows("provinces.csv")
    }


@cache
def regions() -> dict[str, Names]:
    """Slug → names of the six regions."""
    return {row["slug"]: Names(row["name_vi"], row["name_en"]) for row in rows("regions.csv")}


@cache
def former_provinces() -> dict[str, Names]:
    """Slug → name of the 63 former provinces; an English name they have not."""
    return {
        row["former_slug"]: Names(row["former_name_vi"], row["former_name_vi"], row["new_slug"])
        for row in rows("former_provinces.csv")
    }
