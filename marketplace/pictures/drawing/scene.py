"""Where a still life stands: wall, a strip of the country behind, table."""

from collections.abc import Callable
from dataclasses import dataclass

from . import inks
from .curves import hand, through
from .place import Place
from .sheet import Sheet

WIDTH, HEIGHT = 800, 1000


@dataclass(frozen=True)
class Turn:
    """A turn of the palette: which ink prints the sky, the far land, the near land, the table."""

    sky: str
    far: str
    near: str
    table: str
    cloth: str
    sun: str


TURNS: tuple[Turn, ...] = (
    Turn(inks.SHELL, inks.HAZE, inks.MIST, inks.STRAW, inks.CLAY, inks.BLUSH),
    Turn(inks.PETAL, inks.BLUSH, inks.CLAY, inks.SHELL, inks.INDIGO, inks.PAPER),
    Turn(inks.HAZE, inks.MIST, inks.INDIGO, inks.PETAL, inks.LOTUS, inks.PAPER),
    Turn(inks.STRAW, inks.SPROUT, inks.MOSS, inks.SHELL, inks.LEAF, inks.PAPER),
    Turn(inks.SPROUT, inks.MOSS, inks.LEAF, inks.STRAW, inks.CLAY, inks.PAPER),
    Turn(inks.INDIGO, inks.MIST, inks.NAVY, inks.HAZE, inks.LOTUS, inks.STRAW),
    Turn(inks.PAPER, inks.STRAW, inks.RIPE, inks.HAZE, inks.INDIGO, inks.LOTUS),
    Turn(inks.MIST, inks.HAZE, inks.MOSS, inks.SPROUT, inks.LEAF, inks.PAPER),
    Turn(inks.BLUSH, inks.PETAL, inks.LOTUS, inks.STRAW, inks.LEAF, inks.PAPER),
    Turn(inks.LEAF, inks.MOSS, inks.PINE, inks.SPROUT, inks.LOTUS, inks.STRAW),
)


def mountains(sheet: Sheet, turn: Turn) -> None:
    """Ridges behind each other, as in the north."""
    far = hand(
        "-40,352 30,300 78,226 104,232! 150,300 196,282 252,168 274,150! 306,204 330,214! 392,300 440,262 "
        "486,206 512,216! 560,290 618,268 668,196 690,188! 724,246 770,286 860,330",
        closed=False,
    )
    near = hand(
        "-40,430 40,392 86,346 112,352! 176,424 250,410 318,352 350,330! 396,384 470,430 540,404 "
        "600,356 628,360! 700,424 780,392 860,356",
        closed=False,
    )
    for line, colour in ((far, turn.far), (near, turn.near)):
        area = [*line, 860 + 640j, -40 + 640j]
        sheet.fill(area, colour, rough=3)
        sheet.specks(area, turn.sky, number=150, size=5, toward=1 - 1j)
        sheet.cuts([p + 6 + 22j for p in line[3::4]], 26 + 58j, turn.sky, width=6)
    sheet.line(near, 5)


def delta(sheet: Sheet, turn: Turn) -> None:
    """Flat water, a far bank with palms, a sampan."""
    sheet.fill([-40 + 352j, 860 + 344j, 860 + 660j, -40 + 660j], turn.far, rough=2)
    bank = through(
        [-40 + 352j, 60 + 318j, 200 + 336j, 330 + 310j, 470 + 338j, 640 + 316j, 860 + 346j],
        closed=False,
    )
    sheet.fill([*bank, 860 + 372j, -40 + 366j], turn.near, rough=2)
    for x, y, tall in (
        (96, 330, 150),
        (168, 334, 104),
        (612, 330, 132),
        (702, 330, 176),
        (752, 336, 112),
    ):
        foot = complex(x, y)
        top = foot + complex(tall * 0.12, -tall)
        sheet.line([foot, foot + complex(-tall * 0.02, -tall * 0.5), top], 9, turn.near, taper=0.7)
        for k in range(9):
            angle = -200 + 27.5 * k
            frond = Place(top, tall / 150, angle)
            sheet.fill(frond("0,0! 26,-16 62,-12 84,14! 54,2 24,2"), turn.near, slip=0)
    starts = [complex(40 + (k * 173) % 760, 396 + (k * 31) % 140) for k in range(16)]
    sheet.cuts(starts, 66 + 2j, turn.sky, width=6)


def coast(sheet: Sheet, turn: Turn) -> None:
    """Open sea in rows of waves, two sails."""
    sheet.fill([-40 + 330j, 860 + 330j, 860 + 660j, -40 + 660j], turn.far, rough=1.5)
    for x, y, size in ((590, 322, 1.0), (180, 330, 0.62)):
        boat = Place(complex(x, y), size)
        sheet.fill(boat("-6,-8! 4,-70 0,-150! 40,-110 62,-60 66,-12!"), turn.near, slip=0.5)
        sheet.fill(boat("-16,-10! -22,-60 -12,-118! -52,-70 -62,-16!"), turn.sky, slip=0.5)
        sheet.fill(boat("-84,-8! 0,-2 92,-12! 62,18 -56,18"), inks.INK, slip=0)
    for row in range(6):
        y = 372 + row * 42
        wave: list[complex] = []
        for k in range(13):
            x = -60 + k * 76 + (row % 2) * 38
            wave += [complex(x, y), complex(x + 38, y - 14 - row)]
        sheet.line(
            through(wave, closed=False), 5 + row, turn.near if row % 2 else turn.sky, taper=1
        )


def fields(sheet: Sheet, turn: Turn) -> None:
    """Rice in rows to the horizon, a hedge of bamboo."""
    sheet.fill([-40 + 356j, 860 + 340j, 860 + 660j, -40 + 660j], turn.far, rough=2)
    hedge = through(
        [
            -40 + 352j,
            20 + 270j,
            80 + 236j,
            140 + 276j,
            180 + 330j,
            300 + 342j,
            560 + 340j,
            610 + 284j,
            670 + 246j,
            740 + 262j,
            790 + 232j,
            860 + 270j,
        ],
        closed=False,
    )
    sheet.fill([*hedge, 860 + 356j, -40 + 366j], turn.near, rough=5)
    for k in range(15):
        foot = complex(-420 + k * 118, 660)
        head = complex(400 + (k - 7) * 30, 352)
        sheet.line([foot, (foot + head) / 2 + 8, head], 9, turn.near, taper=0.15)
    for row in range(5):
        y = 384 + row * (16 + row * 9)
        starts = [complex(-20 + k * 61 + (row % 2) * 30, y) for k in range(15)]
        sheet.cuts(starts, complex(6, -14 - row * 5), turn.sky, width=5)


BACKDROPS: tuple[Callable[[Sheet, Turn], None], ...] = (mountains, delta, coast, fields)


def table(sheet: Sheet, turn: Turn, *, edge: float = 560, woven: int = 0) -> None:
    """The table from its far edge down, with a cloth or mat on it."""
    line = [
        complex(-20, edge + 4),
        complex(260, edge - 3),
        complex(560, edge + 3),
        complex(820, edge - 4),
    ]
    sheet.fill([*line, 830 + 1020j, -30 + 1020j], turn.table, rough=2)
    if woven == 0:
        _boards(sheet, turn, edge)
    elif woven == 1:
        _brocade(sheet, turn)
    elif woven == 2:
        _mat(sheet, turn, edge)
    else:
        _hem(sheet, turn)
    sheet.line(line, 6.5, taper=0.7)


def _boards(sheet: Sheet, turn: Turn, edge: float) -> None:
    for k, y in enumerate((edge + 92, edge + 214, edge + 356)):
        sheet.line(
            [complex(-20, y), complex(400, y + 5), complex(820, y - 4)],
            4.5 + k,
            turn.cloth,
            taper=0.7,
        )
        starts = [complex((k * 211 + m * 197) % 800, y - 46 + (m * 29) % 40) for m in range(5)]
        sheet.cuts(starts, 74 + 2j, turn.cloth, width=4)


def _brocade(sheet: Sheet, turn: Turn) -> None:
    """A runner of woven lozenges along the lower edge."""
    sheet.fill([-30 + 846j, 830 + 838j, 830 + 1020j, -30 + 1020j], turn.cloth, rough=2)
    for y in (862, 984):
        sheet.line(
            [complex(-20, y), complex(400, y + 3), complex(820, y - 4)], 7, turn.table, taper=1
        )
    for k in range(9):
        star = Place(complex(20 + k * 98, 922))
        sheet.fill(star("0,-44! 42,0! 0,44! -42,0!"), turn.table, slip=0)
        sheet.fill(star("0,-24! 23,0! 0,24! -23,0!"), turn.cloth, slip=0)
        sheet.fill(star("0,-9! 9,0! 0,9! -9,0!"), turn.table, slip=0)
        for y in (-40, 40):
            sheet.fill(star(f"49,{y - 9}! 58,{y}! 49,{y + 9}! 40,{y}!"), turn.table, slip=0)


def _mat(sheet: Sheet, turn: Turn, edge: float) -> None:
    """A sedge mat: short dashes in staggered rows."""
    y, row = edge + 26, 0
    while y < HEIGHT + 10:
        gap = 44 + row * 4
        starts = [
            complex(-30 + k * gap + (row % 2) * gap / 2, y) for k in range(int(860 / gap) + 1)
        ]
        sheet.cuts(starts, complex(gap * 0.55, 0.5), turn.cloth, width=3.4 + row * 0.25)
        y += 22 + row * 2.2
        row += 1


def _hem(sheet: Sheet, turn: Turn) -> None:
    """A cloth laid over the table with a striped hem."""
    cloth = through(
        [-30 + 700j, 200 + 676j, 470 + 690j, 830 + 668j, 830 + 1030j, -30 + 1030j],
        corners=[True, False, False, True, True, True],
    )
    sheet.fill(cloth, turn.cloth, rough=2)
    for shift, width in ((34, 9.0), (54, 4.0), (240, 4.0), (262, 9.0)):
        sheet.line(
            [
                complex(-20, 700 + shift),
                complex(200, 678 + shift),
                complex(470, 690 + shift),
                complex(820, 668 + shift),
            ],
            width,
            turn.table,
            taper=1,
        )
    sheet.line(cloth[:25], 5.5)


def scene(sheet: Sheet, variant: int, *, turn: Turn, edge: float = 560) -> None:
    """Sky, sun, land and table of one variant."""
    sheet.ground(turn.sky)
    sun = Place(complex((600, 230, 420, 250)[variant % 4], (190, 170, 176, 160)[variant % 4]))
    sheet.fill(sun.oval(104, 104), turn.sun, rough=3)
    BACKDROPS[variant % 4](sheet, turn)
    table(sheet, turn, edge=edge, woven=(1, 2, 0, 3)[variant % 4])
