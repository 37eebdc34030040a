"""Nuts, seeds, spices and what they grow on."""

import math

from .. import inks
from ..place import Place
from ..sheet import Sheet
from .fruits import cherry
from .leaves import leaf, twig


def cashew_apple(
    sheet: Sheet, place: Place, *, colour: str = inks.RIPE, shade: str = inks.CLAY
) -> None:
    """The apple hangs from the origin, the nut below it."""
    body = place("-40,0! -58,60 -74,122 -52,164 0,174 52,164 74,122 58,60 40,0! 0,-14")
    sheet.body(body, colour, shade, depth=0.2)
    sheet.line(place.line("-36,30 -48,80 -46,120"), 10, inks.PAPER, taper=0.15)
    sheet.contour(body, 7.5, gaps=2)
    cashew(sheet, place.inside(6 + 214j, turn=10))
    sheet.line(place.line("0,-8 4,-34"), 11, inks.MOSS, taper=0.7)


def cashew(sheet: Sheet, place: Place, *, colour: str = inks.STRAW, shade: str = inks.CLAY) -> None:
    """A kernel, about 130 wide, bent upwards."""
    body = place("-62,-18 -40,-44 -14,-26 12,-16 36,-34 60,-26 64,6 36,36 -10,44 -50,24")
    sheet.body(body, colour, shade, depth=0.2)
    sheet.line(place.line("-46,-22 -40,6 -10,22"), 5, inks.PAPER, taper=0.1)
    sheet.contour(body, 6.5, gaps=2)


def macadamia(sheet: Sheet, place: Place, *, opened: bool = False) -> None:
    """A brown shell; opened it shows the kernel."""
    sheet.body(place.oval(62, 60), inks.CLAY, inks.EARTH, depth=0.22)
    if opened:
        sheet.line(place.line("-34,-40 0,-18 38,-36"), 7)
        sheet.fill(place("-36,-38! 0,-18 38,-34! 20,26 -16,26"), inks.INK)
        sheet.shape(place.oval(34, 30, -4j), inks.PAPER, shade=inks.STRAW, width=5)
    else:
        sheet.line(place.line("-40,-20 -28,-40 -10,-48"), 7, inks.STRAW, taper=0.1)
        sheet.line(place.line("20,-48 6,0 18,48"), 5)
    sheet.contour(place.oval(62, 60), 7, gaps=1)


def peanut(sheet: Sheet, place: Place, *, colour: str = inks.STRAW, shade: str = inks.CLAY) -> None:
    """A pod, about 170 long, lying."""
    body = place("-84,4 -70,-34 -34,-40 0,-22 34,-38 72,-32 88,2 68,36 32,40 0,26 -36,40 -72,36")
    sheet.body(body, colour, shade, depth=0.18)
    for y in (-16, 2, 20):
        sheet.cuts(
            [place.point(complex(x, y)) for x in (-66, -34, 20, 52)],
            place.point(18 + 2j) - place.at,
            shade,
            width=4.5,
        )
    sheet.contour(body, 6.5, gaps=2)


def kernels(
    sheet: Sheet, place: Place, *, colour: str = inks.LOTUS, number: int = 9, spread: float = 110
) -> None:
    """Loose seeds on the table."""
    for k in range(number):
        angle, radius = k * 2.39996, spread * math.sqrt((k + 0.5) / number)
        spot = place.inside(
            complex(radius * math.cos(angle), radius * 0.42 * math.sin(angle)), turn=k * 47
        )
        sheet.shape(spot.oval(19, 13), colour, width=4.5)


def pepper_vine(
    sheet: Sheet, place: Place, *, colour: str = inks.MOSS, ripe: str = inks.LOTUS
) -> None:
    """Leaves and hanging spikes of berries from the origin, about 420 high."""
    for x, y, turn, long in (
        (-96, 0, -60, 190),
        (90, 6, 64, 200),
        (-20, -20, -20, 200),
        (60, -10, 24, 180),
    ):
        leaf(
            sheet,
            place.inside(complex(x, y), turn=turn),
            long=long,
            wide=long * 0.62,
            veins=4,
            width=6.5,
            colour=inks.LEAF if x < 0 else inks.MOSS,
            vein=inks.SPROUT if x < 0 else inks.LEAF,
        )
    for x, long, lean in ((-110, 9, -3), (-30, 12, 2), (50, 11, -2), (120, 8, 4)):
        sheet.line(
            place.line(f"{x},0 {x + lean * 4},{long * 12} {x + lean * 6},{long * 24}"),
            7,
            inks.LEAF,
            taper=0.5,
        )
        for k in range(long):
            for side in (-1, 1):
                spot = complex(x + lean * k * 0.6 + side * 15, 26 + k * 24 + (6 if side > 0 else 0))
                tint = ripe if (k * 3 + side + x) % 4 == 0 else colour
                body = place.oval(15, 15, spot)
                sheet.fill(body, tint)
                sheet.fill(place.oval(4, 4, spot - 5 - 5j), inks.PAPER, slip=0.3)
                sheet.contour(body, 4.5, gaps=1, gap=0.12)


def peppercorns(
    sheet: Sheet, place: Place, *, colour: str = inks.INK, number: int = 26, spread: float = 130
) -> None:
    """A heap of corns."""
    for k in range(number):
        angle, radius = k * 2.39996, spread * math.sqrt((k + 0.5) / number)
        spot = place.point(complex(radius * math.cos(angle), radius * 0.4 * math.sin(angle)))
        corn = Place(spot, place.scale)
        sheet.fill(corn.oval(13, 12.5), colour)
        sheet.fill(
            corn.oval(4, 3.4, -4 - 4j), inks.PAPER if colour != inks.PAPER else inks.STRAW, slip=0.3
        )
        if colour != inks.INK:
            sheet.contour(corn.oval(13, 12.5), 4, gaps=1)


def coffee_branch(
    sheet: Sheet, points: list[complex], *, knots: tuple[int, ...] = (4, 10, 16, 22)
) -> None:
    """A branch with leaves in pairs and cherries at each knot."""
    twig(sheet, points, width=13)
    for n, index in enumerate(knots):
        spot = Place(points[min(index, len(points) - 2)], 1.0 - 0.04 * n)
        leaf(sheet, spot.inside(0j, turn=-22 - n * 6), long=230, wide=92, veins=6, width=6.5)
        leaf(
            sheet,
            spot.inside(0j, turn=158 + n * 5),
            colour=inks.MOSS,
            vein=inks.LEAF,
            long=220,
            wide=90,
            veins=6,
            width=6.5,
        )
        for m, (dx, dy) in enumerate(
            ((-48, 22), (-6, -40), (42, 12), (-8, 44), (-48, -24), (40, -36), (0, 2))
        ):
            cherry(
                sheet,
                spot.inside(complex(dx, dy)),
                colour=inks.CLAY if m == n % 6 else inks.LOTUS,
                shade=inks.WINE,
            )


def bean(sheet: Sheet, place: Place, *, colour: str = inks.EARTH) -> None:
    """A roasted coffee bean, 64 long."""
    body = place.oval(33, 23)
    sheet.fill(body, colour)
    sheet.line(place.line("-28,2 -8,-6 8,6 28,-2"), 5, inks.STRAW, taper=0.4)
    sheet.contour(body, 5, gaps=1)


def cocoa_pod(
    sheet: Sheet, place: Place, *, colour: str = inks.CLAY, shade: str = inks.EARTH
) -> None:
    """A ribbed pod hanging from the origin, 280 long."""
    body = place("-14,0! -60,50 -84,120 -72,200 -30,262 6,286! 36,256 74,196 84,118 60,48 16,0!")
    sheet.body(body, colour, shade, depth=0.18)
    for data in ("-8,12 -52,110 -12,262", "0,10 -10,120 2,270", "8,12 46,110 18,258"):
        sheet.line(place.line(data), 9, inks.RIPE, taper=0.15)
        sheet.line([p + 7 for p in place.line(data)], 5.5)
    sheet.contour(body, 8, gaps=1)
    sheet.line(place.line("0,2 -2,-34"), 14, inks.EARTH, taper=0.7)


def cocoa_half(sheet: Sheet, place: Place) -> None:
    """A pod cut along: white beans in two rows."""
    husk = place("-150,0 -110,-52 -20,-74 80,-58 146,-10! 150,10! 84,56 -20,74 -110,52")
    sheet.shape(husk, inks.CLAY, width=7.5)
    sheet.fill(place("-122,0 -90,-36 -20,-52 70,-40 122,0 70,40 -20,52 -90,36"), inks.STRAW)
    for row in (-1, 1):
        for k in range(5):
            seed = place.inside(complex(-84 + 42 * k, row * 19), turn=row * 16)
            sheet.shape(seed.oval(25, 18), inks.PAPER, width=5)
            sheet.line(seed.line("-14,-2 0,-6 12,-2"), 3.5, inks.BLUSH)


def star_anise(sheet: Sheet, place: Place) -> None:
    """Eight points, a seed in some."""
    for k in range(8):
        ray = place.inside(0j, turn=45 * k)
        sheet.shape(
            ray("-12,-6! -20,-40 0,-82! 20,-40 12,-6!"), inks.CLAY, shade=inks.EARTH, width=5.5
        )
        sheet.line(ray.line("0,-18 0,-66"), 5)
        if k % 2:
            sheet.fill(ray.oval(6, 12, -38j), inks.STRAW, slip=0.2)
    sheet.shape(place.oval(13, 13), inks.EARTH, width=5)


def cinnamon(sheet: Sheet, place: Place, *, number: int = 4) -> None:
    """Rolled bark tied in a bundle, lying, about 330 long."""
    for k in range(number):
        stick = place.inside(complex(8 * (k % 2), -26 * k), turn=-3 + 3 * (k % 3))
        body = stick("-160,-24! 150,-26! 160,-12 160,12 150,24! -160,24!")
        sheet.body(body, inks.CLAY, inks.EARTH, depth=0.22)
        sheet.cuts(
            [stick.point(complex(x, y)) for x, y in ((-120, -8), (-30, 4), (60, -10), (-80, 12))],
            stick.point(60 + 0j) - stick.at,
            inks.EARTH,
            width=4.5,
        )
        sheet.contour(body, 6.5, gaps=2)
        end = stick.oval(12, 24, complex(-158, 0))
        sheet.shape(end, inks.STRAW, width=5)
        sheet.line(stick.line("-158,-12 -151,-4 -154,8 -162,4 -160,-4"), 4)
    tie = place(f"-22,30! 22,30! 26,{-26 * number + 2}! -18,{-26 * number}!")
    sheet.shape(tie, inks.STRAW, width=6)


def lotus_pod(sheet: Sheet, place: Place) -> None:
    """A seed head on its stalk, seen from above; its middle at the origin."""
    sheet.line(place.line("0,40 10,150 -6,260"), 16, inks.MOSS, taper=0.8)
    sheet.line(place.line("8,50 18,150 2,260"), 5.5)
    cone = place("-104,-6! -74,60 -24,92 24,92 74,60 104,-6! 50,20 -50,20")
    sheet.shape(cone, inks.MOSS, shade=inks.LEAF, width=7)
    top = place.oval(106, 46, -8j)
    sheet.shape(top, inks.SPROUT, width=7)
    for x, y in ((-62, -10), (-22, -30), (24, -28), (64, -8), (-34, 8), (30, 10), (0, -8)):
        hole = place.inside(complex(x, y))
        sheet.shape(hole.oval(17, 12), inks.LEAF, width=4.5)
        sheet.shape(hole.oval(11, 9, -4j), inks.STRAW, width=4)


def lotus_flower(
    sheet: Sheet, place: Place, *, colour: str = inks.BLUSH, deep: str = inks.LOTUS
) -> None:
    """Open, seen from the side; its base at the origin, 230 wide."""
    for turn, long, tint in (
        (-74, 150, colour),
        (74, 150, colour),
        (-46, 178, colour),
        (46, 178, colour),
        (-20, 190, inks.PETAL),
        (20, 190, inks.PETAL),
        (0, 176, colour),
    ):
        petal = place.inside(0j, turn=turn)
        shape = petal(
            f"0,6! -42,{-long * 0.36} -34,{-long * 0.72} 0,{-long}! 34,{-long * 0.72} 42,{-long * 0.36}"
        )
        sheet.fill(shape, tint)
        sheet.fill(
            petal(f"-16,{-long * 0.74} 0,{-long}! 16,{-long * 0.74} 0,{-long * 0.64}"),
            deep,
            slip=0.5,
        )
        sheet.line(petal.line(f"0,-16 -3,{-long * 0.4} 0,{-long * 0.66}"), 4, deep, taper=0.1)
        sheet.contour(shape, 6, gaps=2)


def lotus_leaf(
    sheet: Sheet, place: Place, *, rx: float = 190, ry: float = 70, colour: str = inks.LEAF
) -> None:
    """A round leaf lying, ribs from its middle."""
    shape = place.oval(rx, ry)
    sheet.fill(shape, colour)
    for k in range(12):
        angle = math.tau * k / 12
        sheet.line(
            place.all(
                [
                    0j,
                    complex(rx * 0.45 * math.cos(angle), ry * 0.45 * math.sin(angle)),
                    complex(rx * 0.9 * math.cos(angle), ry * 0.9 * math.sin(angle)),
                ]
            ),
            5.5,
            inks.SPROUT,
            taper=0.1,
        )
    sheet.contour(shape, 7, gaps=2)


def rice_ears(
    sheet: Sheet, place: Place, *, number: int = 5, colour: str = inks.RIPE, tall: float = 380
) -> None:
    """Stalks from the origin, heavy heads bending over."""
    for k in range(number):
        lean = (k - (number - 1) / 2) * 46
        side = 1 if lean >= 0 else -1
        stalk = place.line(
            f"0,0 {lean * 0.7},{-tall * 0.5} {lean * 1.6 + side * 10},{-tall * 0.92} {lean * 1.9 + side * 90},{-tall * 0.86} {lean * 2 + side * 128},{-tall * 0.6}"
        )
        sheet.line(stalk, 7, inks.MOSS, taper=0.5)
        count = len(stalk)
        for n in range(13):
            at = stalk[count - 1 - round(n * count * 0.038)]
            way = stalk[max(0, count - 1 - round(n * count * 0.038) - 2)] - at
            for lift in (-1, 1):
                grain = Place(
                    at, place.scale, math.degrees(math.atan2(-way.imag, -way.real)) + 90 + lift * 34
                )
                shape = grain("0,4! -11,-12 0,-36! 11,-12")
                sheet.fill(shape, colour if (n + lift) % 3 else inks.STRAW)
                sheet.contour(shape, 3.6, gaps=1)
    for turn, long in ((-30, tall * 0.7), (34, tall * 0.66)):
        leaf(
            sheet,
            place.inside(0j, turn=turn),
            colour=inks.MOSS,
            vein=inks.LEAF,
            long=long,
            wide=34,
            veins=0,
            width=5.5,
        )
