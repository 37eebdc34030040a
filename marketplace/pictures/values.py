"""The one value that ``components/picture.html`` shows, whatever the picture's origin."""

import dataclasses
from collections.abc import Iterable

from marketplace.kernel.language import Words

#: The words of a picture that tells nothing beyond those beside it.
NOTHING = Words("")
#: Best first: a browser takes the first that it knows.
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp"}


@dataclasses.dataclass(frozen=True)
class Source:
    """One format in its widths, for ``<source>``."""

    content_type: str
    srcset: str


@dataclasses.dataclass(frozen=True)
class Picture:
    """A picture that is ready to be shown: every address in it leads to a file.

    ``src`` is what a browser without AVIF and WebP loads, and what others link to. ``width`` and
    ``height`` (pixels) keep its place; ``tone`` names the colour of that place until it is there
    (tones.TONES). An empty ``alt`` means that the picture tells nothing beyond the words beside it.
    """

    src: str
    width: int
    height: int
    sources: tuple[Source, ...] = ()
    alt: Words = NOTHING
    tone: str = ""
    is_photograph: bool = False


def sources_of(addresses: dict[str, Iterable[tuple[int, str]]]) -> tuple[Source, ...]:
    """``{"avif": [(160, address), …]}`` as sources, in the order of CONTENT_TYPES."""
    return tuple(
        Source(
            content_type=CONTENT_TYPES[kind],
            srcset=", ".join(f"{address} {width}w" for width, address in addresses[kind]),
        )
        for kind in CONTENT_TYPES
        if kind in addresses
    )
