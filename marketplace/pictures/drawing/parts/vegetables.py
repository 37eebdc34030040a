"""What grows in beds: each about its own middle or from its foot at the origin."""

from .. import inks
from ..place import Place
from ..sheet import Sheet
from .leaves import leaf


def mushroom(
    sheet: Sheet,
    place: Place,
    *,
    cap: str = inks.EARTH,
    shade: str = inks.INK,
    stem: str = inks.PAPER,
) -> None:
    """Its foot at the origin, 170 high."""
    stalk = place("-24,0! -30,-40 -20,-96! 22,-96! 32,-40 26,0! 0,8")
    sheet.body(stalk, stem, inks.STRAW, depth=0.24)
    sheet.contour(stalk, 6.5, gaps=2)
    under = place.oval(86, 24, -98j)
    sheet.fill(under, inks.STRAW)
    for k in range(7):
        sheet.line(place.line(f"{-66 + 22 * k},-92 {-20 + 7 * k},-104"), 4, inks.EARTH)
    top = place("-104,-96! -88,-142 -40,-172 8,-176 64,-160 100,-118 106,-94! 50,-112 -50,-112")
    sheet.body(top, cap, shade, depth=0.16)
    sheet.line(place.line("-64,-128 -40,-150 -10,-160"), 8, inks.STRAW, taper=0.2)
    sheet.contour(top, 7.5, gaps=1)


def carrot(sheet: Sheet, place: Place) -> None:
    """Its crown at the origin, hanging down 240."""
    for turn, long in ((-34, 150), (28, 160), (-8, 190)):
        leaf(
            sheet,
            place.inside(-6j, turn=turn),
            colour=inks.MOSS,
            vein=inks.LEAF,
            long=long,
            wide=44,
            veins=8,
        )
    body = place("0,-10 40,-8 52,24 38,110 14,206 4,244! -10,206 -38,110 -52,24 -40,-8")
    sheet.body(body, inks.CLAY, inks.EARTH, depth=0.22)
    sheet.cuts(
        [
            place.point(complex(x, y))
            for x, y in ((-40, 40), (8, 66), (-28, 96), (2, 130), (-16, 160))
        ],
        place.point(26 + 3j) - place.at,
        inks.STRAW,
        width=5,
    )
    sheet.contour(body, 7.5, gaps=2)


def greens(sheet: Sheet, place: Place, *, colour: str = inks.LEAF, second: str = inks.MOSS) -> None:
    """A bunch of leaf greens tied with straw, stalks at the origin, 330 high."""
    for turn, long, tint in (
        (-44, 250, colour),
        (42, 250, colour),
        (-24, 310, second),
        (22, 320, second),
        (0, 340, colour),
    ):
        leaf(
            sheet,
            place.inside(-20j, turn=turn),
            colour=tint,
            vein=inks.SPROUT,
            long=long,
            wide=130,
            veins=6,
            width=6.5,
        )
    for k in range(5):
        x = -34 + 17 * k
        sheet.line(place.line(f"{x},-96 {x * 0.7},-20 {x * 1.2},40"), 15, inks.SPROUT, taper=0.8)
        sheet.line(place.line(f"{x + 8},-96 {x * 0.7 + 8},-20 {x * 1.2 + 8},40"), 5)
    band = place("-48,-52! 0,-42 48,-52! 46,-26! 0,-14 -46,-26!")
    sheet.shape(band, inks.STRAW, width=6)


def bulb(
    sheet: Sheet, place: Place, *, colour: str = inks.BLUSH, shade: str = inks.LOTUS, r: float = 62
) -> None:
    """Shallot, onion or garlic: round below, drawn out above."""
    s = place.inside(0j, scale=r / 62)
    body = s("0,-104! 10,-66 46,-34 62,8 44,48 0,60 -44,48 -62,8 -46,-34 -10,-66")
    sheet.body(body, colour, shade, depth=0.2)
    for data in ("-4,-92 -30,-20 -26,44", "2,-92 4,-20 2,54", "4,-90 34,-16 28,44"):
        sheet.line(s.line(data), 5, shade, taper=0.1)
    sheet.line(s.line("-40,4 -34,-20 -22,-36"), 7, inks.PAPER, taper=0.2)
    sheet.contour(body, 7, gaps=2)
    sheet.line(s.line("0,-98 4,-126 -4,-150"), 7)
    sheet.cuts(
        [s.point(complex(-14 + 9 * k, 58)) for k in range(4)],
        s.point(2 + 18j) - s.at,
        inks.EARTH,
        width=4,
    )


def garlic(sheet: Sheet, place: Place, *, r: float = 62) -> None:
    bulb(sheet, place, colour=inks.PAPER, shade=inks.BLUSH, r=r)


def pumpkin(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.CLAY,
    shade: str = inks.EARTH,
    rib: str = inks.RIPE,
) -> None:
    """Ribbed and flat, about 320 across, its middle at the origin."""
    body = place(
        "-40,-92 20,-98 90,-88 146,-40 158,20 120,78 50,100 -50,100 -120,78 -158,20 -146,-40 -90,-86"
    )
    sheet.body(body, colour, shade, depth=0.14)
    for data in (
        "-22,-88 -112,-40 -92,88",
        "-10,-88 -50,0 -36,100",
        "8,-88 30,0 26,100",
        "24,-88 100,-30 84,90",
    ):
        sheet.line(place.line(data), 9, rib, taper=0.2)
        sheet.line([p + 7 for p in place.line(data)], 6)
    sheet.contour(body, 8, gaps=1)
    stalk = place("-24,-84! -18,-120 -34,-148! 6,-156! 10,-120 30,-84! 0,-74")
    sheet.shape(stalk, inks.MOSS, width=7)


def corn(sheet: Sheet, place: Place) -> None:
    """A cob half in its husk, foot at the origin, pointing up 280."""
    cob = place("0,-286 30,-262 44,-190 44,-90 30,-20 -30,-20 -44,-90 -44,-190 -30,-262")
    sheet.body(cob, inks.RIPE, inks.CLAY, depth=0.24)
    for row in range(12):
        starts = [
            place.point(complex(-32 + 20 * k + (row % 2) * 8, -262 + row * 21)) for k in range(4)
        ]
        sheet.cuts(starts, place.point(13 + 2j) - place.at, inks.STRAW, width=10)
    sheet.contour(cob, 7, gaps=2)
    for turn, flip in ((-24, False), (22, True)):
        husk = place.inside(0j, turn=turn, flip=flip)
        sheet.shape(
            husk("0,6! -40,-50 -44,-130 -20,-212! 20,-140 26,-50"),
            inks.SPROUT,
            shade=inks.MOSS,
            width=6.5,
        )
        sheet.line(husk.line("-4,-10 -18,-90 -20,-180"), 5, inks.LEAF)


def root(sheet: Sheet, place: Place, *, colour: str = inks.RIPE, shade: str = inks.CLAY) -> None:
    """A knuckled rhizome: turmeric, or ginger by its colour; about 260 wide."""
    body = place(
        "-130,10 -112,-26 -64,-30 -40,-70 -8,-86 14,-58 4,-24 40,-30 62,-72 100,-76 108,-42 84,-16 128,-2 "
        "138,32 96,46 40,34 20,62 -24,70 -36,38 -92,46"
    )
    sheet.body(body, colour, shade, depth=0.14)
    for data in (
        "-104,-22 -96,8 -104,36",
        "-60,-28 -50,4 -58,36",
        "-38,-62 -14,-52 6,-60",
        "4,-24 16,6 6,38",
        "60,-64 78,-50 102,-58",
        "84,-16 92,14 84,42",
        "-34,44 -8,40 16,50",
    ):
        sheet.line(place.line(data), 5, shade)
    sheet.contour(body, 7.5, gaps=2)


def cut_root(sheet: Sheet, place: Place, *, colour: str = inks.RIPE, ring: str = inks.CLAY) -> None:
    sheet.shape(place.oval(40, 30), colour, width=6)
    sheet.line(place.oval(26, 18)[:-2], 4, ring)


def chilli(sheet: Sheet, place: Place, *, colour: str = inks.LOTUS) -> None:
    """Hangs from its stalk at the origin, 150 long."""
    body = place("-16,0 16,0 26,34 18,92 -8,148! -16,92 -24,34")
    sheet.body(body, colour, inks.WINE, depth=0.26)
    sheet.line(place.line("-8,20 -12,56 -8,84"), 6, inks.PETAL, taper=0.1)
    sheet.contour(body, 6.5, gaps=2)
    sheet.shape(place("-22,6! -10,-12 0,-18 10,-12 22,6! 0,14"), inks.MOSS, width=5)
    sheet.line(place.line("0,-14 4,-34 14,-46"), 7)


def sweet_potato(
    sheet: Sheet, place: Place, *, colour: str = inks.WINE, shade: str = inks.INK
) -> None:
    """Spindle-shaped, 280 long, lying."""
    body = place("-150,8! -100,-40 -20,-62 70,-50 130,-14 156,14! 100,42 20,60 -80,48")
    sheet.body(body, colour, shade, depth=0.18)
    sheet.cuts(
        [
            place.point(complex(x, y))
            for x, y in ((-80, -10), (-20, -34), (30, 4), (66, -24), (-40, 22))
        ],
        place.point(34 + 4j) - place.at,
        inks.BLUSH,
        width=4.5,
    )
    sheet.contour(body, 7.5, gaps=2)


def bamboo_shoot(sheet: Sheet, place: Place) -> None:
    """A cone of sheaths, foot at the origin, 300 high."""
    body = place("-92,0! -86,-90 -46,-210 0,-304! 46,-210 86,-90 92,0! 0,26")
    sheet.body(body, inks.STRAW, inks.CLAY, depth=0.16)
    for data in (
        "-92,0 -20,-70 30,-190",
        "90,0 10,-60 -60,-160",
        "-78,-110 0,-150 24,-262",
        "82,-100 20,-150 -30,-236",
    ):
        sheet.line(place.line(data), 6.5)
    for x, y in ((-50, -30), (-30, -120), (40, -50), (30, -150), (-6, -210)):
        sheet.cuts(
            [place.point(complex(x, y)), place.point(complex(x + 12, y + 6))],
            place.point(8 - 40j) - place.at,
            inks.EARTH,
            width=5,
        )
    sheet.contour(body, 8, gaps=1)


def artichoke(sheet: Sheet, place: Place) -> None:
    """A head of scales, its middle at the origin."""
    sheet.line(place.line("0,80 4,150 -2,220"), 26, inks.MOSS, taper=0.8)
    sheet.line(place.line("12,90 16,150 10,220"), 6)
    body = place("0,-108 60,-90 104,-30 108,36 66,92 0,104 -66,92 -108,36 -104,-30 -60,-90")
    sheet.fill(body, inks.LEAF)
    for row, (number, y, size) in enumerate(
        ((3, -70, 0.9), (4, -34, 1.0), (5, 6, 1.05), (4, 46, 1.0), (3, 80, 0.85))
    ):
        for k in range(number):
            x = (k - (number - 1) / 2) * 50
            scale = place.inside(complex(x, y), turn=x * 0.2, scale=size)
            tint = inks.MOSS if (row + k) % 2 else inks.SPROUT
            sheet.shape(scale("-28,22! -26,-14 0,-46! 26,-14 28,22! 0,32"), tint, width=5.5, gaps=2)
            if row < 2:
                sheet.fill(scale("-8,-24 0,-46! 9,-22 0,-14"), inks.LOTUS, slip=0.3)
    sheet.contour(body, 6, gaps=3)
