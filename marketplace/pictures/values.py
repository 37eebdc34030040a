"""The one value that ``components/picture.html`` shows, whatever the picture's origin."""

import dataclasses
from collections.abc import Iterable

from django.templatetags.static import static

from marketplace.kernel.language import Words

from .shapes import Shape

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

    def described(self, alt: Words) -> "Picture":
        """The same with other words."""
        return dataclasses.replace(self, alt=alt)


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


def static_picture(
    stem: str,
    *,
    shape: Shape,
    widths: Iterable[int] = (),
    kinds: Iterable[str] = ("avif", "webp"),
    fallback: str,
    tone: str = "",
    alt: Words = NOTHING,
) -> Picture:
    """A picture among the static files: ``{stem}-{width}.{kind}`` in each width of the shape.

    ``fallback`` is the path of the file for browsers without those kinds. Each address costs a
    look-up among the hashed names: whoever shows many keeps the value (functools.cache).
    """
    chosen = tuple(widths) or shape.widths
    return Picture(
        src=static(fallback),
        width=max(chosen),
        height=shape.height(max(chosen)),
        sources=sources_of(
            {
                kind: [(width, static(f"{stem}-{width}.{kind}")) for width in chosen]
                for kind in kinds
            }
        ),
        tone=tone,
        alt=alt,
    )


def plain_picture(path: str, *, width: int, height: int, tone: str = "") -> Picture:
    """One static file as it is, such as a drawing in SVG."""
    return Picture(src=static(path), width=width, height=height, tone=tone)
