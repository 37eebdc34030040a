"""A motif: its name and how it is drawn on a stage."""

from collections.abc import Callable
from dataclasses import dataclass

from ..place import Place
from ..scene import HEIGHT, TURNS, WIDTH, scene
from ..sheet import Sheet

Draw = Callable[[Sheet, Place, int], None]

#: One for each kind of country behind (scene.BACKDROPS).
VARIANTS = 4


@dataclass(frozen=True)
class Motif:
    """``draw`` gets the sheet, the stage and the variant.

    The stage's origin is the middle of the upper edge, mirrored in every other variant.
    """

    name: str
    draw: Draw
    turns: tuple[int, int, int, int]
    edge: float


MOTIFS: dict[str, Motif] = {}


def motif(
    name: str, *, turns: tuple[int, int, int, int] = (0, 1, 2, 3), edge: float = 590
) -> Callable[[Draw], Draw]:
    """Registers a still life; ``turns`` are its variants' palettes, ``edge`` the table's far edge."""

    def register(draw: Draw) -> Draw:
        MOTIFS[name] = Motif(name, draw, turns, edge)
        return draw

    return register


def at(stage: Place, x: float, y: float, scale: float = 1.0, turn: float = 0.0) -> Place:
    """A place on the stage: x from the middle, y from the upper edge."""
    return stage.inside(complex(x, y), scale=scale, turn=turn)


def drawn(name: str, variant: int) -> Sheet:
    """One variant of one motif."""
    chosen = MOTIFS[name]
    sheet = Sheet(WIDTH, HEIGHT, f"{name} {variant}")
    scene(sheet, variant, turn=TURNS[chosen.turns[variant]], edge=chosen.edge)
    chosen.draw(sheet, Place(complex(WIDTH / 2, 0), flip=variant in (1, 2)), variant)
    return sheet
