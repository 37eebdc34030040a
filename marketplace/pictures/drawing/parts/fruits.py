"""Fruit, each about its own middle or hanging from the origin."""

from .. import inks
from ..place import Place
from ..sheet import Sheet


def mango(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.RIPE,
    shade: str = inks.CLAY,
    light: str = inks.STRAW,
) -> None:
    """Hangs from its stalk at the origin; the tip bends to the left."""
    body = place("4,0 52,14 84,66 86,132 54,192 0,222 -40,214 -62,176 -66,118 -58,56 -34,10")
    sheet.body(body, colour, shade, depth=0.17)
    slipped = [p + sheet.slip for p in body]
    sheet.specks(slipped, shade, number=190, size=5.5)
    with sheet.within(slipped):
        sheet.fill(place("-44,44 -28,26 -20,44 -34,92 -42,140 -54,120"), light)
        starts = [place.point(complex(-18 + k * 13, 36 + k * 10)) for k in range(5)]
        sheet.cuts(starts, place.point(4 + 30j) - place.at, light, width=5)
    sheet.contour(body, 8, gaps=2, gap=0.06)
    sheet.line(place.line("2,4 0,-8 4,-24"), 10)


def mango_half(sheet: Sheet, place: Place) -> None:
    """A cheek cut into cubes and turned out, as it is eaten."""
    rind = place("-120,0! -96,46 -40,74 30,74 92,48 122,0! 60,-22 -60,-22")
    sheet.shape(rind, inks.CLAY, width=7)
    flesh = place("-120,0! -100,-42 -52,-70 4,-78 64,-66 106,-38 122,0! 60,22 -56,24")
    sheet.body(flesh, inks.RIPE, inks.CLAY, depth=0.1)
    with sheet.within([p + sheet.slip for p in flesh]):
        for row in range(4):
            for k in range(7):
                x, y = -108 + 36 * k + (row % 2) * 10, -58 + 26 * row + abs(k - 3) * 5
                cube = place("-14,-6 0,-14 14,-7 15,8 0,15 -14,8")
                moved = [p - place.at + place.point(complex(x, y)) for p in cube]
                sheet.fill(moved, inks.STRAW, slip=0.2)
        for k in range(6):
            x = -90 + 36 * k
            sheet.line(place.line(f"{x},-70 {x + 6},-20 {x + 2},26"), 4, inks.CLAY)
        for row in range(3):
            y = -46 + 26 * row
            sheet.line(place.line(f"-116,{y + 16} -50,{y} 50,{y} 118,{y + 16}"), 4, inks.CLAY)
    sheet.contour(flesh, 7, gaps=2)


def cherry(
    sheet: Sheet, place: Place, *, colour: str = inks.LOTUS, shade: str = inks.INK, r: float = 30
) -> None:
    """A coffee cherry with its navel."""
    body = place.oval(r, r * 1.08)
    sheet.body(body, colour, shade, depth=0.24)
    sheet.fill(place.oval(r * 0.2, r * 0.26, complex(-r * 0.38, -r * 0.42)), inks.PETAL, slip=0.4)
    sheet.contour(body, 5.5, gaps=1, gap=0.1)
    sheet.line(place.line(f"{-r * 0.16},{r * 0.66} 0,{r * 0.8} {r * 0.2},{r * 0.62}"), 4.5)
