"""A landscape: what it shows and where the phone's crop looks."""

from collections.abc import Callable
from dataclasses import dataclass

from ..sheet import Sheet
from .features import HEIGHT, WIDTH

Draw = Callable[[Sheet], None]


@dataclass(frozen=True)
class Landscape:
    """``focus``: the middle of the phone's crop, as a share of the width."""

    province: str
    draw: Draw
    focus: float


LANDSCAPES: dict[str, Landscape] = {}


def landscape(province: str, *, focus: float) -> Callable[[Draw], Draw]:
    """Registers the landscape of a province (its slug)."""

    def register(draw: Draw) -> Draw:
        LANDSCAPES[province] = Landscape(province, draw, focus)
        return draw

    return register


def painted(province: str) -> Sheet:
    """21:9, by day."""
    sheet = Sheet(WIDTH, HEIGHT, f"landscape {province}")
    LANDSCAPES[province].draw(sheet)
    return sheet
