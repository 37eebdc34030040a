"""The official taxonomy as the frame's menu shows it: the same for everybody, read without a query."""

from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import get_language

from marketplace.kernel.language import Words, words

from .reference import taxonomy_rows
from .selectors.taxonomy import short_name


@dataclass(frozen=True)
class MenuGroup:
    """A group of a sector."""

    name: Words
    url: str


@dataclass(frozen=True)
class MenuSector:
    """A sector in a word or two, with its groups; none where there is only one, which says the same."""

    name: str
    url: str
    groups: tuple[MenuGroup, ...]


def menu() -> tuple[MenuSector, ...]:
    """The six sectors in the page's language."""
    return _menu(get_language() or "")


@cache
def _menu(_language: str) -> tuple[MenuSector, ...]:
    rows = taxonomy_rows()
    return tuple(
        MenuSector(
            name=short_name(sector["code"]) or sector["name_vi"],
            url=reverse("catalogue:category", args=[sector["code"]]),
            groups=_groups([row for row in rows if row["parent_code"] == sector["code"]]),
        )
        for sector in rows
        if not sector["parent_code"]
    )


def _groups(rows: list[dict[str, str]]) -> tuple[MenuGroup, ...]:
    groups = tuple(
        MenuGroup(
            name=words(row["name_vi"], row["name_en"]),
            url=reverse("catalogue:category", args=[row["code"]]),
        )
        for row in rows
    )
    return groups if len(groups) > 1 else ()
