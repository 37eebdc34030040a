"""Creatures, as Đông Hồ draws them: round, decorated, in good humour."""

from .. import inks
from ..place import Place
from ..sheet import Sheet


def pig(sheet: Sheet, place: Place, *, colour: str = inks.BLUSH, mark: str = inks.LOTUS) -> None:
    """A sow to the left with swirls on her flank; feet at the origin's height, 420 long."""
    for x in (-110, -60, 90, 146):
        leg = place(
            f"{x - 22},-70! {x - 20},-20 {x - 24},0! {x + 18},0! {x + 22},-20 {x + 26},-70!"
        )
        sheet.shape(leg, colour, shade=mark, width=6.5)
        sheet.fill(
            place(f"{x - 24},-14! {x + 20},-14! {x + 18},0! {x - 24},0!"), inks.INK, slip=0.2
        )
    tail = place.line("190,-150 226,-176 216,-206 196,-190 214,-168 246,-190")
    body = place(
        "-206,-112! -216,-140 -196,-158! -150,-176 -120,-206 -40,-226 70,-228 156,-206 198,-150 196,-90 150,-52 "
        "40,-34 -70,-40 -140,-62 -180,-92"
    )
    sheet.body(body, colour, mark, depth=0.12)
    sheet.contour(body, 8, gaps=1)
    sheet.line(tail, 8)
    sheet.fill(place("-214,-110! -222,-140 -204,-156! -190,-132 -194,-110!"), mark)
    sheet.contour(place("-214,-110! -222,-140 -204,-156! -190,-132 -194,-110!"), 5.5)
    for x in (-134, -92):
        ear = place(f"{x},-196! {x - 26},-236 {x - 4},-248 {x + 26},-226 {x + 22},-190!")
        sheet.shape(ear, mark, width=6.5)
    sheet.line(place.line("-176,-150 -164,-162 -150,-152"), 6.5)
    sheet.line(place.line("-192,-98 -170,-94 -156,-104"), 5.5)
    for x, y, size in ((-30, -134, 1.0), (90, -134, 1.12)):
        swirl = place.inside(complex(x, y), scale=size)
        sheet.fill(swirl.oval(50, 50), inks.PAPER)
        sheet.fill(
            swirl("0,-50! 44,-30 50,10 26,44 0,50! 22,24 12,2 -10,-8 -18,-30"), mark, slip=0.4
        )
        sheet.fill(swirl.oval(7, 7, -2 + 26j), mark, slip=0.2)
        sheet.fill(swirl.oval(7, 7, 10 - 26j), inks.PAPER, slip=0.2)
        sheet.contour(swirl.oval(50, 50), 6)


def rooster(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.CLAY,
    tail: tuple[str, ...] = (inks.LEAF, inks.INDIGO, inks.MOSS),
) -> None:
    """Facing left, feet at the origin, 430 high."""
    for x in (-22, 34):
        sheet.line(place.line(f"{x},-96 {x + 4},-40 {x - 4},-4"), 11, inks.RIPE, taper=0.8)
        for toe in ("-34,2", "-6,8", "22,2"):
            sheet.line(
                place.line(f"{x - 4},-6 {x + float(toe.split(',')[0])},{toe.split(',')[1]}"),
                8,
                inks.INK,
            )
    for k, (data, tint) in enumerate(
        (
            ("70,-170! 150,-260 170,-370 120,-430 214,-390 230,-280 170,-160 100,-120", 0),
            ("70,-170! 170,-220 226,-300 206,-360 280,-300 270,-210 190,-130 100,-110", 1),
            ("70,-150! 180,-170 250,-210 258,-256 306,-190 270,-120 180,-90 96,-96", 2),
        )
    ):
        feather = place(data)
        sheet.shape(feather, tail[tint % len(tail)], width=7)
        sheet.line(
            place.line(
                (
                    "90,-170 170,-270 176,-390",
                    "100,-150 210,-230 250,-310",
                    "110,-130 210,-150 280,-200",
                )[k]
            ),
            5,
            inks.SPROUT,
        )
    body = place(
        "-66,-330! -40,-352 -6,-330 4,-280 40,-226 104,-190 116,-140 70,-92 -10,-80 -80,-108 -108,-170 -96,-236 -70,-290"
    )
    sheet.body(body, colour, inks.EARTH, depth=0.16)
    for row in range(4):
        starts = [
            place.point(complex(-84 + 30 * k + 10 * row, -250 + 24 * row + 14 * k))
            for k in range(4)
        ]
        sheet.cuts(starts, place.point(5 + 26j) - place.at, inks.STRAW, width=8)
    sheet.contour(body, 8, gaps=1)
    wing = place("-30,-210! 40,-214 92,-176 100,-140! 60,-120 6,-124 -30,-160")
    sheet.shape(wing, inks.RIPE, shade=inks.CLAY, width=7)
    for data in ("0,-190 40,-176 84,-146", "-8,-166 30,-150 64,-130"):
        sheet.line(place.line(data), 5.5)
    comb = place("-76,-330! -84,-366 -60,-352 -52,-388 -32,-358 -12,-380 -8,-346 0,-326! -40,-340")
    sheet.shape(comb, inks.LOTUS, width=6)
    sheet.shape(place("-70,-300! -92,-280 -80,-250 -60,-270 -56,-298!"), inks.LOTUS, width=5.5)
    sheet.shape(place("-72,-322! -116,-306 -72,-298!"), inks.STRAW, width=5.5)
    sheet.fill(place.oval(8, 8, -48 - 322j), inks.PAPER, slip=0)
    sheet.fill(place.oval(4.5, 4.5, -49 - 322j), inks.INK, slip=0)


def duck(sheet: Sheet, place: Place, *, colour: str = inks.PAPER, shade: str = inks.MIST) -> None:
    """Facing left, foot at the origin, 260 high."""
    body = place(
        "-70,-262 -38,-250 -30,-206 -34,-160 20,-150 90,-150 150,-176! 146,-110 100,-40 20,-8 -50,-12 -96,-54 -100,-112 -78,-170 -96,-214"
    )
    sheet.body(body, colour, shade, depth=0.14)
    sheet.contour(body, 8, gaps=1)
    sheet.shape(place("-92,-226! -146,-216 -150,-200 -92,-196!"), inks.RIPE, width=6)
    wing = place("-20,-130! 50,-136 104,-104 116,-70! 60,-46 0,-56 -26,-90")
    sheet.shape(wing, shade, width=6.5)
    for data in ("10,-108 60,-104 96,-78", "4,-84 50,-78 80,-62"):
        sheet.line(place.line(data), 5.5)
    sheet.fill(place.oval(6, 6, -68 - 226j), inks.INK, slip=0)


def bee(sheet: Sheet, place: Place) -> None:
    """Flying left, about 90 long."""
    for turn in (-30, 12):
        sheet.shape(
            place.inside(4 - 18j, turn=turn)("0,0! -22,-34 -4,-62 20,-36"), inks.PAPER, width=4.5
        )
    body = place("-46,2 -24,-22 14,-24 46,0! 14,22 -24,22")
    sheet.fill(body, inks.RIPE)
    for data in ("-16,-22 -10,0 -16,22", "4,-22 10,0 4,22", "22,-16 27,0 22,14"):
        sheet.line(place.line(data), 8, taper=0.6)
    sheet.contour(body, 5.5, gaps=1)
    sheet.line(place.line("-42,-6 -58,-20"), 4)


def shrimp(sheet: Sheet, place: Place, *, colour: str = inks.CLAY, shade: str = inks.EARTH) -> None:
    """Curled, head to the left, about 220 wide."""
    for data in (
        "-90,-60 -150,-110 -190,-70",
        "-94,-52 -160,-70 -204,-20",
        "-88,-48 -140,-30 -176,20",
    ):
        sheet.line(place.line(data), 4.5, inks.EARTH, taper=0.1)
    body = place(
        "-106,-40! -84,-84 -20,-104 56,-84 96,-20 84,50 36,84! 30,60 50,20 30,-26 -20,-44 -60,-30 -92,-24"
    )
    sheet.body(body, colour, shade, depth=0.12)
    for data in (
        "-60,-92 -50,-64 -62,-32",
        "-10,-104 -8,-74 -22,-42",
        "36,-94 28,-62 6,-38",
        "74,-62 54,-38 34,-20",
        "96,-16 68,-4 48,6",
        "92,34 66,30 48,28",
    ):
        sheet.line(place.line(data), 6)
    sheet.contour(body, 7, gaps=2)
    for turn in (10, 44, 76):
        sheet.shape(
            place.inside(34 + 72j, turn=turn + 90)("0,0! -12,-24 0,-54! 14,-24"), shade, width=4.5
        )
    for k in range(5):
        sheet.line(
            place.line(f"{-60 + 24 * k},-34 {-66 + 24 * k},{-10 + 3 * k}"), 5, inks.EARTH, taper=0.2
        )
    sheet.fill(place.oval(7, 7, -84 - 58j), inks.INK, slip=0)


def fish(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.MIST,
    shade: str = inks.INDIGO,
    fin: str = inks.INDIGO,
    scale: str = inks.PAPER,
) -> None:
    """A river fish to the left, about 420 long."""
    tail = place("150,0! 230,-78 216,-10 232,70! 180,40")
    sheet.shape(tail, fin, width=6.5)
    sheet.shape(place("-50,-86! 0,-134 70,-120 96,-70!"), fin, width=6.5)
    sheet.shape(place("-20,84! 10,124 54,104 46,76!"), fin, width=6)
    body = place(
        "-206,6! -160,-52 -80,-88 20,-92 110,-56 170,-18 170,22 100,62 10,90 -90,80 -166,46"
    )
    sheet.body(body, colour, shade, depth=0.13)
    with sheet.within(body):
        for row in range(6):
            for k in range(8):
                spot = place.inside(complex(-84 + 32 * k + (row % 2) * 16, -70 + 27 * row))
                sheet.line(spot.line("4,-13 -10,0 4,13"), 5, scale if row < 4 else shade, taper=0.4)
    sheet.line(place.line("-108,-76 -86,-20 -96,20 -112,70"), 7)
    sheet.contour(body, 8, gaps=1)
    sheet.line(place.line("-200,12 -178,18 -164,14"), 6)
    sheet.fill(place.oval(15, 15, -148 - 18j), inks.PAPER, slip=0.2)
    sheet.fill(place.oval(8, 8, -150 - 18j), inks.INK, slip=0)
    for k in range(4):
        sheet.line(place.line(f"176,{-12 + 8 * k} 212,{-44 + 28 * k}"), 4, inks.PAPER)


def goldfish(
    sheet: Sheet, place: Place, *, colour: str = inks.CLAY, shade: str = inks.LOTUS
) -> None:
    """With a veil for a tail, facing left, about 260 long."""
    for data in ("60,0! 120,-70 190,-84 170,-30 190,6 120,14", "60,6! 110,30 176,76 130,82 96,60"):
        sheet.shape(place(data), inks.RIPE, width=6)
    for data in ("84,-8 130,-40 168,-64", "86,4 130,0 172,-6", "84,16 120,40 144,68"):
        sheet.line(place.line(data), 4.5, colour)
    sheet.shape(place("-40,-56! -4,-104 46,-84 44,-44!"), inks.RIPE, width=6)
    body = place("-112,2! -84,-44 -30,-64 34,-50 76,-6 40,44 -24,60 -84,44")
    sheet.body(body, colour, shade, depth=0.15)
    for row in range(3):
        for k in range(4):
            sheet.line(
                place.inside(complex(-30 + 24 * k + 10 * (row % 2), -30 + 26 * row)).line(
                    "3,-10 -8,0 3,10"
                ),
                4.5,
                inks.STRAW,
            )
    sheet.contour(body, 7.5, gaps=1)
    sheet.shape(place("-20,46! -26,84 8,92 14,50!"), inks.RIPE, width=5.5)
    sheet.fill(place.oval(13, 13, -72 - 8j), inks.PAPER, slip=0.2)
    sheet.fill(place.oval(7, 7, -74 - 8j), inks.INK, slip=0)


def songbird(
    sheet: Sheet, place: Place, *, colour: str = inks.INDIGO, belly: str = inks.PETAL
) -> None:
    """Perched, facing left, feet at the origin, 150 high."""
    sheet.shape(place("30,-60! 110,-30 150,10! 100,0 40,-30!"), colour, width=6)
    body = place("-64,-124 -36,-146 0,-134 34,-100 54,-54 20,-16 -26,-18 -52,-52 -60,-90")
    sheet.body(body, colour, inks.NAVY, depth=0.14)
    sheet.fill(place("-58,-96 -30,-84 -6,-40 0,-20 -26,-18 -50,-52"), belly)
    sheet.contour(body, 7, gaps=1)
    sheet.shape(place("-60,-122! -92,-112 -60,-104!"), inks.RIPE, width=5)
    sheet.shape(
        place("-10,-96! 40,-72 76,-30! 24,-38 -8,-62"),
        inks.NAVY if colour == inks.INDIGO else inks.EARTH,
        width=6,
    )
    sheet.fill(place.oval(6, 6, -40 - 118j), inks.PAPER, slip=0)
    for x in (-12, 8):
        sheet.line(place.line(f"{x},-18 {x - 2},4"), 6)
