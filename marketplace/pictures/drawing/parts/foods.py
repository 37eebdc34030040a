"""What kitchens make of it."""

import math

from .. import inks
from ..curves import ellipse, through
from ..place import Place
from ..sheet import Sheet
from .leaves import leaf


def plate(
    sheet: Sheet,
    place: Place,
    *,
    rx: float = 230,
    colour: str = inks.PAPER,
    mark: str = inks.INDIGO,
) -> None:
    """A dish seen from above; its middle at the origin."""
    ry = rx * 0.36
    sheet.fill(place.oval(rx, ry, 16j), inks.MIST)
    sheet.line(place.all(ellipse(rx, ry, at=16j, start=6, stop=174)), 7)
    sheet.fill(place.oval(rx, ry), colour)
    for k in range(22):
        angle = math.tau * k / 22
        start = complex(rx * 0.86 * math.cos(angle), ry * 0.86 * math.sin(angle))
        sheet.cuts(
            [place.point(start)], place.point(start * 1.09) - place.point(start), mark, width=7
        )
    sheet.contour(place.oval(rx * 0.76, ry * 0.74, 2j), 4.5, mark, gaps=3)
    sheet.contour(place.oval(rx, ry), 7, gaps=2)


def heap(
    sheet: Sheet,
    place: Place,
    *,
    colour: str,
    shade: str,
    grain: str,
    rx: float = 130,
    tall: float = 90,
    marks: int = 46,
) -> None:
    """A heap of grain or powder on its base line at the origin."""
    body = place.all(
        through(
            [
                complex(-rx, 0),
                complex(-rx * 0.62, -tall * 0.56),
                complex(-rx * 0.1, -tall),
                complex(rx * 0.2, -tall * 0.92),
                complex(rx * 0.68, -tall * 0.5),
                complex(rx, 0),
                complex(0, rx * 0.22),
            ],
            corners=[True, False, False, False, False, True, False],
        )
    )
    sheet.body(body, colour, shade, depth=0.2)
    starts = []
    for _ in range(marks):
        x = sheet.rng.uniform(-0.9, 0.9)
        y = sheet.rng.uniform(-0.9, 0.1) * (1 - abs(x))
        starts.append(place.point(complex(x * rx, y * tall)))
    with sheet.within(body):
        sheet.cuts(starts, 11 - 6j, grain, width=5.5, spread=0.5)
    sheet.contour(body, 7, gaps=2)


def noodles(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.PAPER,
    shade: str = inks.STRAW,
    line: str = inks.EARTH,
) -> None:
    """A dried skein, folded and tied, lying, about 360 long."""
    body = place("-176,-10 -150,-62 -60,-74 60,-70 150,-60 180,-6 152,50 60,64 -60,62 -150,48")
    sheet.body(body, colour, shade, depth=0.14)
    with sheet.within(body):
        for k in range(9):
            y = -58 + 14 * k
            sheet.line(
                place.line(f"-170,{y * 0.7} -80,{y} 0,{y * 0.86 + 4} 90,{y} 176,{y * 0.7}"),
                4.2,
                line if k % 2 else shade,
                taper=0.5,
            )
    for side in (-1, 1):
        for k in range(4):
            r = 18 + 14 * k
            sheet.line(
                place.all(
                    ellipse(
                        r * 0.5,
                        r * 0.86,
                        at=complex(side * 150, -4),
                        start=-90 * side - 90 * (side < 0) + 0,
                        stop=-90 * side + 180 - 90 * (side < 0),
                    )
                ),
                4,
                line,
                taper=0.4,
            )
    sheet.contour(body, 7.5, gaps=2)
    tie = place("-30,-78! 28,-78! 34,0 28,70! -26,70! -34,0")
    sheet.shape(tie, inks.LOTUS, width=6.5)
    sheet.line(place.line("-30,-20 0,-14 32,-22"), 4.5, inks.PETAL)
    sheet.line(place.line("-30,14 0,20 32,12"), 4.5, inks.PETAL)


def noodle_bowl_top(sheet: Sheet, place: Place, *, rx: float = 150, soup: str = inks.STRAW) -> None:
    """What lies in a bowl's mouth: noodles, herbs, meat, an egg; the mouth's middle at the origin."""
    mouth = place.oval(rx * 0.93, rx * 0.27)
    sheet.fill(mouth, soup, slip=0.3)
    with sheet.within(mouth):
        for k in range(7):
            x = -0.8 + 0.2 * k
            sheet.line(
                place.line(
                    f"{x * rx},16 {(x + 0.18) * rx},-18 {(x + 0.3) * rx},10 {(x + 0.46) * rx},-14"
                ),
                8,
                inks.PAPER,
                taper=0.6,
            )
        for x in (-0.5, -0.28):
            sheet.shape(
                place.oval(34, 15, complex(x * rx, -3 - x * 20)),
                inks.BLUSH,
                shade=inks.CLAY,
                width=5,
            )
    leaf(sheet, place.inside(30 + 6j, turn=52, scale=0.5), long=150, wide=70)
    leaf(
        sheet,
        place.inside(40 + 4j, turn=100, scale=0.5),
        colour=inks.MOSS,
        vein=inks.LEAF,
        long=140,
        wide=70,
    )
    for x, y in ((0.1, -10), (0.3, 16), (-0.1, 14), (0.62, -8)):
        sheet.shape(place.oval(11, 7, complex(x * rx, y)), inks.SPROUT, width=4)


def chopsticks(sheet: Sheet, place: Place) -> None:
    for shift in (0, 20):
        sheet.line(
            place.line(f"{shift},0 {120 + shift},-8 {330 + shift * 0.4},-20"),
            13,
            inks.CLAY,
            taper=0.55,
        )
        sheet.line(place.line(f"{shift},6 {120 + shift},-2 {330 + shift * 0.4},-15"), 4.5)


def rice_papers(
    sheet: Sheet, place: Place, *, colour: str = inks.PAPER, speck: str = inks.INK, number: int = 5
) -> None:
    """Round sheets stacked, one leaning; the stack's middle at the origin."""
    for k in range(number):
        sheet.shape(
            place.oval(190, 66, complex(6 * (k % 2), -13 * k)),
            colour,
            shade=inks.STRAW,
            width=5.5,
            depth=0.08,
        )
    top = place.oval(184, 62, complex(0, -13 * number))
    _weave(sheet, place.inside(complex(0, -13 * number)), top, 180, 60)
    for k in range(26):
        radius, angle = 160 * math.sqrt((k + 0.5) / 26), k * 2.39996
        spot = complex(radius * math.cos(angle), radius * 0.34 * math.sin(angle) - 13 * number)
        sheet.cuts([place.point(spot)], 8 + 3j, speck, width=6.5)


def _weave(sheet: Sheet, place: Place, mask: list[complex], rx: float, ry: float) -> None:
    """The print of the drying frame."""
    with sheet.within(mask):
        for k in range(-5, 6):
            sheet.line(
                place.line(f"{-rx},{k * ry / 4 - 16} 0,{k * ry / 4} {rx},{k * ry / 4 + 16}"),
                3.4,
                inks.STRAW,
                taper=0.7,
            )
            sheet.line(
                place.line(f"{-rx},{k * ry / 4 + 16} 0,{k * ry / 4} {rx},{k * ry / 4 - 16}"),
                3.4,
                inks.STRAW,
                taper=0.7,
            )


def rice_paper_upright(
    sheet: Sheet, place: Place, *, r: float = 190, colour: str = inks.SHELL, speck: str = inks.INK
) -> None:
    """One sheet leaning upright, its middle at the origin."""
    disc = place.oval(r, r)
    sheet.body(disc, colour, inks.STRAW, depth=0.05)
    with sheet.within(disc):
        for k in range(-6, 7):
            sheet.line(
                place.line(f"{-r},{k * 34 - 60} 0,{k * 34} {r},{k * 34 + 60}"),
                4,
                inks.STRAW,
                taper=0.8,
            )
            sheet.line(
                place.line(f"{-r},{k * 34 + 60} 0,{k * 34} {r},{k * 34 - 60}"),
                4,
                inks.STRAW,
                taper=0.8,
            )
    seeds = []
    for k in range(60):
        radius, angle = r * 0.92 * math.sqrt((k + 0.5) / 60), k * 2.39996
        seeds.append(place.point(complex(radius * math.cos(angle), radius * math.sin(angle))))
    sheet.cuts(seeds, 9 + 5j, speck, width=7)
    sheet.contour(disc, 7.5, gaps=2)


def cylinder_cake(sheet: Sheet, place: Place) -> None:
    """Bánh tét: a log in banana leaf bound with strings, lying, 360 long."""
    body = place("-180,-62! 150,-66! 172,-40 176,20 152,58! -180,62! -196,20 -198,-30")
    sheet.body(body, inks.LEAF, inks.PINE, depth=0.16)
    for k in range(9):
        x = -170 + 38 * k
        sheet.line(place.line(f"{x},-60 {x + 10},0 {x},60"), 4, inks.MOSS, taper=0.2)
    for x in (-150, -90, -30, 30, 90, 140):
        sheet.line(place.line(f"{x},-66 {x + 11},0 {x},62"), 8, inks.STRAW, taper=0.9)
        sheet.line(place.line(f"{x + 7},-64 {x + 18},0 {x + 7},62"), 3.6)
    sheet.contour(body, 8, gaps=1)
    end = place.oval(30, 60, -180 + 0j)
    sheet.shape(end, inks.MOSS, width=6.5)
    sheet.line(place.line("-196,-20 -176,-4 -166,24"), 5)


def cake_slice(
    sheet: Sheet, place: Place, *, core: str = inks.RIPE, rice: str = inks.SPROUT, r: float = 74
) -> None:
    """A round slice: rind of rice, a heart of beans."""
    sheet.shape(place.oval(r, r * 0.86, 12j), inks.MOSS, width=6)
    sheet.fill(place.oval(r, r * 0.84), rice)
    sheet.fill(place.oval(r * 0.52, r * 0.44), core)
    sheet.fill(place.oval(r * 0.22, r * 0.18), inks.BLUSH)
    starts = [
        place.point(complex(r * 0.74 * math.cos(k * 0.7), r * 0.62 * math.sin(k * 0.7)))
        for k in range(9)
    ]
    sheet.cuts(starts, 8 + 4j, inks.PAPER, width=6)
    sheet.contour(place.oval(r, r * 0.84), 6.5, gaps=2)


def leaf_parcel(
    sheet: Sheet, place: Place, *, colour: str = inks.LEAF, band: str = inks.LOTUS
) -> None:
    """A small square parcel in banana leaf, its foot at the origin, 190 wide."""
    front = place("-96,-78! 90,-84! 96,-4! -92,4!")
    top = place("-96,-78! -52,-118! 128,-124! 90,-84!")
    side = place("90,-84! 128,-124! 132,-44! 96,-4!")
    sheet.fill(front, colour)
    sheet.fill(side, inks.PINE)
    sheet.fill(top, inks.MOSS)
    for x in (-60, -24, 12, 48):
        sheet.line(place.line(f"{x - 20},-2 {x - 6},-40 {x + 6},-80"), 4.5, inks.MOSS, taper=0.2)
    for shape in (front, top, side):
        sheet.contour(shape, 6.5, gaps=2)
    sheet.fill(place("-12,-80! 16,-81! 14,0! -12,1!"), band)
    sheet.fill(place("-12,-80! 24,-121! 52,-122! 16,-81!"), band)
    sheet.line(place.line("-12,-78 -13,0"), 4.5)
    sheet.line(place.line("17,-80 15,0"), 4.5)


def squares(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.RIPE,
    shade: str = inks.CLAY,
    fleck: str = inks.PAPER,
    rows: tuple[int, ...] = (3, 2, 1),
) -> None:
    """Sweets cut in blocks, piled up; the pile's foot at the origin."""
    for row, number in enumerate(rows):
        for k in range(number):
            block = place.inside(complex((k - (number - 1) / 2) * 128 + row * 8, -row * 74))
            front = block("-62,-52! 54,-54! 58,0! -60,2!")
            top = block("-62,-52! -34,-84! 78,-86! 54,-54!")
            side = block("54,-54! 78,-86! 82,-30! 58,0!")
            sheet.fill(front, colour)
            sheet.fill(side, shade)
            sheet.fill(top, inks.STRAW if colour != inks.STRAW else inks.PAPER)
            starts = [
                block.point(complex(-48 + 23 * m + 8 * (n % 2), -44 + 15 * n))
                for m in range(5)
                for n in range(3)
            ]
            sheet.cuts(starts, 10 - 5j, fleck, width=8)
            for shape in (front, top, side):
                sheet.contour(shape, 5.5, gaps=2)


def sausages(
    sheet: Sheet, place: Place, *, number: int = 4, colour: str = inks.LOTUS, shade: str = inks.WINE
) -> None:
    """Links hung in pairs from the origin, 300 long."""
    for k in range(number):
        x = (k - (number - 1) / 2) * 74
        for side in (-1, 1):
            link = place.inside(
                complex(x + side * 17, 30 + (k % 2) * 16), turn=-side * 5 - x * 0.03
            )
            body = link("-20,0! -26,40 -30,130 -24,210 0,236 24,210 30,130 24,40 20,0! 0,-8")
            sheet.body(body, colour, shade, depth=0.26)
            sheet.cuts(
                [link.point(complex(-14 + 12 * (m % 3), 40 + 26 * m)) for m in range(7)],
                7 + 8j,
                inks.PETAL,
                width=7,
            )
            sheet.contour(body, 6.5, gaps=2)
        sheet.line(
            place.line(f"{x - 17},{28 + (k % 2) * 16} {x},0 {x + 17},{28 + (k % 2) * 16}"),
            6,
            inks.EARTH,
        )


def pork_roll(sheet: Sheet, place: Place) -> None:
    """Giò: a roll in banana leaf, one end cut, lying."""
    cylinder_cake(sheet, place)
    face = place.oval(42, 64, 168 - 4j)
    sheet.shape(face, inks.PETAL, width=7)
    sheet.cuts(
        [place.point(complex(150 + 16 * (k % 3), -34 + 12 * k)) for k in range(6)],
        6 + 5j,
        inks.BLUSH,
        width=6,
    )


def roll_slice(sheet: Sheet, place: Place) -> None:
    sheet.shape(place.oval(66, 40, 14j), inks.BLUSH, width=6)
    sheet.shape(place.oval(66, 38), inks.PETAL, width=6)
    sheet.cuts(
        [place.point(complex(-36 + 18 * k, -12 + 9 * (k % 3))) for k in range(5)],
        7 + 3j,
        inks.BLUSH,
        width=6,
    )


def dried_fish(
    sheet: Sheet, place: Place, *, colour: str = inks.STRAW, shade: str = inks.CLAY
) -> None:
    """Split and opened flat, hung by the tail from the origin, 300 long."""
    sheet.line(place.line("0,-60 0,0"), 6, inks.EARTH)
    sheet.shape(place("-8,34! -52,-6 -40,-30! 0,10 40,-30! 52,-6 8,34!"), shade, width=6)
    body = place("0,20! 44,60 84,130 80,210 44,270 0,300 -44,270 -80,210 -84,130 -44,60")
    sheet.body(body, colour, shade, depth=0.12)
    sheet.line(place.line("0,30 4,150 0,290"), 9, shade, taper=0.5)
    for k in range(6):
        y = 70 + 32 * k
        for side in (-1, 1):
            sheet.line(
                place.line(
                    f"{side * 6},{y + 10} {side * 34},{y - 4} {side * (62 - abs(k - 3) * 6)},{y + 6}"
                ),
                5,
                shade,
                taper=0.1,
            )
    sheet.contour(body, 7.5, gaps=2)


def nest(sheet: Sheet, place: Place, *, colour: str = inks.PAPER, shade: str = inks.STRAW) -> None:
    """A swiftlet's nest: a pale half cup of strands, about 230 wide."""
    body = place("-116,-30! -110,30 -70,72 0,86 70,72 110,30 116,-30! 60,-8 -60,-8")
    sheet.body(body, colour, shade, depth=0.16)
    with sheet.within(body):
        for k in range(9):
            y = -20 + 13 * k
            sheet.line(
                place.line(f"-120,{y - 12} -50,{y + 14} 20,{y + 4} 80,{y + 16} 120,{y - 10}"),
                4.2,
                inks.EARTH if k % 3 == 0 else shade,
                taper=0.3,
            )
    sheet.contour(body, 7.5, gaps=2)
    rim = place.oval(116, 32, -30j)
    sheet.shape(rim, shade, width=6.5)
    sheet.fill(place.oval(88, 20, -26j), inks.BLUSH, slip=0.4)
    for turn in (0, 40, 140, 200, 320):
        spot = place.inside(
            complex(100 * math.cos(math.radians(turn)), -30 + 26 * math.sin(math.radians(turn)))
        )
        sheet.line(spot.line("-26,4 0,-8 26,6"), 4.5, inks.EARTH, taper=0.1)


def egg(sheet: Sheet, place: Place, *, colour: str = inks.PETAL, shade: str = inks.BLUSH) -> None:
    body = place("0,-62 34,-44 50,0 44,40 0,58 -44,40 -50,0 -34,-44")
    sheet.body(body, colour, shade, depth=0.22)
    sheet.line(place.line("-26,-8 -20,-30 -6,-42"), 7, inks.PAPER, taper=0.15)
    sheet.contour(body, 6.5, gaps=2)


def honeycomb(sheet: Sheet, place: Place, *, across: int = 6, down: int = 5) -> None:
    """A piece of comb, cells filled or open; its middle at the origin."""
    edge = place(
        "-190,-120! -60,-140 80,-132 180,-112! 196,-10 176,96! 60,130 -50,112 -160,124! -196,20"
    )
    sheet.body(edge, inks.RIPE, inks.CLAY, depth=0.07)
    with sheet.within(edge):
        for row in range(down):
            for k in range(across):
                spot = place.inside(complex(-168 + 66 * k + 33 * (row % 2), -110 + 57 * row))
                cell = spot("-28,-17! 0,-34! 28,-17! 28,17! 0,34! -28,17!")
                sheet.shape(
                    cell, inks.STRAW if (row * 5 + k * 3) % 4 else inks.CLAY, width=5.5, gaps=0
                )
                sheet.line(spot.line("-14,-10 -6,-18 4,-18"), 5, inks.PAPER, taper=0.1)
    sheet.contour(edge, 8, gaps=1)


def salt_heap(sheet: Sheet, place: Place, *, rx: float = 150, tall: float = 170) -> None:
    heap(
        sheet,
        place,
        colour=inks.PAPER,
        shade=inks.MIST,
        grain=inks.HAZE,
        rx=rx,
        tall=tall,
        marks=60,
    )


def tofu(sheet: Sheet, place: Place) -> None:
    squares(sheet, place, colour=inks.PAPER, shade=inks.STRAW, fleck=inks.SHELL, rows=(2, 1))


def banh_mi(sheet: Sheet, place: Place) -> None:
    """A filled loaf, about 400 long."""
    under = place("-200,10! -160,60 -40,86 90,78 180,36 204,0!")
    sheet.shape(under, inks.RIPE, shade=inks.CLAY, width=7.5)
    for k, tint in enumerate(
        (
            inks.SPROUT,
            inks.LOTUS,
            inks.MOSS,
            inks.BLUSH,
            inks.LEAF,
            inks.CLAY,
            inks.SPROUT,
            inks.MOSS,
        )
    ):
        spot = place.inside(complex(-150 + 43 * k, 2 - (k % 2) * 12), turn=-30 + 14 * k)
        sheet.shape(spot("-34,10 -10,-26 26,-20 36,10 0,24"), tint, width=5)
    top = place("-204,0! -180,-54 -80,-104 60,-104 166,-64 206,-4! 100,-22 -90,-18")
    sheet.body(top, inks.RIPE, inks.CLAY, depth=0.1)
    for x in (-110, -20, 70):
        sheet.shape(place(f"{x - 34},-46! {x},-82 {x + 44},-76! {x + 8},-52"), inks.STRAW, width=5)
    sheet.contour(top, 8, gaps=1)
