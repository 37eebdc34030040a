"""Flowers, little trees, cages; and the house at the end of the path."""

import math

from .. import inks
from ..place import Place
from ..sheet import Sheet
from .animals import goldfish, songbird
from .leaves import leaf


def blossom(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.RIPE,
    heart: str = inks.CLAY,
    r: float = 44,
    petals: int = 5,
    width: float = 5.0,
) -> None:
    """A flower of round petals, its middle at the origin."""
    for k in range(petals):
        petal = place.inside(0j, turn=360 * k / petals, scale=r / 44)
        shape = petal("0,0! -20,-18 -22,-40 0,-48 22,-40 20,-18")
        sheet.fill(shape, colour)
        sheet.contour(shape, width, gaps=1, gap=0.12)
        sheet.line(petal.line("0,-8 0,-28"), 4, heart, taper=0.1)
    sheet.shape(place.oval(r * 0.22, r * 0.22), heart, width=4)


def orchid(sheet: Sheet, place: Place, *, colour: str = inks.PETAL, deep: str = inks.LOTUS) -> None:
    """One moth-orchid flower, 150 across."""
    for turn in (128, 232, 0):
        sheet.shape(
            place.inside(0j, turn=turn)("0,4! -26,-24 -22,-62 0,-78 22,-62 26,-24"), colour, width=5
        )
    for turn in (72, -72):
        petal = place.inside(0j, turn=turn)
        sheet.shape(petal("0,6! -44,-14 -56,-52 -26,-80 24,-78 54,-50 42,-12"), colour, width=5.5)
        for data in ("0,-10 -20,-40", "0,-10 0,-50", "0,-10 20,-40"):
            sheet.line(petal.line(data), 4, deep, taper=0.1)
    sheet.shape(place("0,-12! -24,4 -20,34 0,48! 20,34 24,4"), deep, width=5)
    sheet.fill(place.oval(8, 10, 6j), inks.RIPE, slip=0.3)


def orchid_pot(
    sheet: Sheet, place: Place, *, colour: str = inks.PETAL, pot: str = inks.CLAY
) -> None:
    """Two flowering stems in a pot, foot at the origin, about 680 high."""
    for data in ("-10,-140 -40,-320 -140,-470 -270,-500", "16,-140 40,-340 90,-520 190,-640"):
        sheet.line(place.line(data), 11, inks.MOSS, taper=0.5)
        sheet.line([p + 5 for p in place.line(data)], 4.5)
    for turn, long in ((-64, 240), (60, 250), (-34, 200), (30, 210)):
        leaf(
            sheet,
            place.inside(-140j, turn=turn),
            long=long,
            wide=76,
            veins=0,
            width=6.5,
            colour=inks.LEAF if turn < 0 else inks.MOSS,
        )
    for x, y, turn, size in (
        (-60, -390, -8, 0.9),
        (-150, -462, -14, 1.0),
        (-250, -480, -20, 0.85),
        (64, -440, 8, 0.95),
        (120, -540, 14, 1.05),
        (186, -620, 20, 0.8),
    ):
        orchid(sheet, place.inside(complex(x, y), turn=turn, scale=size), colour=colour)
    pot_shape = place("-110,-150! -84,0! 84,0! 110,-150! 0,-126")
    sheet.body(pot_shape, pot, inks.EARTH, depth=0.15)
    sheet.line(place.line("-100,-104 0,-82 100,-104"), 9, inks.STRAW, taper=0.8)
    sheet.contour(pot_shape, 8, gaps=1)
    sheet.shape(place("-122,-152! -118,-182! 118,-182! 122,-152! 0,-128"), pot, width=7)


def bonsai_pot(sheet: Sheet, place: Place, *, colour: str = inks.INDIGO) -> None:
    """A shallow dish on feet, foot at the origin, 340 wide, earth at -100."""
    body = place("-170,-96! -140,-16 -120,0! 120,0! 140,-16 170,-96! 0,-78")
    sheet.body(body, colour, inks.NAVY, depth=0.14)
    for k in range(7):
        spot = place.inside(complex(-108 + 36 * k, -44 + 4 * abs(k - 3) * -0.6))
        sheet.fill(spot("0,-15! 13,0! 0,15! -13,0!"), inks.HAZE, slip=0.2)
    sheet.contour(body, 8, gaps=1)
    sheet.shape(place.oval(172, 30, -98j), inks.EARTH, width=7)


def bonsai(
    sheet: Sheet,
    place: Place,
    *,
    leafy: str = inks.LEAF,
    second: str = inks.MOSS,
    flowers: str | None = None,
) -> None:
    """A crooked trunk with clouds of leaves, foot at the origin, about 620 high."""
    bonsai_pot(sheet, place)
    trunk = place(
        "-70,-96! -40,-150 -60,-220 10,-280 -10,-360 60,-440! 84,-430! 40,-350 70,-270 10,-210 40,-150 70,-96!"
    )
    sheet.body(trunk, inks.CLAY, inks.EARTH, depth=0.24)
    for data in ("-20,-130 -20,-210 34,-276", "20,-350 40,-400"):
        sheet.line(place.line(data), 5.5)
    sheet.contour(trunk, 7.5, gaps=2)
    for data in ("-30,-230 -110,-280 -150,-330", "40,-290 130,-330 170,-390", "10,-360 -60,-430"):
        sheet.line(place.line(data), 16, inks.EARTH, taper=0.5)
    clouds = ((-170, -340, 1.0), (176, -400, 0.95), (-60, -470, 1.05), (70, -520, 1.1))
    for n, (x, y, size) in enumerate(clouds):
        cloud = place.inside(complex(x, y), scale=size)
        shape = cloud(
            "-116,24 -124,-10 -92,-40 -60,-40 -36,-72 10,-78 44,-50 84,-48 118,-14 108,22 50,40 -50,40"
        )
        sheet.body(shape, second if n % 2 else leafy, inks.PINE, depth=0.16)
        sheet.cuts(
            [
                cloud.point(complex(-84 + 34 * (k % 6), -30 + 24 * (k // 6) + 8 * (k % 2)))
                for k in range(15)
            ],
            cloud.point(12 - 10j) - cloud.at,
            inks.SPROUT,
            width=6,
        )
        sheet.contour(shape, 7, gaps=2)
        if flowers:
            for k in range(5):
                blossom(
                    sheet,
                    cloud.inside(
                        complex(-84 + 42 * k, -30 + 22 * (k % 3)), turn=k * 31, scale=0.62
                    ),
                    colour=flowers,
                )


def blossom_branch(
    sheet: Sheet, place: Place, *, colour: str = inks.RIPE, heart: str = inks.CLAY
) -> None:
    """A bare branch rising from the origin with flowers and buds, about 560 high."""
    for data, width in (
        ("0,0 20,-140 -30,-260 30,-400 10,-540", 22),
        ("4,-180 110,-260 150,-370", 13),
        ("-20,-280 -130,-350 -170,-450", 13),
        ("20,-400 110,-470 130,-540", 9),
    ):
        sheet.line(place.line(data), width, inks.EARTH, taper=0.4)
        sheet.line([p + width * 0.35 for p in place.line(data)], 5)
    for k, (x, y, size) in enumerate(
        (
            (150, -370, 1.0),
            (92, -250, 0.85),
            (-170, -440, 1.0),
            (-100, -340, 0.9),
            (10, -540, 1.05),
            (40, -410, 0.9),
            (126, -530, 0.8),
            (-34, -250, 0.8),
            (-60, -480, 0.7),
            (190, -300, 0.6),
        )
    ):
        blossom(
            sheet,
            place.inside(complex(x, y), turn=k * 37, scale=size * 1.15),
            colour=colour,
            heart=heart,
        )
    for x, y in ((60, -480), (-150, -380), (120, -440), (-20, -340), (170, -430)):
        sheet.shape(place.oval(13, 15, complex(x, y)), colour, width=5)


def daisies(
    sheet: Sheet, place: Place, *, colour: str = inks.PAPER, heart: str = inks.RIPE
) -> None:
    """A bunch of chrysanthemums, stems at the origin, about 400 high."""
    for x, y in (
        (-110, -300),
        (-40, -370),
        (50, -350),
        (120, -280),
        (0, -270),
        (-70, -210),
        (76, -200),
    ):
        sheet.line(place.line(f"0,0 {x * 0.3},{y * 0.5} {x},{y}"), 8, inks.MOSS, taper=0.6)
    for turn, long in ((-50, 190), (46, 180), (-20, 220), (18, 200)):
        leaf(
            sheet,
            place.inside(-20j, turn=turn),
            long=long,
            wide=62,
            colour=inks.MOSS if turn < 0 else inks.LEAF,
            vein=inks.SPROUT,
        )
    for x, y, size in (
        (-110, -300, 1.0),
        (-40, -370, 1.05),
        (50, -350, 1.0),
        (120, -280, 1.0),
        (0, -270, 1.15),
        (-70, -206, 0.9),
        (76, -200, 0.95),
    ):
        flower = place.inside(complex(x, y), scale=size)
        for ring, count in ((62, 15), (42, 12)):
            for k in range(count):
                petal = flower.inside(0j, turn=360 * k / count + ring)
                shape = petal(f"0,-8! -10,{-ring * 0.6} 0,{-ring} 10,{-ring * 0.6}")
                sheet.fill(shape, colour)
                sheet.contour(shape, 3.8, gaps=1, gap=0.2)
        sheet.shape(flower.oval(17, 15), heart, width=5)


def golden_camellia(sheet: Sheet, place: Place, *, colour: str = inks.RIPE, r: float = 70) -> None:
    """Overlapping waxy petals round many stamens, its middle at the origin."""
    for ring, count, turn0 in ((1.0, 6, 0), (0.7, 5, 30)):
        for k in range(count):
            petal = place.inside(0j, turn=turn0 + 360 * k / count, scale=r / 70 * ring)
            shape = petal("0,4! -38,-24 -40,-70 0,-88 40,-70 38,-24")
            sheet.body(
                shape,
                colour if ring == 1.0 else inks.STRAW,
                inks.CLAY if ring == 1.0 else inks.RIPE,
                depth=0.12,
            )
            sheet.contour(shape, 5, gaps=1, gap=0.1)
    for k in range(14):
        ray = place.inside(0j, turn=360 * k / 14, scale=r / 70)
        sheet.line(ray.line("0,0 2,-20"), 4, inks.EARTH)
        sheet.fill(ray.oval(4.5, 4.5, -23j), inks.CLAY, slip=0.2)


def cage(sheet: Sheet, place: Place) -> None:
    """A domed bird cage hanging from the origin, 470 high; a bird is drawn between its bars."""
    sheet.fill(
        place("-170,430! -180,250 -150,130 -70,60 0,46 70,60 150,130 180,250 170,430!"),
        inks.PAPER,
        opacity=0.55,
    )
    sheet.line(place.line("-170,360 0,368 170,360"), 9, inks.CLAY)
    songbird(sheet, place.inside(20 + 360j, scale=1.15))
    for k in range(9):
        x = -170 + 42.5 * k
        sheet.line(
            place.line(f"{x},434 {x * 1.04},250 {x * 0.82},130 {x * 0.1},50"),
            5.5,
            inks.EARTH,
            taper=0.8,
        )
    for y, rx in ((434, 172), (250, 180), (140, 146)):
        ring = [
            place.point(complex(rx * math.cos(math.radians(a)), y + 24 * math.sin(math.radians(a))))
            for a in range(0, 181, 12)
        ]
        sheet.line(ring, 8, inks.CLAY, taper=0.9)
    base = place("-184,436! 184,436! 176,474! -176,474!")
    sheet.shape(base, inks.CLAY, shade=inks.EARTH, width=7)
    sheet.shape(place.oval(15, 13, 40j), inks.LOTUS, width=5.5)
    sheet.line(place.line("0,30 -16,6 0,-16 16,2 6,18"), 7)


def fish_bowl(sheet: Sheet, place: Place) -> None:
    """A round glass with two goldfish and weed, foot at the origin, 440 high."""
    body = place(
        "-110,0! -190,-70 -226,-180 -196,-290 -120,-372! 120,-372! 196,-290 226,-180 190,-70 110,0! 0,18"
    )
    sheet.fill(body, inks.HAZE)
    water = place(
        "-206,-270! -226,-180 -190,-70 -110,-4! 110,-4! 190,-70 226,-180 206,-270! 60,-254 -60,-284"
    )
    sheet.fill(water, inks.MIST)
    for x, tall, bend in ((-130, 190, 20), (-100, 150, -16), (120, 170, -22), (146, 120, 14)):
        sheet.line(
            place.line(
                f"{x},-20 {x + bend},{-tall * 0.4 - 20} {x - bend * 0.6},{-tall * 0.75 - 20} {x + bend},{-tall - 20}"
            ),
            13,
            inks.LEAF,
            taper=0.2,
        )
    goldfish(sheet, place.inside(-20 - 190j, scale=1.05))
    goldfish(
        sheet, place.inside(70 - 84j, scale=0.68, flip=True), colour=inks.RIPE, shade=inks.CLAY
    )
    for x, y, r in ((-150, -226, 9), (-134, -250, 6), (-160, -200, 5)):
        sheet.contour(place.oval(r, r, complex(x, y)), 4, inks.PAPER, gaps=0)
    with sheet.within(water):
        sheet.fill(place("-220,-40! -100,-26 100,-30 220,-44! 120,20 -120,20"), inks.STRAW)
    sheet.line(place.line("-180,-90 -204,-180 -180,-270"), 12, inks.PAPER, taper=0.15)
    sheet.line(place.line("-200,-272 -60,-284 60,-254 200,-270"), 5.5)
    sheet.contour(body, 8, gaps=2)
    sheet.contour(place.oval(122, 26, -374j), 7, gaps=2)


def stilt_house(
    sheet: Sheet, place: Place, *, roof: str = inks.EARTH, wall: str = inks.STRAW
) -> None:
    """A house on posts with a ladder, ground at the origin, 520 wide, 420 high."""
    for x in (-190, -100, 0, 100, 190):
        sheet.line(place.line(f"{x},-150 {x + 2},-70 {x},0"), 15, inks.EARTH, taper=0.9)
        sheet.line(place.line(f"{x + 7},-150 {x + 9},-70 {x + 7},0"), 5)
    body = place("-210,-264! 200,-268! 204,-140! -212,-136!")
    sheet.fill(body, wall)
    for k in range(13):
        x = -198 + 33 * k
        sheet.line(place.line(f"{x},-262 {x + 2},-140"), 4.2, inks.CLAY, taper=0.4)
    for x in (-130, 70):
        sheet.shape(
            place(f"{x},-232! {x + 62},-233! {x + 62},-166! {x},-165!"), inks.INK, width=5.5
        )
        sheet.line(place.line(f"{x + 31},-230 {x + 31},-168"), 4, wall)
    sheet.shape(place("-30,-240! 26,-241! 28,-140! -30,-139!"), inks.INDIGO, width=6)
    sheet.contour(body, 6.5, gaps=2)
    sheet.shape(place("-236,-146! 236,-150! 240,-130! -238,-126!"), inks.CLAY, width=6)
    top = place("-270,-252! -190,-390 -160,-424! 160,-430! 196,-392 272,-256! 140,-240 -140,-238")
    sheet.body(top, roof, inks.INK, depth=0.1)
    with sheet.within(top):
        for row in range(6):
            starts = [
                place.point(complex(-262 + 29 * k + 14 * (row % 2), -420 + 31 * row))
                for k in range(19)
            ]
            sheet.cuts(
                starts,
                place.point(-3 + 24j) - place.at,
                inks.STRAW if row % 2 else inks.CLAY,
                width=5.5,
            )
    sheet.contour(top, 8, gaps=1)
    for data in ("-60,-134 -110,0", "-16,-134 -66,0"):
        sheet.line(place.line(data), 8)
    for k in range(5):
        y = -114 + 25 * k
        sheet.line(place.line(f"{-66 - 9 * k},{y} {-24 - 9 * k},{y}"), 7, inks.CLAY, taper=0.8)
