"""Small square drawings for places where nothing is: an empty basket, a lost boat."""

from collections.abc import Callable

from . import inks
from .landscapes import features
from .parts.crafts import basket
from .parts.foods import chopsticks, leaf_parcel
from .parts.leaves import hanging, twig
from .parts.orchard import plum
from .parts.vessels import bowl
from .place import Place
from .sheet import Sheet

SIDE = 800
#: Where the table begins.
_EDGE = 500

Draw = Callable[[Sheet], None]


def _table(sheet: Sheet, wall: str, table: str, mark: str) -> None:
    sheet.ground(wall)
    edge = [complex(-20, _EDGE + 4), complex(400, _EDGE - 4), complex(820, _EDGE + 2)]
    sheet.fill([*edge, 830 + 830j, -30 + 830j], table, rough=2)
    sheet.line(edge, 7, taper=0.7)
    for row in range(5):
        starts = [complex(-30 + k * 96 + (row % 2) * 48, 548 + row * 58) for k in range(10)]
        sheet.cuts(starts, 54 + 1j, mark, width=5)


def empty_basket(sheet: Sheet) -> None:
    """A basket that waits, one leaf beside it."""
    _table(sheet, inks.PETAL, inks.STRAW, inks.RIPE)
    basket(sheet, Place(390 + 680j, 1.25), rx=190, tall=220)
    hanging(sheet, Place(690 + 560j, 0.6, 96))


def bare_twig(sheet: Sheet) -> None:
    """A branch with one fruit: nothing picked yet."""
    _table(sheet, inks.HAZE, inks.PETAL, inks.BLUSH)
    twig(sheet, Place(0j).line("-20,60 210,120 430,110 660,40"), width=18)
    hanging(sheet, Place(250 + 120j, 0.9))
    hanging(sheet, Place(560 + 84j, 0.8, -14))
    plum(sheet, Place(404 + 300j, 1.5))
    sheet.line(Place(0j).line("404,118 410,170 404,214"), 8, inks.BARK)
    bowl(sheet, Place(410 + 716j, 1.25), rx=170, tall=126)


def empty_bowl(sheet: Sheet) -> None:
    """A bowl with chopsticks laid across: nothing came out of the kitchen."""
    _table(sheet, inks.STRAW, inks.HAZE, inks.MIST)
    sheet.fill(Place(590 + 210j).oval(104, 104), inks.BLUSH, rough=3)
    bowl(sheet, Place(380 + 690j, 1.5), rx=180, tall=150)
    chopsticks(sheet, Place(96 + 470j, 1.75, 3))


def parcel(sheet: Sheet) -> None:
    """A parcel in banana leaf that has not left yet."""
    _table(sheet, inks.HAZE, inks.SHELL, inks.STRAW)
    leaf_parcel(sheet, Place(370 + 690j, 2.3))


def lost_boat(sheet: Sheet) -> None:
    """A sampan on wide water under a large sun."""
    sheet.ground(inks.PETAL)
    sheet.fill(Place(470 + 300j).oval(170, 170), inks.LOTUS, rough=3)
    sheet.fill([-40 + 430j, 860 + 424j, 860 + 830j, -40 + 830j], inks.MIST, rough=2)
    far = Place(0j).line("-40,430 120,392 260,414 420,380 560,412 700,396 860,426")
    sheet.fill([*far, 860 + 440j, -40 + 440j], inks.INDIGO, rough=2)
    for row in range(6):
        starts = [complex(-30 + k * 150 + (row % 2) * 70, 480 + row * 56) for k in range(7)]
        sheet.cuts(starts, 84 + 2j, inks.PAPER, width=6)
    features.sampan(sheet, 380, 640, 1.55)


SPOTS: dict[str, Draw] = {
    "basket": empty_basket,
    "twig": bare_twig,
    "bowl": empty_bowl,
    "parcel": parcel,
    "boat": lost_boat,
}


def spotted(name: str) -> Sheet:
    """One of SPOTS, by day."""
    sheet = Sheet(SIDE, SIDE, f"spot {name}")
    SPOTS[name](sheet)
    return sheet
