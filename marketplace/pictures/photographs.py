"""Photographs that somebody uploaded, shown by the renditions that were made of them.

What a page needs to know is kept beside the product as plain data (``Entry``), so that a list
reads it with its rows: no query, no look into the storage.
"""

from functools import lru_cache
from typing import TypedDict

from django.core.files.storage import default_storage

from marketplace.kernel.language import words

from .shapes import PORTRAIT, Shape
from .values import CONTENT_TYPES, Picture, sources_of

#: Uncut, for those who set the focal point and those who review; at most this wide and high (pixels).
WHOLE_SIDE = 960
WHOLE = "whole.webp"


class Entry(TypedDict):
    """A photograph whose renditions are all there."""

    #: Their folder in the media storage.
    folder: str
    #: Of the original, in pixels: it tells which widths exist.
    width: int
    height: int
    tone: str
    alt: str
    alt_en: str


def widths_for(shape: Shape, width: int, height: int) -> tuple[int, ...]:
    """The widths made of a picture of that size: none larger than it holds, at least the smallest."""
    across, _ = shape.within(width, height)
    return tuple(wide for wide in shape.widths if wide <= across) or shape.widths[:1]


def jpeg_widths_for(shape: Shape, width: int, height: int) -> tuple[int, ...]:
    """The same for JPEG: those of the shape that exist, else the largest that does."""
    made = widths_for(shape, width, height)
    return tuple(wide for wide in shape.jpeg_widths if wide in made) or made[-1:]


def photograph(entry: Entry, *, shape: Shape = PORTRAIT) -> Picture:
    """The photograph in one shape, cut around its focal point when the renditions were made."""
    base = f"{_address(entry['folder'])}/{shape.name}"
    made = widths_for(shape, entry["width"], entry["height"])
    jpeg = jpeg_widths_for(shape, entry["width"], entry["height"])[-1]
    return Picture(
        src=f"{base}-{jpeg}.jpg",
        width=made[-1],
        height=shape.height(made[-1]),
        sources=sources_of(
            {kind: [(width, f"{base}-{width}.{kind}") for width in made] for kind in CONTENT_TYPES}
        ),
        alt=words(entry["alt"], entry["alt_en"]),
        tone=entry["tone"],
        is_photograph=True,
    )


def whole(entry: Entry) -> Picture:
    """The photograph uncut: for the workspace and the office, not for visitors."""
    longest = max(entry["width"], entry["height"], WHOLE_SIDE)
    return Picture(
        src=f"{_address(entry['folder'])}/{WHOLE}",
        width=max(1, round(entry["width"] * WHOLE_SIDE / longest)),
        height=max(1, round(entry["height"] * WHOLE_SIDE / longest)),
        alt=words(entry["alt"], entry["alt_en"]),
        tone=entry["tone"],
        is_photograph=True,
    )


@lru_cache(maxsize=8192)
def _address(folder: str) -> str:
    """The storage answers once a folder: S3 signs and unsigns an address for each question."""
    return default_storage.url(folder)
