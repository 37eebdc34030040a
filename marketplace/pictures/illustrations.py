"""The project's own drawings, where no photograph is: still lifes of products, landscapes of provinces.

What is drawn, and how: drawing/ and docs/illustrations.md. Here is which drawing stands where.
"""

import dataclasses
import hashlib
from collections.abc import Iterable
from functools import cache, lru_cache

from .drawing.motifs import MOTIFS, VARIANTS
from .drawing.scene import TURNS
from .drawing.works import CARD, kind_of_country
from .drawn import address
from .subjects import motif_of
from .tones import nearest_tone
from .values import Picture, sources_of

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
