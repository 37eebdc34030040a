"""Trays, bowls, jars, pots: each stands with its foot at the origin, seen slightly from above."""

import math

from .. import inks
from ..curves import Points, ellipse, through
from ..place import Place
from ..sheet import Sheet


def tray(
    sheet: Sheet,
    place: Place,
    *,
    rx: float = 300,
    ry: float = 96,
    colour: str = inks.STRAW,
    rim: str = inks.CLAY,
) -> None:
    """A flat bamboo tray: woven ground, bound rim. The origin is its middle."""
    deep = ry * 0.34
    side = place.all(
        [*_arc(rx, ry, 0, 180, 0j), *reversed(_arc(rx * 0.93, ry * 0.98, 0, 180, complex(0, deep)))]
    )
    face = place.oval(rx, ry)
    inner = place.oval(rx * 0.9, ry * 0.86, 2j)
    sheet.fill(side, rim)
    sheet.fill(face, rim)
    cut = sheet.fill(inner, colour)
    with sheet.within(cut):
        rows = 9
        for k in range(rows):
            y = -ry + 2 * ry * (k + 0.5) / rows
            half = rx * math.sqrt(max(0.0, 1 - (y / ry) ** 2)) * 0.9
            number = int(half / 26)
            starts = [
                place.point(complex(-half + (2 * half) * (m + 0.5 * (k % 2)) / max(1, number), y))
                for m in range(number + 1)
            ]
            sheet.cuts(starts, place.point(24 + 1j) - place.point(0j), rim, width=4.2)
    sheet.contour(inner, 4.5, gaps=3, gap=0.12)
    sheet.contour(face, 7, gaps=2, gap=0.04)
    sheet.line(place.all(_arc(rx * 0.94, ry, 4, 176, complex(0, deep))), 7)
    starts = [place.point(p) for p in _arc(rx * 0.97, ry * 0.98, 12, 168, 3j)[::3]]
    sheet.cuts(starts, place.point(complex(6, deep * 0.8)) - place.point(0j), inks.INK, width=3.6)


def _arc(rx: float, ry: float, start: float, stop: float, at: complex) -> Points:
    return ellipse(rx, ry, at=at, start=start, stop=stop)


def jar(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.CLAY,
    shade: str = inks.BARK,
    band: str | None = inks.STRAW,
    tall: float = 330,
    wide: float = 150,
    lid: str | None = None,
) -> None:
    """A stoneware jar with shoulders; ``lid`` is the colour of a tied cloth over its mouth."""
    neck = wide * 0.52
    body = place.all(
        through(
            [
                complex(-wide * 0.56, 0),
                complex(-wide * 0.84, -tall * 0.22),
                complex(-wide, -tall * 0.52),
                complex(-wide * 0.86, -tall * 0.78),
                complex(-neck, -tall * 0.93),
                complex(neck, -tall * 0.93),
                complex(wide * 0.86, -tall * 0.78),
                complex(wide, -tall * 0.52),
                complex(wide * 0.84, -tall * 0.22),
                complex(wide * 0.56, 0),
                complex(0, wide * 0.17),
            ],
            corners=[False, False, False, False, True, True, False, False, False, False, False],
        )
    )
    sheet.body(body, colour, shade, depth=0.2)
    slipped = [p + sheet.slip for p in body]
    with sheet.within(slipped):
        if band:
            for level, width in ((0.5, 15.0), (0.575, 6.0)):
                sheet.line(
                    place.all(_arc(wide * 1.02, wide * 0.26, 2, 178, complex(0, -tall * level))),
                    width,
                    band,
                    taper=1,
                )
            starts = [
                place.point(p)
                for p in _arc(wide, wide * 0.26, 8, 172, complex(0, -tall * 0.535))[::2]
            ]
            sheet.cuts(starts, place.point(complex(9, -9)) - place.at, band, width=5)
    sheet.specks(slipped, inks.INK, number=170, size=5)
    sheet.contour(body, 8, gaps=1)
    if lid:
        cloth(sheet, place.inside(complex(0, -tall * 0.93)), colour=lid, wide=neck)
        return
    mouth = place.oval(neck * 1.12, wide * 0.17, complex(0, -tall * 0.96))
    sheet.fill(mouth, shade)
    sheet.fill(place.oval(neck * 0.86, wide * 0.1, complex(0, -tall * 0.96)), inks.INK, slip=0)
    sheet.contour(mouth, 7)


def cloth(sheet: Sheet, place: Place, *, colour: str, wide: float = 80) -> None:
    """A piece of cloth tied over a mouth of half-width ``wide``."""
    s = wide / 80
    skirt = Place(place.at, place.scale * s, place.turn, place.flip)
    shape = skirt(
        "-78,-6! -70,-30 -40,-48 0,-54 42,-48 72,-30 80,-6! 104,34! 70,26 44,48! 16,32 -14,52! -44,32 -72,44! -100,28!"
    )
    sheet.shape(shape, colour, width=6, gaps=1)
    sheet.line(skirt.line("-78,-4 -30,8 30,8 80,-4"), 11, inks.SHELL, taper=0.8)
    sheet.line(skirt.line("-78,2 -30,14 30,14 80,2"), 5)
    for data in (
        "-50,14 -58,34",
        "-8,18 -10,40",
        "40,16 52,36",
        "-40,-40 -52,-14",
        "30,-44 44,-12",
    ):
        sheet.line(skirt.line(data), 4.5)
    sheet.line(skirt.line("10,10 34,40 30,74"), 6)
    sheet.line(skirt.line("8,10 8,44 -12,66"), 6)


def bowl(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.PAPER,
    shade: str = inks.MIST,
    mark: str = inks.INDIGO,
    rx: float = 150,
    tall: float = 120,
    inside: str = inks.HAZE,
) -> None:
    """A footed bowl with brush marks round it. The origin is its foot; the mouth at -tall."""
    ry = rx * 0.3
    body = place.all(
        [
            *_arc(rx, ry, 180, 0, complex(0, -tall)),
            *through(
                [
                    complex(rx, -tall),
                    complex(rx * 0.86, -tall * 0.5),
                    complex(rx * 0.44, -tall * 0.1),
                    complex(rx * 0.4, 0),
                    complex(0, rx * 0.1),
                    complex(-rx * 0.4, 0),
                    complex(-rx * 0.44, -tall * 0.1),
                    complex(-rx * 0.86, -tall * 0.5),
                ],
                closed=False,
            ),
        ]
    )
    sheet.body(body, colour, shade, depth=0.12)
    with sheet.within([p + sheet.slip for p in body]):
        sheet.line(
            place.all(_arc(rx * 0.99, ry, 4, 176, complex(0, -tall * 0.8))), 6, mark, taper=0.8
        )
        for k in range(5):
            angle = 28 + 31 * k
            root = complex(
                rx * 0.82 * math.cos(math.radians(angle)),
                -tall * 0.62 + ry * math.sin(math.radians(angle)),
            )
            spot = place.inside(root, turn=(angle - 90) * -0.35, scale=rx / 150)
            for data in (
                "0,14 -16,-2 -12,-18",
                "0,14 0,-6 2,-24",
                "0,14 16,0 14,-16",
                "-12,16 0,20 13,15",
            ):
                sheet.line(spot.line(data), 6.5, mark, taper=0.2)
        sheet.line(
            place.all(_arc(rx * 0.46, ry * 0.5, 10, 170, complex(0, -tall * 0.16))),
            5,
            mark,
            taper=0.8,
        )
    sheet.contour(body, 7.5)
    mouth = place.oval(rx, ry, complex(0, -tall))
    sheet.fill(mouth, inside, slip=0.4)
    sheet.contour(mouth, 6.5, gaps=2, gap=0.05)


def cup(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.PAPER,
    drink: str = inks.CLAY,
    mark: str = inks.INDIGO,
) -> None:
    """A small handleless cup."""
    body = place("-70,-78! -64,-36 -44,-6 -38,4! 0,14 38,4! 44,-6 64,-36 70,-78! 0,-56")
    sheet.body(body, colour, inks.MIST, depth=0.14)
    with sheet.within([p + sheet.slip for p in body]):
        sheet.line(place.line("-66,-44 -30,-26 30,-26 66,-44"), 6, mark, taper=0.7)
        sheet.line(place.line("-52,-18 -20,-4 20,-4 52,-18"), 5, mark, taper=0.7)
    sheet.contour(body, 6.5)
    mouth = place.oval(70, 22, -78j)
    sheet.fill(mouth, colour)
    sheet.fill(place.oval(57, 15, -75j), drink, slip=0.3)
    sheet.contour(mouth, 6, gaps=2, gap=0.06)


def teapot(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.INDIGO,
    shade: str = inks.INK,
    mark: str = inks.HAZE,
) -> None:
    """A round pot with spout to the left and a cane handle."""
    handle = place.line("-92,-170 -96,-268 -30,-330 34,-328 100,-266 92,-172")
    sheet.line([p + sheet.slip for p in handle], 19, inks.STRAW, taper=0.8)
    sheet.line(place.line("-100,-176 -104,-272 -34,-338 38,-336 108,-270 100,-178"), 6.5)
    sheet.line(place.line("-82,-176 -86,-262 -26,-318 30,-318 90,-262 82,-178"), 5)
    starts = [handle[k] - 8 - 4j for k in range(5, len(handle) - 4, 4)]
    sheet.cuts(starts, place.point(16 + 9j) - place.at, inks.INK, width=4)
    spout = place(
        "-112,-66! -172,-92 -196,-160 -226,-186! -204,-204 -184,-196! -156,-160 -118,-140!"
    )
    sheet.shape(spout, colour, shade=shade, width=7)
    body = place(
        "-70,0! -128,-34 -150,-96 -118,-152 -62,-176! 62,-176! 120,-152 150,-96 128,-34 70,0! 0,14"
    )
    sheet.body(body, colour, shade, depth=0.14)
    with sheet.within([p + sheet.slip for p in body]):
        bloom = place.inside(-14 - 84j)
        for k in range(7):
            petal = bloom.inside(0j, turn=-78 + 26 * k)
            sheet.fill(petal("0,0! -13,-26 0,-60! 13,-26"), mark, slip=0.3)
        sheet.line(bloom.line("-60,10 -20,24 20,24 62,10"), 6, mark)
        sheet.line(bloom.line("0,16 4,40 -4,64"), 6, mark)
        sheet.line(place.line("-112,-150 -40,-128 40,-128 112,-150"), 5, mark, taper=0.6)
    sheet.contour(body, 8)
    lid = place("-74,-174! -56,-200 0,-214 56,-200 74,-174! 0,-158")
    sheet.shape(lid, colour, shade=shade, width=6.5)
    sheet.shape(place.oval(17, 15, -224j), mark, width=6)
