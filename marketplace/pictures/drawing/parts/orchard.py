"""Fruit of hills and gardens, each about its own middle, about 200 across."""

import math

from .. import inks
from ..place import Place
from ..sheet import Sheet
from .leaves import leaf


def ball(
    sheet: Sheet,
    place: Place,
    *,
    colour: str,
    shade: str,
    light: str | None = None,
    r: float = 100,
    squash: float = 0.94,
    width: float = 7.5,
    specks: int = 60,
) -> None:
    """A round fruit."""
    body = place.oval(r, r * squash)
    sheet.body(body, colour, shade, depth=0.2)
    if specks:
        sheet.specks(body, shade, number=specks, size=4.5)
    if light:
        for data in ("-62,-30 -52,-52 -34,-66", "-44,-22 -36,-38 -24,-48"):
            sheet.line(place.inside(0j, scale=r / 100).line(data), 8, light, taper=0.2)
    sheet.contour(body, width, gaps=2, gap=0.05)


def citrus(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.RIPE,
    shade: str = inks.CLAY,
    with_leaf: bool = True,
) -> None:
    """An orange or mandarin with its stalk."""
    ball(sheet, place, colour=colour, shade=shade, light=inks.STRAW, squash=0.9)
    if with_leaf:
        leaf(sheet, place.inside(4 - 78j, turn=58), long=120, wide=52)
        leaf(
            sheet,
            place.inside(-2 - 78j, turn=-30),
            colour=inks.MOSS,
            vein=inks.LEAF,
            long=96,
            wide=44,
        )
    for data in ("-16,-74 0,-80 16,-74", "0,-80 2,-100"):
        sheet.line(place.line(data), 7)


def cut_citrus(
    sheet: Sheet,
    place: Place,
    *,
    rind: str = inks.RIPE,
    pith: str = inks.PAPER,
    flesh: str = inks.RIPE,
    line: str = inks.CLAY,
    segments: int = 9,
    r: float = 100,
    thick: float = 0.16,
) -> None:
    """A half with its cut face towards us."""
    outer = place.oval(r, r * 0.92)
    sheet.fill(outer, rind)
    sheet.fill(place.oval(r * 0.93, r * 0.86), pith)
    inner = r * (1 - thick)
    for k in range(segments):
        start, stop = 360 * k / segments + 3, 360 * (k + 1) / segments - 3
        points = [0j]
        for share in (0, 0.25, 0.5, 0.75, 1):
            angle = math.radians(start + (stop - start) * share)
            points.append(complex(inner * math.cos(angle), inner * 0.92 * math.sin(angle)))
        middle = sum(points[1:]) / 5 * 0.12
        sheet.fill(place.all([p * 0.93 + middle for p in points]), flesh, slip=0.5)
        spot = place.point(sum(points[1:]) / 5 * 0.72)
        way = (spot - place.at) * 0.22
        sheet.cuts([spot - way], way, line, width=4)
    sheet.contour(outer, 7.5, gaps=1)


def pear(sheet: Sheet, place: Place, *, colour: str = inks.SPROUT, shade: str = inks.MOSS) -> None:
    """A round brown-green pear of the highlands."""
    body = place(
        "0,-96 34,-88 52,-52 92,-2 98,56 58,100 0,106 -58,100 -98,56 -92,-2 -52,-52 -34,-88"
    )
    sheet.body(body, colour, shade, depth=0.18)
    sheet.specks(body, inks.EARTH, number=220, size=4.5, toward=0.3 - 0.2j)
    sheet.line(place.line("-66,-4 -50,-34 -34,-56"), 9, inks.PAPER, taper=0.2)
    sheet.contour(body, 7.5, gaps=2)
    sheet.line(place.line("0,-92 6,-124 22,-144"), 9)
    leaf(sheet, place.inside(8 - 118j, turn=72), long=130, wide=60)


def plum(sheet: Sheet, place: Place, *, colour: str = inks.LOTUS, shade: str = inks.WINE) -> None:
    """A plum with its seam and bloom."""
    ball(sheet, place, colour=colour, shade=shade, r=78, light=inks.BLUSH, specks=30)
    sheet.line(place.line("6,-70 26,-20 18,40 2,72"), 5.5)
    sheet.line(place.line("4,-72 8,-98"), 7)


def banana(sheet: Sheet, place: Place, *, colour: str = inks.RIPE, shade: str = inks.CLAY) -> None:
    """A hand of bananas, the crown above, fingers curving out."""
    fingers = (
        (-64, "0,0 -36,18 -62,86 -54,166 -34,214! -20,206 -8,150 -2,90 18,26"),
        (-34, "0,0 -34,26 -52,100 -36,184 -12,232! 2,222 12,160 8,96 22,24"),
        (-4, "0,0 -30,30 -42,108 -20,192 6,240! 20,228 26,166 20,100 26,22"),
        (28, "0,0 -26,34 -34,112 -8,190 22,232! 34,218 36,160 28,96 28,20"),
        (58, "0,0 -22,36 -26,104 0,172 32,208! 44,192 42,142 32,88 28,18"),
    )
    for k, (x, data) in enumerate(fingers):
        spot = place.inside(complex(x * 1.1, abs(x) * 0.12), turn=-x * 0.42)
        body = spot(data)
        sheet.body(body, colour if k % 2 else inks.STRAW, shade, depth=0.2)
        sheet.line(spot.line("-18,60 -22,110 -8,170"), 5, shade, taper=0.1)
        sheet.contour(body, 7, gaps=2)
        tip = body[len(body) // 2 - 3]
        sheet.fill(Place(tip).oval(8, 8), inks.INK, slip=0.2)
    crown = place("-92,16! -60,-26 -10,-52 34,-44 92,-10 104,20! 40,6 -30,8")
    sheet.shape(crown, inks.MOSS, shade=inks.LEAF, width=7)


def bunch(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.STRAW,
    shade: str = inks.CLAY,
    r: float = 40,
    rows: tuple[int, ...] = (3, 4, 4, 3, 2),
    rough: bool = False,
) -> None:
    """A hanging bunch of small round fruit: longan, or lychee where ``rough``."""
    for row, number in enumerate(rows):
        for k in range(number):
            x = (k - (number - 1) / 2) * r * 1.75 + (row % 2) * 7
            spot = place.inside(complex(x, 26 + row * r * 1.42 + abs(x) * -0.06))
            sheet.line([place.at, (place.at + spot.at) / 2 + 6, spot.at], 5, inks.EARTH)
            ball(sheet, spot, colour=colour, shade=shade, r=r, light=None, specks=14, width=6)
            if rough:
                starts = [
                    spot.point(complex(dx, dy)) for dx in (-20, -2, 16) for dy in (-18, 0, 16)
                ]
                sheet.cuts(starts, 8 + 5j, shade, width=4.5)
            else:
                sheet.line(spot.line("-20,-12 -14,-22 -6,-26"), 5.5, inks.PAPER, taper=0.2)


def custard_apple(
    sheet: Sheet, place: Place, *, colour: str = inks.SPROUT, shade: str = inks.MOSS
) -> None:
    """A custard apple: a heart of scales."""
    body = place(
        "0,-88 40,-92 86,-58 100,0 78,62 30,104 0,112 -30,104 -78,62 -100,0 -86,-58 -40,-92"
    )
    sheet.body(body, shade, inks.LEAF, depth=0.14)
    for row in range(6):
        number = (4, 5, 6, 5, 4, 2)[row]
        for k in range(number):
            x = (k - (number - 1) / 2) * 33
            y = -68 + row * 33 + abs(x) * 0.06
            scale = 1 - row * 0.02
            spot = place.inside(complex(x, y), scale=scale)
            bump = spot("0,-19 17,-8 15,12 0,19 -15,12 -17,-8")
            sheet.fill(bump, colour, slip=0.5)
            sheet.line(spot.line("-15,10 0,18 14,11 16,-6"), 5)
    sheet.contour(body, 7.5, gaps=1)
    sheet.line(place.line("0,-86 2,-112 14,-128"), 10)
