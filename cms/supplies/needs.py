"""What a block declares before anything is fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from catalog.catalogue.selectors.shelves import Shelf


@dataclass(frozen=True, slots=True)
class Link:
    """A published page as a block leads to it."""

    title: str
    url: str


#: The pages that blocks lead to, by number; those that are not published are missing.
Links = Mapping[int, Link]


@dataclass(frozen=True, slots=True)
class Needs:
    """``texts``: rich text as kept, whose links are resolved. ``facts``: the province's figures.

    ``pages``, ``documents`` and ``producer`` are numbers; a document may be missing.
    """

    shelf: Shelf | None = None
    texts: tuple[str, ...] = ()
    images: tuple[Any, ...] = ()
    pages: tuple[int, ...] = ()
    documents: tuple[int | None, ...] = ()
    producer: int | None = None
    facts: bool = False
