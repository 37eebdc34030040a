"""Fruit of the south, each about its own middle, about 200 to 240 across."""

import math

from .. import inks
from ..place import Place
from ..sheet import Sheet
from .leaves import leaf


def dragon_fruit(
    sheet: Sheet, place: Place, *, colour: str = inks.LOTUS, shade: str = inks.WINE
) -> None:
    """Whole, its scales tipped with green, a crown above."""
    for turn in (-46, -24, 0, 22, 44):
        flame = place.inside(-96j, turn=turn)
        sheet.shape(flame("-13,12! -20,-30 -4,-78! 14,-34 14,12!"), inks.MOSS, width=5.5)
    body = place(
        "0,-112 52,-104 92,-60 102,0 88,64 48,108 0,120 -48,108 -88,64 -102,0 -92,-60 -52,-104"
    )
    sheet.body(body, colour, shade, depth=0.18)
    sheet.line(place.line("-72,-20 -62,-56 -40,-82"), 10, inks.BLUSH, taper=0.2)
    sheet.contour(body, 7.5, gaps=1)
    for x, y, turn, size in (
        (-66, 34, -52, 1.0),
        (-14, 62, -10, 1.1),
        (52, 50, 34, 1.05),
        (-40, -18, -34, 1.0),
        (22, -4, 14, 1.1),
        (78, -14, 52, 0.9),
        (-4, -66, -8, 0.95),
        (46, -62, 30, 0.85),
        (6, 112, 2, 0.8),
        (-84, -36, -64, 0.7),
    ):
        scale = place.inside(complex(x, y), turn=turn, scale=size)
        sheet.fill(scale("-24,14! -20,-16 0,-54! 20,-16 24,14! 0,22"), colour)
        sheet.fill(scale("-9,-26 0,-54! 11,-24 2,-18"), inks.SPROUT)
        sheet.line(scale.line("-24,14 -20,-16 0,-54"), 5.5, taper=0.4)
        sheet.line(scale.line("0,-54 20,-16 24,14"), 5.5, taper=0.4)


def dragon_fruit_half(sheet: Sheet, place: Place, *, flesh: str = inks.PAPER) -> None:
    """Cut across: a rim of red, seeds."""
    sheet.fill(place.oval(108, 96), inks.LOTUS)
    sheet.fill(place.oval(92, 80), inks.BLUSH if flesh == inks.PAPER else flesh)
    inner = place.oval(86, 74)
    sheet.fill(inner, flesh)
    seeds = []
    for k in range(46):
        radius = 70 * math.sqrt((k + 0.5) / 46)
        angle = k * 2.39996
        seeds.append(
            place.point(complex(radius * math.cos(angle), radius * 0.84 * math.sin(angle)))
        )
    sheet.cuts(seeds, 7 + 5j, inks.INK, width=6.5)
    sheet.contour(place.oval(108, 96), 7.5)


def durian(sheet: Sheet, place: Place, *, colour: str = inks.MOSS, shade: str = inks.LEAF) -> None:
    """A spiny fruit, stalk above."""
    spiny = []
    for k in range(44):
        angle = math.tau * k / 44
        reach = 1.0 if k % 2 else 1.13
        spiny.append(complex(math.sin(angle) * 122 * reach, -math.cos(angle) * 140 * reach))
    sheet.line(place.line("0,-132 4,-176 18,-196"), 22, inks.EARTH, taper=0.8)
    sheet.body(place.all(spiny), colour, shade, depth=0.16)
    for row in range(8):
        y = -108 + row * 31
        half = 118 * math.sqrt(max(0.05, 1 - (y / 144) ** 2))
        number = max(2, round(half / 19))
        for k in range(number):
            x = (k - (number - 1) / 2) * 2 * half / number + (row % 2) * 6
            spike = place.inside(complex(x, y), turn=x * 0.2)
            sheet.fill(spike("-13,13! 0,-19! 13,13!"), inks.SPROUT if x < 20 else colour, slip=0.4)
            sheet.line(spike.line("-13,13 -2,-18"), 4, taper=0.4)
            sheet.line(spike.line("0,-19 13,13"), 6.5, taper=0.3)
    sheet.contour(place.all(spiny), 6.5, gaps=2)


def durian_open(sheet: Sheet, place: Place) -> None:
    """A husk's piece with two creamy pods."""
    husk = place("-150,6! -110,70 -30,104 60,98 130,50 156,-10! 90,-50 -80,-48")
    sheet.shape(husk, inks.MOSS, shade=inks.LEAF, width=7.5)
    starts = [place.point(complex(-112 + 36 * k, 40 + 22 * math.sin(k * 0.55))) for k in range(7)]
    sheet.cuts(starts, 3 + 24j, inks.INK, width=7)
    bed = place("-140,2! -90,-52 0,-66 96,-50 146,-8! 80,44 -70,46")
    sheet.fill(bed, inks.PAPER)
    sheet.contour(bed, 6, gaps=2)
    for x, turn in ((-58, -14), (54, 12)):
        pod = place.inside(complex(x, -10), turn=turn)
        shape = pod("-62,2 -40,-36 6,-44 52,-26 64,8 34,34 -30,36")
        sheet.body(shape, inks.STRAW, inks.RIPE, depth=0.2)
        sheet.line(pod.line("-36,-6 0,-18 36,-8"), 5.5, inks.RIPE)
        sheet.contour(shape, 6.5, gaps=2)


def coconut(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.MOSS,
    shade: str = inks.LEAF,
    open_top: bool = False,
) -> None:
    """A young coconut; ``open_top`` shows the white and the water."""
    body = place(
        "0,-118 56,-104 100,-56 112,10 90,76 40,116 0,122 -40,116 -90,76 -112,10 -100,-56 -56,-104"
    )
    sheet.body(body, colour, shade, depth=0.16)
    for k in range(5):
        x = -70 + 34 * k
        sheet.line(
            place.line(f"{x * 0.5},-92 {x},-10 {x * 0.7},84"),
            5,
            inks.SPROUT if k < 2 else shade,
            taper=0.1,
        )
    sheet.contour(body, 8, gaps=2)
    if open_top:
        cut = place.oval(76, 30, -92j)
        sheet.fill(cut, inks.PAPER)
        sheet.fill(place.oval(56, 19, -90j), inks.HAZE)
        sheet.contour(cut, 6.5, gaps=2)
    else:
        for turn in (-60, 0, 60):
            cap = place.inside(-104j, turn=turn)
            sheet.shape(cap("0,8! -26,-4 -22,-28 0,-36! 22,-26 24,0!"), inks.STRAW, width=5.5)


def coconut_half(sheet: Sheet, place: Place) -> None:
    """A brown half: shell, white flesh."""
    shell = place("-122,0! -104,64 -50,108 0,116 50,108 104,64 122,0! 60,-30 -60,-30")
    sheet.body(shell, inks.CLAY, inks.EARTH, depth=0.14)
    starts = [place.point(complex(-84 + 24 * k, 40 + 16 * math.sin(k * 0.6))) for k in range(8)]
    sheet.cuts(starts, 2 + 30j, inks.EARTH, width=5)
    sheet.contour(shell, 7.5)
    sheet.fill(place.oval(122, 46), inks.PAPER)
    sheet.fill(place.oval(92, 31, 4j), inks.HAZE)
    sheet.line(place.line("-70,14 0,30 70,14"), 6, inks.PAPER)
    sheet.contour(place.oval(122, 46), 7, gaps=2)
    sheet.contour(place.oval(92, 31, 4j), 4.5, gaps=3, gap=0.1)


def melon(sheet: Sheet, place: Place, *, colour: str = inks.SPROUT, net: str = inks.PAPER) -> None:
    """A netted melon with its T-shaped stalk."""
    body = place.oval(118, 112)
    sheet.body(body, colour, inks.MOSS, depth=0.17)
    with sheet.within(body):
        for k in range(-6, 7):
            x = k * 24
            sheet.line(
                place.line(f"{x * 0.5},-112 {x + 9},-50 {x * 1.35},0 {x + 6},60 {x * 0.5},112"),
                4.5,
                net,
                taper=0.6,
            )
            y = k * 19
            sheet.line(
                place.line(f"-118,{y} -50,{y + 16} 0,{y + 4} 60,{y + 18} 118,{y}"),
                4.5,
                net,
                taper=0.6,
            )
    sheet.contour(body, 8, gaps=1)
    sheet.line(place.line("0,-108 2,-142"), 13, inks.MOSS, taper=0.8)
    sheet.line(place.line("-52,-150 0,-142 50,-152"), 12, inks.MOSS, taper=0.6)
    sheet.line(place.line("6,-108 8,-138"), 5.5)
    sheet.line(place.line("-50,-144 0,-135 52,-145"), 5.5)


def melon_slice(
    sheet: Sheet, place: Place, *, flesh: str = inks.RIPE, rind: str = inks.MOSS
) -> None:
    """A crescent of melon."""
    rim = place("-130,-30! -90,44 0,76 90,44 130,-30! 70,10 0,24 -70,10")
    sheet.fill(rim, rind)
    meat = place("-130,-30! -84,32 0,60 84,32 130,-30! 70,4 0,16 -70,4")
    sheet.fill(meat, flesh)
    sheet.line(place.line("-104,-14 -60,22 0,34 60,22 104,-14"), 6, inks.STRAW)
    sheet.contour(rim, 7, gaps=2)


def pineapple(sheet: Sheet, place: Place) -> None:
    """Upright: eyes in diamonds, a crown of blades."""
    for turn, long in (
        (-64, 120),
        (62, 124),
        (-42, 160),
        (40, 164),
        (-20, 186),
        (20, 190),
        (0, 200),
    ):
        leaf(
            sheet,
            place.inside(-92j, turn=turn),
            colour=inks.LEAF if long % 4 else inks.MOSS,
            vein=inks.SPROUT,
            long=long,
            wide=40,
            veins=0,
            width=5.5,
        )
    body = place(
        "0,-106 54,-96 86,-40 92,30 72,96 34,124 0,128 -34,124 -72,96 -92,30 -86,-40 -54,-96"
    )
    sheet.body(body, inks.RIPE, inks.CLAY, depth=0.16)
    with sheet.within(body):
        for k in range(-7, 8):
            sheet.line(
                place.line(f"{k * 34 - 120},140 {k * 34 - 10},10 {k * 34 + 90},-120"),
                5,
                inks.EARTH,
                taper=0.7,
            )
            sheet.line(
                place.line(f"{k * 34 + 120},140 {k * 34 + 10},10 {k * 34 - 90},-120"),
                5,
                inks.EARTH,
                taper=0.7,
            )
        for row in range(8):
            starts = [
                place.point(complex(-96 + 34 * k + (row % 2) * 17, -96 + row * 30))
                for k in range(7)
            ]
            sheet.cuts(starts, 5 - 9j, inks.STRAW, width=7)
    sheet.contour(body, 8, gaps=1)


def passion_fruit(sheet: Sheet, place: Place, *, cut: bool = True) -> None:
    """Cut: seeds in juice. Whole: a dark ball."""
    sheet.fill(place.oval(88, 82), inks.WINE)
    if not cut:
        sheet.line(place.line("-54,-24 -44,-46 -28,-58"), 9, inks.BLUSH, taper=0.2)
        sheet.contour(place.oval(88, 82), 7.5, gaps=2)
        return
    sheet.fill(place.oval(76, 70), inks.PETAL)
    sheet.fill(place.oval(64, 58), inks.RIPE)
    for k in range(17):
        radius, angle = 52 * math.sqrt((k + 0.5) / 17), k * 2.39996
        seed = place.inside(
            complex(radius * math.cos(angle), radius * 0.9 * math.sin(angle)),
            turn=math.degrees(angle),
        )
        sheet.fill(seed.oval(8, 5), inks.INK, slip=0.2)
    sheet.contour(place.oval(88, 82), 7.5, gaps=1)


def jackfruit(sheet: Sheet, place: Place) -> None:
    """A long knobbly fruit, stalk above."""
    sheet.line(place.line("0,-150 -4,-196"), 24, inks.EARTH, taper=0.8)
    body = place(
        "0,-158 60,-140 108,-70 116,20 92,112 36,162 -20,160 -84,118 -112,30 -106,-60 -62,-138"
    )
    sheet.body(body, inks.MOSS, inks.LEAF, depth=0.15)
    for row in range(11):
        y = -140 + row * 28
        half = 104 * math.sqrt(max(0.05, 1 - (y / 166) ** 2))
        number = max(2, round(half / 14))
        starts = [
            place.point(complex((k - (number - 1) / 2) * 2 * half / number + (row % 2) * 7, y))
            for k in range(number)
        ]
        sheet.cuts(starts, 9 + 6j, inks.INK if row % 2 else inks.SPROUT, width=6.5)
    sheet.contour(body, 8, gaps=1)
