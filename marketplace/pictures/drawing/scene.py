"""Where a still life stands: wall, a strip of the country behind, table.

The country stands elsewhere in every picture: its chance comes from the work's name alone, so that
a change of the country leaves the still life before it as it was.
"""

import random
from collections.abc import Callable, Sequence
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


def _moved(points: Sequence[complex], chance: random.Random, *, floor: float) -> list[complex]:
    """A skyline from edge to edge, mirrored, drawn out and shifted; ``floor`` is where it stands."""
    mirrored = chance.random() < 0.5
    wide, tall = chance.uniform(1.0, 1.35), chance.uniform(0.72, 1.12)
    shift = chance.uniform(-1, 1) * 450 * (wide - 1)
    line = [
        complex(
            400 + (400 - p.real if mirrored else p.real - 400) * wide + shift,
            floor + (p.imag - floor) * tall,
        )
        for p in points
    ]
    return line[::-1] if mirrored else line


def mountains(sheet: Sheet, turn: Turn, chance: random.Random) -> None:
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
    far, near = _moved(far, chance, floor=380), _moved(near, chance, floor=450)
    for line, colour in ((far, turn.far), (near, turn.near)):
        area = [*line, complex(line[-1].real, 640), complex(line[0].real, 640)]
        sheet.fill(area, colour, rough=3)
        sheet.specks(area, turn.sky, number=150, size=5, toward=1 - 1j)
        sheet.cuts([p + 6 + 22j for p in line[3::4]], 26 + 58j, turn.sky, width=6)
    sheet.line(near, 5)


def delta(sheet: Sheet, turn: Turn, chance: random.Random) -> None:
    """Flat water, a far bank with two stands of palms."""
    sheet.fill([-40 + 352j, 860 + 344j, 860 + 660j, -40 + 660j], turn.far, rough=2)
    bank = through(
        [
            complex(x, y + chance.uniform(-12, 12))
            for x, y in zip(
                (-40, 60, 200, 330, 470, 640, 860), (352, 318, 336, 310, 338, 316, 346), strict=True
            )
        ],
        closed=False,
    )
    sheet.fill([*bank, 860 + 372j, -40 + 366j], turn.near, rough=2)
    left = chance.uniform(50, 300)
    stands = (left, left + chance.uniform(300, 430))
    for middle, number in zip(stands, chance.choice(((1, 3), (2, 2), (3, 1), (3, 2))), strict=True):
        for k in range(number):
            _palm(
                sheet,
                complex(middle + k * chance.uniform(46, 78), 330 + chance.uniform(-4, 8)),
                chance.uniform(96, 182),
                turn.near,
                lean=chance.uniform(-0.22, 0.22),
            )
    starts = [complex(40 + (k * 173) % 760, 396 + (k * 31) % 140) for k in range(16)]
    sheet.cuts(starts, 66 + 2j, turn.sky, width=6)


def _palm(sheet: Sheet, foot: complex, tall: float, colour: str, *, lean: float) -> None:
    top = foot + complex(tall * lean, -tall)
    sheet.line([foot, foot + complex(tall * lean * 0.25, -tall * 0.5), top], 9, colour, taper=0.7)
    for k in range(9):
        frond = Place(top, tall / 150, -200 + 27.5 * k)
        sheet.fill(frond("0,0! 26,-16 62,-12 84,14! 54,2 24,2"), colour, slip=0)


def coast(sheet: Sheet, turn: Turn, chance: random.Random) -> None:
    """Open sea in rows of waves, one to three sails."""
    sheet.fill([-40 + 330j, 860 + 330j, 860 + 660j, -40 + 660j], turn.far, rough=1.5)
    first = chance.uniform(110, 690)
    sails = [(first, 322.0, chance.uniform(0.85, 1.1))]
    for size in ((0.62,), (0.62, 0.42), (0.5,), ())[chance.randrange(4)]:
        # Far ones stand a third of the sheet away from the last.
        away = (sails[-1][0] + chance.uniform(210, 380) - 60) % 680 + 60
        sails.append((away, 331.0, size))
    for x, y, size in sails:
        boat = Place(complex(x, y), size, flip=chance.random() < 0.5)
        sheet.fill(boat("-6,-8! 4,-70 0,-150! 40,-110 62,-60 66,-12!"), turn.near, slip=0.5)
        sheet.fill(boat("-16,-10! -22,-60 -12,-118! -52,-70 -62,-16!"), turn.sky, slip=0.5)
        sheet.fill(boat("-84,-8! 0,-2 92,-12! 62,18 -56,18"), inks.INK, slip=0)
    start = chance.uniform(0, 76)
    for row in range(6):
        y = 372 + row * 42
        wave: list[complex] = []
        for k in range(14):
            x = -60 - start + k * 76 + (row % 2) * 38
            wave += [complex(x, y), complex(x + 38, y - 14 - row)]
        sheet.line(
            through(wave, closed=False), 5 + row, turn.near if row % 2 else turn.sky, taper=1
        )


def fields(sheet: Sheet, turn: Turn, chance: random.Random) -> None:
    """Rice in rows to a point on the horizon, hedges of bamboo."""
    sheet.fill([-40 + 356j, 860 + 340j, 860 + 660j, -40 + 660j], turn.far, rough=2)
    knots = [(-40, 352), (20, 270), (80, 236), (140, 276), (180, 330), (300, 342), (560, 340)]
    knots += [(610, 284), (670, 246), (740, 262), (790, 232), (860, 270)]
    hedge = _moved(through([complex(*knot) for knot in knots], closed=False), chance, floor=350)
    sheet.fill(
        [*hedge, complex(hedge[-1].real, 366), complex(hedge[0].real, 366)], turn.near, rough=5
    )
    aim = chance.uniform(240, 560)
    for k in range(15):
        foot = complex(-420 + k * 118 + (aim - 400) * 0.4, 660)
        head = complex(aim + (k - 7) * 30, 352)
        sheet.line([foot, (foot + head) / 2 + 8, head], 9, turn.near, taper=0.15)
    for row in range(5):
        y = 384 + row * (16 + row * 9)
        starts = [complex(-20 + k * 61 + (row % 2) * 30, y) for k in range(15)]
        sheet.cuts(starts, complex(6, -14 - row * 5), turn.sky, width=5)


BACKDROPS: tuple[Callable[[Sheet, Turn, random.Random], None], ...] = (
    mountains,
    delta,
    coast,
    fields,
)


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
    chance = random.Random(f"country {sheet.seed}")  # noqa: S311
    sheet.ground(turn.sky)
    sun = Place(complex(chance.uniform(130, 670), chance.uniform(140, 205)))
    size = chance.uniform(84, 118)
    sheet.fill(sun.oval(size, size), turn.sun, rough=3)
    BACKDROPS[variant % 4](sheet, turn, chance)
    table(sheet, turn, edge=edge, woven=(1, 2, 0, 3)[variant % 4])
