"""The still lifes, each in four variants: the country behind it, the turn of the palette, its side."""

from . import fresh, fruit, kitchen, pantry, workshop
from .base import MOTIFS, VARIANTS, Motif, drawn

__all__ = [
    "MOTIFS",
    "VARIANTS",
    "Motif",
    "drawn",
    "fresh",
    "fruit",
    "kitchen",
    "pantry",
    "workshop",
]
