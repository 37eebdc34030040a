"""The project's own drawings, where no photograph is: still lifes of products, landscapes of provinces.

What is drawn, and how: drawing/ and docs/illustrations.md. Here is which drawing stands where.
"""

import dataclasses
import hashlib
from collections.abc import Iterable
from functools import cache, lru_cache

from .drawing.landscapes import LANDSCAPES
from .drawing.motifs import MOTIFS, VARIANTS
from .drawing.scene import TURNS
from .drawing.spots import SPOTS
from .drawing.works import CARD, NARROW, SPOT, WIDE, kind_of_country
from .drawing.works import SETS as MOTIF_OF_SET
from .drawn import address
from .subjects import motif_of
from .tones import nearest_tone
from .values import CONTENT_TYPES, Picture, sources_of

#: How far back in a list two equal drawings are kept apart; fewer than there are variants.
_APART = VARIANTS - 1


@dataclasses.dataclass(frozen=True, slots=True)
class Drawing:
    """One variant of one motif."""

    motif: str
    variant: int


@lru_cache(maxsize=16384)
def drawing_of(criteria_set: str, key: str, province: str, title: str = "") -> Drawing:
    """The drawing that stands for a product without a photograph; always the same.

    ``criteria_set`` is the code (B01–B26, empty where unknown), ``key`` what varies it and stays
    (the product's public id), ``province`` the slug (empty where unknown), ``title`` the product's
    Vietnamese name, whose head words choose the motif. Two of three show the province's country.
    """
    chance = hashlib.sha256(key.encode()).digest()
    own = kind_of_country(province)
    variant = own if own is not None and chance[0] % 3 else chance[1] % VARIANTS
    return Drawing(motif_of(criteria_set, title), variant)


def apart(drawings: Iterable[Drawing]) -> list[Drawing]:
    """The same, in the same order, another variant where one of the few before is its equal."""
    result: list[Drawing] = []
    for drawing in drawings:
        near = {one.variant for one in result[-_APART:] if one.motif == drawing.motif}
        variant = drawing.variant
        while variant in near:
            variant = (variant + 1) % VARIANTS
        result.append(Drawing(drawing.motif, variant))
    return result


def picture_of(criteria_set: str, key: str, province: str, title: str = "") -> Picture:
    """The drawing as a picture that pages show (see ``drawing_of``)."""
    return picture(drawing_of(criteria_set, key, province, title))


@cache
def picture(drawing: Drawing) -> Picture:
    """A drawing in the sizes of cards and product pages."""
    name = f"card-{drawing.motif}-{drawing.variant}"
    widest = max(CARD.widths)
    ground = TURNS[MOTIFS[drawing.motif].turns[drawing.variant]].sky
    return Picture(
        src=address(f"{name}-480.webp"),
        width=widest,
        height=widest * 5 // 4,
        sources=sources_of(
            {
                kind: [(width, address(f"{name}-{width}.{kind}")) for width in CARD.widths]
                for kind in ("avif", "webp")
            }
        ),
        tone=nearest_tone(*(int(ground[at : at + 2], 16) for at in (1, 3, 5))),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """One <source>: for which screens (a media query), in which format, from where."""

    media: str
    content_type: str
    srcset: str


@dataclasses.dataclass(frozen=True, slots=True)
class Landscape:
    """A landscape by day and by night, wide and cut for the phone; components/landscape.html."""

    sources: tuple[Source, ...]
    src: str
    width: int
    height: int


#: Below this the narrow cut is shown.
_PHONE = "(max-width: 40rem)"
_DARK = "(prefers-color-scheme: dark)"


@cache
def landscape_of(province: str) -> Landscape | None:
    """The landscape of a province (its slug), or of the country ("viet-nam"); None where unknown."""
    if province not in LANDSCAPES:
        return None
    sources = tuple(
        Source(" and ".join(filter(None, (screen, light))), content_type, srcset)
        for cut, screen in (("narrow", _PHONE), ("wide", ""))
        for time, light in (("night", _DARK), ("day", ""))
        for kind, content_type in CONTENT_TYPES.items()
        for srcset in (_srcset(f"land-{province}-{cut}-{time}", kind),)
    )
    smallest = address(f"land-{province}-wide-day-{WIDE.widths[0]}.webp")
    return Landscape(sources, smallest, 1600, 686)


@cache
def spot(name: str) -> Landscape | None:
    """A small square drawing for a place where nothing is, by day and by night; None if unknown."""
    if name not in SPOTS:
        return None
    width = SPOT.widths[0]
    sources = tuple(
        Source(light, content_type, address(f"spot-{name}-{time}-{width}.{kind}"))
        for time, light in (("night", _DARK), ("day", ""))
        for kind, content_type in CONTENT_TYPES.items()
    )
    return Landscape(sources, address(f"spot-{name}-day-{width}.webp"), width, width)


def _srcset(name: str, kind: str) -> str:
    form = NARROW if "-narrow-" in name else WIDE
    return ", ".join(f"{address(f'{name}-{width}.{kind}')} {width}w" for width in form.widths)


def share_picture(criteria_set: str = "", *, province: str = "") -> str:
    """The address (a path) of what other sites show with a link: 1200 × 630, JPEG.

    Of the criteria set (its code), else of the province (its slug), else of the country.
    """
    if criteria_set in MOTIF_OF_SET:
        return address(f"share-{criteria_set.lower()}-1200.jpg")
    place = province if province in LANDSCAPES else "viet-nam"
    return address(f"share-{place}-1200.jpg")
