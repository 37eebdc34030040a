"""Things that villages make: pots, baskets, lanterns, cloth."""

import math

from .. import inks
from ..curves import ellipse
from ..place import Place
from ..sheet import Sheet


def vase(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.PAPER,
    shade: str = inks.MIST,
    mark: str = inks.INDIGO,
    tall: float = 1.0,
) -> None:
    """A bottle-shaped vase painted in blue, foot at the origin, 420 high."""
    h = tall
    body = place(
        f"-70,0! -84,{-40 * h} -126,{-120 * h} -122,{-200 * h} -66,{-268 * h} -34,{-320 * h} -36,{-380 * h} -60,{-420 * h}! "
        f"60,{-420 * h}! 36,{-380 * h} 34,{-320 * h} 66,{-268 * h} 122,{-200 * h} 126,{-120 * h} 84,{-40 * h} 70,0! 0,14"
    )
    sheet.body(body, colour, shade, depth=0.14)
    with sheet.within(body):
        for y, rx in ((-300, 44), (-276, 62), (-54, 96), (-30, 90)):
            sheet.line(
                place.all(ellipse(rx, rx * 0.22, at=complex(0, y * h), start=4, stop=176)),
                6.5,
                mark,
                taper=0.8,
            )
        bloom = place.inside(complex(-6, -140 * h))
        for k in range(8):
            petal = bloom.inside(0j, turn=-90 + 26 * k)
            sheet.fill(petal("0,0! -14,-30 0,-66! 14,-30"), mark, slip=0.3)
        sheet.line(bloom.line("-96,-30 -60,30 -10,40 40,26 96,-20"), 6, mark)
        for x, y, turn in ((-70, 22, -50), (-34, 40, 150), (36, 32, 30), (72, 8, 140)):
            leaf = bloom.inside(complex(x, y), turn=turn)
            sheet.fill(leaf("0,0! -12,-20 0,-44! 12,-20"), mark, slip=0.3)
        for k in range(9):
            spot = place.inside(complex(-96 + 24 * k, -70 * h + abs(k - 4) * -3))
            sheet.fill(spot("0,14! -10,0 0,-14! 10,0"), mark, slip=0.2)
    sheet.contour(body, 8, gaps=1)
    sheet.fill(place.oval(60, 15, complex(0, -420 * h)), shade)
    sheet.fill(place.oval(44, 9, complex(0, -418 * h)), inks.INK, slip=0)
    sheet.contour(place.oval(60, 15, complex(0, -420 * h)), 6, gaps=2)


def basket(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.STRAW,
    shade: str = inks.CLAY,
    rx: float = 170,
    tall: float = 210,
    handle: bool = True,
    inside: str = inks.EARTH,
) -> None:
    """A woven basket, foot at the origin, its mouth at -tall."""
    if handle:
        arc = place.all(ellipse(rx * 0.92, tall * 0.95, at=complex(0, -tall), start=180, stop=360))
        sheet.line([p + sheet.slip for p in arc], 20, colour, taper=0.9)
        sheet.line([p - 9 for p in arc], 6)
        sheet.line(
            place.all(ellipse(rx * 0.82, tall * 0.86, at=complex(0, -tall), start=182, stop=358)),
            5.5,
        )
        sheet.cuts([arc[k] - 6 for k in range(3, len(arc) - 2, 4)], 13 + 7j, inks.INK, width=4)
    foot = rx * 0.7
    body = place(
        f"{-foot},0! {-rx * 0.9},{-tall * 0.4} {-rx},{-tall}! {-rx * 0.5},{-tall + rx * 0.2} {rx * 0.5},{-tall + rx * 0.2} {rx},{-tall}! {rx * 0.9},{-tall * 0.4} {foot},0! 0,{rx * 0.13}"
    )
    sheet.body(body, colour, shade, depth=0.13)
    with sheet.within(body):
        rows = max(4, round(tall / 30))
        for row in range(rows):
            y = -tall * 0.94 + tall * row / rows
            width = rx * (1 - 0.3 * (row / rows) ** 2)
            number = 9
            for k in range(number):
                angle = math.radians(188 - 196 * (k + 0.5 * (row % 2)) / number)
                x = width * math.cos(angle)
                dip = rx * 0.2 * abs(math.sin(angle))
                spot = place.inside(complex(x, y + dip + 16))
                wide = 6 + 17 * abs(math.sin(angle))
                strip = spot(f"{-wide},-9! {wide},-9! {wide},9! {-wide},9!")
                sheet.fill(strip, shade if (row + k) % 2 else colour, slip=0.3)
                sheet.line(spot.line(f"{-wide},-10 {wide},-10"), 4, taper=0.4)
                sheet.line(spot.line(f"{wide},-9 {wide},9"), 3.6, taper=0.4)
    sheet.contour(body, 8, gaps=1)
    mouth = place.oval(rx, rx * 0.22, complex(0, -tall))
    sheet.fill(mouth, colour)
    sheet.fill(place.oval(rx * 0.86, rx * 0.16, complex(0, -tall + 4)), inside, slip=0.4)
    sheet.contour(mouth, 7.5, gaps=2)
    sheet.line(place.all(ellipse(rx, rx * 0.24, at=complex(0, -tall + 14), start=4, stop=176)), 6)


def lantern(
    sheet: Sheet, place: Place, *, colour: str = inks.LOTUS, shade: str = inks.WINE
) -> None:
    """A silk lantern hanging from the origin, 300 high with its tassel."""
    sheet.line(place.line("0,-60 0,16"), 6)
    body = place("-40,24! -104,64 -124,120 -104,176 -40,214! 40,214! 104,176 124,120 104,64 40,24!")
    sheet.body(body, colour, shade, depth=0.14)
    for data in (
        "-16,26 -62,120 -16,212",
        "16,26 62,120 16,212",
        "-30,26 -100,120 -30,212",
        "30,26 100,120 30,212",
        "0,26 0,212",
    ):
        sheet.line(
            place.line(data), 4.8, inks.STRAW if data.startswith("-1") else inks.INK, taper=0.5
        )
    sheet.contour(body, 7.5, gaps=1)
    for y in (14, 212):
        sheet.shape(place(f"-46,{y}! 46,{y}! 42,{y + 20}! -42,{y + 20}!"), inks.EARTH, width=6)
    sheet.shape(place.oval(13, 13, 246j), inks.STRAW, width=5)
    for x in (-14, -5, 5, 14):
        sheet.line(place.line(f"{x * 0.4},258 {x},300 {x * 1.3},336"), 6, colour, taper=0.6)


def shell_with_pearls(sheet: Sheet, place: Place) -> None:
    """An open oyster, pearls in it; about 380 wide."""
    upper = place("-170,-30! -150,-120 -70,-180 30,-186 130,-140 176,-40! 80,-66 -80,-66")
    sheet.shape(upper, inks.MIST, shade=inks.INDIGO, width=8)
    with sheet.within(upper):
        for k in range(7):
            sheet.line(
                place.line(f"{-20 + 6 * k},-50 {-120 + 42 * k},-130 {-150 + 52 * k},-190"),
                6,
                inks.PAPER,
                taper=0.2,
            )
    lower = place("-176,-30! -150,40 -70,80 40,84 136,44 180,-34! 80,-70 -80,-66")
    sheet.shape(lower, inks.INDIGO, shade=inks.NAVY, width=8)
    bed = place("-156,-26! -60,-60 70,-62 160,-30! 90,34 -20,48 -110,26")
    sheet.fill(bed, inks.PETAL)
    sheet.fill(place("-100,-24 -20,-44 90,-40 60,10 -40,22"), inks.PAPER)
    sheet.contour(bed, 6, gaps=2)
    for x, y, r in ((-36, -24, 42), (52, -18, 33), (18, 24, 20), (-96, 0, 18)):
        ball = place.oval(r, r, complex(x, y))
        sheet.body(ball, inks.PAPER, inks.MIST, depth=0.24)
        sheet.fill(
            place.oval(r * 0.18, r * 0.26, complex(x - r * 0.36, y - r * 0.34)),
            inks.BLUSH,
            slip=0.3,
        )
        sheet.contour(ball, 6, gaps=1, gap=0.1)


def mat_roll(
    sheet: Sheet, place: Place, *, colour: str = inks.STRAW, mark: str = inks.LOTUS
) -> None:
    """A sedge mat, rolled out towards us from its roll; about 460 wide."""
    sheet_part = place("-220,-20! 200,-20! 250,220! -270,230!")
    sheet.fill(sheet_part, colour)
    with sheet.within(sheet_part):
        for k in range(14):
            y = -4 + 17 * k
            sheet.line(place.line(f"-270,{y} 0,{y + 3} 260,{y}"), 3.4, inks.CLAY, taper=0.8)
        for k in range(6):
            for n in range(3):
                spot = place.inside(complex(-200 + 80 * k - n * 6, 40 + 66 * n), scale=1 + 0.1 * n)
                sheet.fill(
                    spot("0,-24! 24,0! 0,24! -24,0!"), mark if (k + n) % 2 else inks.LEAF, slip=0.4
                )
                sheet.fill(spot("0,-9! 9,0! 0,9! -9,0!"), colour, slip=0.2)
    sheet.contour(sheet_part, 7, gaps=2)
    roll = place("-230,-84! 210,-88! 226,-50 220,-10! -226,-8! -244,-44")
    sheet.body(roll, colour, inks.CLAY, depth=0.2)
    for k in range(5):
        sheet.line(
            place.line(f"-230,{-70 + 14 * k} 0,{-72 + 14 * k} 214,{-74 + 14 * k}"),
            3.6,
            inks.CLAY,
            taper=0.8,
        )
    sheet.contour(roll, 7.5, gaps=2)
    end = place.oval(28, 40, -230 - 46j)
    sheet.shape(end, mark, width=6)
    sheet.line(place.line("-244,-66 -216,-60 -214,-34 -236,-26 -244,-44 -228,-50"), 5, inks.STRAW)


def comb(sheet: Sheet, place: Place, *, colour: str = inks.CLAY) -> None:
    """A wooden comb, about 320 wide."""
    back = place("-160,0! -130,-64 -50,-92 50,-92 130,-64 160,0!")
    sheet.body(back, colour, inks.EARTH, depth=0.14)
    for k in range(15):
        x = -144 + 20.5 * k
        sheet.fill(place(f"{x - 6},-8! {x + 6},-8! {x + 3},96! {x - 3},96!"), colour, slip=0.6)
        sheet.line(place.line(f"{x + 6},-4 {x + 3},94"), 5, taper=0.4)
    sheet.contour(back, 7.5, gaps=1)
    for x in (-60, 0, 60):
        sheet.fill(place.inside(complex(x, -48))("0,-22! 18,0! 0,22! -18,0!"), inks.STRAW, slip=0.3)


def ladle_set(sheet: Sheet, place: Place) -> None:
    """Spoons of wood standing in a cup; foot at the origin."""
    for x, turn, long in ((-40, -16, 300), (0, 2, 340), (44, 18, 290)):
        spoon = place.inside(complex(x, -120), turn=turn)
        sheet.line(spoon.line(f"0,0 2,{-long * 0.4} 0,{-long * 0.7}"), 18, inks.CLAY, taper=0.8)
        sheet.line(spoon.line(f"9,0 11,{-long * 0.4} 9,{-long * 0.7}"), 5)
        bowl = spoon.oval(44, 62, complex(0, -long * 0.82))
        sheet.shape(bowl, inks.CLAY, shade=inks.EARTH, width=7)
        sheet.line(
            spoon.line(f"-20,{-long * 0.78} -16,{-long * 0.9} 0,{-long * 0.95}"), 6, inks.STRAW
        )
    cup = place("-96,-170! -88,-20 -76,0! 76,0! 88,-20 96,-170! 0,-146")
    sheet.body(cup, inks.STRAW, inks.CLAY, depth=0.16)
    for x in (-60, -20, 24, 62):
        sheet.line(place.line(f"{x},-160 {x * 0.9},-80 {x * 0.86},-4"), 5, inks.CLAY, taper=0.3)
    sheet.contour(cup, 8, gaps=1)


def broom(sheet: Sheet, place: Place) -> None:
    """Standing on its bristles at the origin, 520 high."""
    sheet.line(place.line("4,-240 0,-400 8,-540"), 20, inks.CLAY, taper=0.9)
    sheet.line(place.line("14,-240 10,-400 18,-540"), 6)
    head = place("-26,-260! 30,-260! 110,-60 140,0! 60,10 -60,10 -136,4! -100,-70")
    sheet.body(head, inks.STRAW, inks.CLAY, depth=0.12)
    for k in range(11):
        x = -112 + 22 * k
        sheet.line(place.line(f"{x * 0.14},-250 {x * 0.6},-110 {x},4"), 5, inks.EARTH, taper=0.2)
    sheet.contour(head, 7.5, gaps=2)
    for y in (-244, -214, -180):
        half = 30 + (y + 250) * 0.34
        sheet.line(place.line(f"{-half},{y} 0,{y + 10} {half},{y}"), 11, inks.LOTUS, taper=0.8)


def necklace(
    sheet: Sheet, place: Place, *, bead: str = inks.EARTH, stone: str = inks.LOTUS
) -> None:
    """A string of beads laid in a loop, about 340 wide."""
    for k in range(26):
        angle = math.tau * k / 26 + 0.12
        at = complex(160 * math.cos(angle), 78 * math.sin(angle) + 14 * math.sin(2 * angle))
        ball = place.oval(20, 19, at)
        sheet.body(ball, stone if k % 6 == 0 else bead, inks.INK, depth=0.2)
        sheet.fill(place.oval(5, 5, at - 6 - 6j), inks.PAPER, slip=0.2)
        sheet.contour(ball, 4.8, gaps=1)


def folded_cloth(
    sheet: Sheet,
    place: Place,
    *,
    colours: tuple[str, ...] = (inks.INDIGO, inks.LOTUS, inks.SHELL),
    pattern: bool = True,
) -> None:
    """Lengths of cloth folded in a pile, foot at the origin, 400 wide."""
    for k, colour in enumerate(colours):
        fold = place.inside(complex(10 * (k % 2), -74 * k))
        front = fold("-200,-60! 150,-66! 196,-52 200,-26 150,0! -200,4! -214,-30")
        top = fold("-200,-60! -150,-104! 190,-110! 150,-66!")
        sheet.body(front, colour, inks.NAVY if colour == inks.INDIGO else inks.CLAY, depth=0.1)
        light = inks.PAPER if colour != inks.SHELL else inks.LOTUS
        if pattern:
            for m in range(9):
                spot = fold.inside(complex(-176 + 40 * m, -30))
                sheet.fill(spot("0,-17! 15,0! 0,17! -15,0!"), light, slip=0.2)
                sheet.fill(spot("0,-7! 6,0! 0,7! -6,0!"), colour, slip=0.1)
            for y in (-52, -8):
                sheet.line(fold.line(f"-204,{y} 0,{y - 2} 160,{y - 4}"), 4.5, light, taper=0.8)
        sheet.line(fold.line("-206,-24 -40,-26 120,-30 176,-34"), 4.5)
        sheet.contour(front, 7, gaps=2)
        sheet.shape(top, colour, width=6.5)
        if pattern:
            sheet.line(fold.line("-176,-80 0,-86 170,-88"), 4.5, light, taper=0.8)


def silk(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.LOTUS,
    shade: str = inks.WINE,
    light: str = inks.BLUSH,
) -> None:
    """A length falling in folds from a bar at the origin, 620 high, 460 wide."""
    fall = place(
        "-210,0! 210,0! 216,120 190,300 206,460 170,600! 110,560 60,612 0,566 -60,618 -120,570 -186,606! -204,440 -184,260 -216,120"
    )
    sheet.body(fall, colour, shade, depth=0.06)
    with sheet.within(fall):
        for x, lean in ((-150, 12), (-70, -14), (10, 16), (90, -10), (160, 10)):
            sheet.fill(
                place(
                    f"{x},0! {x + 30},0! {x + 20 + lean},220 {x + 34},420 {x + 14},620! {x + 2 + lean},420 {x + lean},220"
                ),
                shade,
                slip=0.3,
            )
            sheet.fill(
                place(
                    f"{x - 30},0! {x - 18},0! {x - 22 + lean},240 {x - 14},440 {x - 28},600! {x - 36 + lean},300"
                ),
                light,
                slip=0.3,
            )
        for row in range(5):
            for k in range(4):
                spot = place.inside(
                    complex(-160 + 108 * k + 50 * (row % 2), 76 + 112 * row), scale=0.8
                )
                for turn in (0, 72, 144, 216, 288):
                    sheet.fill(
                        spot.inside(0j, turn=turn)("0,-4! -10,-18 0,-30! 10,-18"), light, slip=0.2
                    )
    sheet.contour(fall, 7.5, gaps=3)
    for x in (-176, -96, -20, 62, 136):
        sheet.line(place.line(f"{x},10 {x + 12},200 {x - 6},400 {x + 8},560"), 5.5, taper=0.1)
    bar = place("-270,-18! 270,-22! 272,10! -268,14!")
    sheet.shape(bar, inks.STRAW, shade=inks.CLAY, width=7)


def cocoons(sheet: Sheet, place: Place, *, number: int = 6) -> None:
    for k in range(number):
        spot = place.inside(
            complex((k - number / 2) * 58 + (k % 2) * 12, (k % 3) * 22), turn=k * 37
        )
        body = spot.oval(42, 25)
        sheet.body(body, inks.PAPER if k % 2 else inks.STRAW, inks.BLUSH, depth=0.22)
        sheet.line(spot.line("-24,-6 0,-12 22,-6"), 4, inks.STRAW, taper=0.1)
        sheet.contour(body, 5.5, gaps=2)


def flask(
    sheet: Sheet,
    place: Place,
    *,
    drink: str = inks.RIPE,
    shade: str = inks.CLAY,
    cap: str = inks.EARTH,
) -> None:
    """A small dropper bottle, foot at the origin, 270 high."""
    body = place(
        "-70,0! -80,-20 -80,-130 -60,-166 -30,-182! 30,-182! 60,-166 80,-130 80,-20 70,0! 0,12"
    )
    sheet.body(body, drink, shade, depth=0.16)
    sheet.line(place.line("-56,-30 -60,-110 -40,-152"), 9, inks.PAPER, taper=0.15)
    patch = place("-79,-104! 0,-94 79,-104! 79,-36! 0,-26 -79,-36!")
    sheet.fill(patch, inks.SHELL)
    for turn in (-40, 0, 40):
        sheet.fill(place.inside(-44j, turn=turn)("0,0! -10,-18 0,-40! 10,-18"), inks.LEAF, slip=0.3)
    sheet.contour(patch, 4.5, gaps=3)
    sheet.contour(body, 7.5, gaps=2)
    sheet.shape(place("-36,-178! -34,-214! 34,-214! 36,-178! 0,-170"), cap, width=6.5)
    sheet.shape(place("-20,-214! -24,-256 0,-280 24,-256 20,-214!"), cap, width=6.5)


def mortar(sheet: Sheet, place: Place, *, colour: str = inks.MIST, shade: str = inks.BARK) -> None:
    """A stone mortar with its pestle, foot at the origin, 200 high."""
    sheet.line(place.line("20,-150 100,-280 150,-350"), 44, inks.CLAY, taper=0.85)
    sheet.line(place.line("38,-142 118,-272 170,-344"), 7)
    sheet.line(place.line("4,-160 84,-290 132,-360"), 5)
    body = place(
        "-160,-190! -146,-90 -96,-30 -100,0! 100,0! 96,-30 146,-90 160,-190! 80,-160 -80,-160"
    )
    sheet.body(body, colour, shade, depth=0.15)
    sheet.specks(body, shade, number=140, size=6)
    sheet.contour(body, 8, gaps=1)
    mouth = place.oval(160, 40, -190j)
    sheet.fill(mouth, colour)
    sheet.fill(place.oval(132, 29, -186j), inks.BARK, slip=0.3)
    sheet.contour(mouth, 7, gaps=2)


def gourd(sheet: Sheet, place: Place, *, colour: str = inks.RIPE, shade: str = inks.CLAY) -> None:
    """A bottle gourd with a cord, foot at the origin, 330 high."""
    body = place(
        "-40,4 -100,-30 -120,-100 -84,-160 -46,-190 -66,-236 -40,-286 0,-298 40,-286 66,-236 46,-190 84,-160 120,-100 100,-30 40,4"
    )
    sheet.body(body, colour, shade, depth=0.16)
    sheet.line(place.line("-86,-60 -92,-110 -64,-146"), 10, inks.PAPER, taper=0.15)
    sheet.contour(body, 8, gaps=1)
    for y in (-196, -184):
        sheet.line(place.line(f"-52,{y} 0,{y + 14} 52,{y}"), 9, inks.LOTUS, taper=0.8)
    sheet.line(place.line("40,-182 76,-140 66,-96"), 7, inks.LOTUS)
    sheet.line(place.line("0,-292 4,-322 -10,-344"), 15, inks.EARTH, taper=0.7)


def sack(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.STRAW,
    shade: str = inks.CLAY,
    fill: str = inks.PAPER,
    grain: str = inks.STRAW,
) -> None:
    """An open sack, foot at the origin, mouth at -260."""
    body = place(
        "-150,0! -176,-60 -160,-160 -150,-250! -60,-226 60,-226 150,-250! 164,-150 178,-60 150,0! 0,20"
    )
    sheet.body(body, colour, shade, depth=0.12)
    with sheet.within(body):
        for row in range(11):
            starts = [
                place.point(complex(-160 + 42 * k + 20 * (row % 2), -230 + 22 * row))
                for k in range(9)
            ]
            sheet.cuts(starts, place.point(20 + 1j) - place.at, shade, width=3.4)
    sheet.contour(body, 8, gaps=1)
    sheet.line(place.line("-60,-214 -90,-140 -80,-60"), 5.5)
    sheet.line(place.line("80,-214 100,-120 84,-40"), 5.5)
    mouth = place.oval(152, 40, -252j)
    sheet.shape(mouth, colour, width=7)
    mound = place("-128,-248! -80,-290 0,-316 80,-288 128,-248! 0,-222")
    sheet.body(mound, fill, grain, depth=0.16)
    with sheet.within(mound):
        for row in range(6):
            starts = [
                place.point(complex(-110 + 25 * k + 12 * (row % 2), -304 + 15 * row))
                for k in range(10)
            ]
            sheet.cuts(starts, 10 - 5j, grain, width=5, spread=0.5)
    sheet.contour(mound, 6.5, gaps=2)


def phin(sheet: Sheet, place: Place) -> None:
    """A drip filter on a glass, foot at the origin, 380 high."""
    glass = place("-88,-190! -70,0! 70,0! 88,-190! 0,-170")
    sheet.fill(glass, inks.HAZE)
    sheet.fill(place("-80,-100! -70,-4! 70,-4! 80,-100! 0,-84"), inks.EARTH)
    sheet.fill(place("-74,-36! -70,-2! 70,-2! 74,-36! 0,-26"), inks.STRAW)
    sheet.line(place.line("0,-186 0,-96"), 5, inks.EARTH, taper=0.5)
    sheet.line(place.line("-64,-24 -70,-100 -74,-160"), 8, inks.PAPER, taper=0.15)
    sheet.contour(glass, 7.5, gaps=2)
    sheet.shape(place.oval(128, 27, -192j), inks.MIST, width=7)
    cup = place("-84,-196! -88,-300! 88,-300! 84,-196! 0,-176")
    sheet.body(cup, inks.MIST, inks.BARK, depth=0.18)
    sheet.line(place.line("-64,-206 -66,-290"), 10, inks.PAPER, taper=0.2)
    for y in (-282, -212):
        sheet.line(place.line(f"-88,{y} 0,{y + 16} 88,{y}"), 5)
    sheet.contour(cup, 7.5, gaps=1)
    sheet.shape(
        place("86,-280! 140,-290 146,-226 88,-230! 92,-246 122,-244 120,-272 90,-264!"),
        inks.BARK,
        width=5.5,
    )
    sheet.shape(place.oval(92, 22, -302j), inks.HAZE, width=7)
    sheet.shape(place.oval(15, 12, -324j), inks.INK, width=4)


def glass(
    sheet: Sheet,
    place: Place,
    *,
    drink: str = inks.RIPE,
    shade: str = inks.CLAY,
    straw: bool = True,
) -> None:
    """A tumbler with ice, foot at the origin, 260 high."""
    body = place("-92,-250! -72,0! 72,0! 92,-250! 0,-228")
    sheet.fill(body, inks.HAZE)
    inner = place("-84,-196! -68,-6! 68,-6! 84,-196! 0,-180")
    sheet.body(inner, drink, shade, depth=0.14)
    sheet.fill(place.oval(84, 20, -196j), inks.PAPER, slip=0.3)
    for x, y, turn in ((-34, -196, 12), (26, -204, -18), (4, -160, 30)):
        cube = place.inside(complex(x, y), turn=turn)
        sheet.shape(cube("-26,-24! 26,-24! 26,24! -26,24!"), inks.PAPER, width=5)
    if straw:
        sheet.line(place.line("20,-190 60,-300 86,-370"), 15, inks.LOTUS, taper=0.9)
        sheet.line(place.line("27,-190 67,-300 93,-370"), 4.5)
    sheet.line(place.line("-60,-30 -72,-130 -78,-220"), 9, inks.PAPER, taper=0.15)
    sheet.contour(body, 7.5, gaps=2)
    sheet.contour(place.oval(92, 23, -250j), 6, gaps=2)
