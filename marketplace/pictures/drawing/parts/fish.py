"""Fish and what lives in water."""

from .. import inks
from ..place import Place
from ..sheet import Sheet


def anchovy(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.MIST,
    back: str = inks.INDIGO,
    width: float = 5.5,
) -> None:
    """A small silver fish, head to the left, about 200 long."""
    tail = place("78,0! 118,-30! 106,0 120,28!")
    sheet.fill(tail, back)
    sheet.contour(tail, width * 0.9, gaps=2)
    body = place("-104,2! -78,-22 -30,-32 30,-24 84,-6! 84,6! 30,24 -30,30 -80,22")
    sheet.fill(body, colour)
    sheet.fill(place("-84,-14 -30,-32 30,-24 84,-6 84,0 20,-8 -40,-12"), back, slip=0.8)
    sheet.line(place.line("-52,8 0,12 60,6"), 6, inks.PAPER)
    sheet.contour(body, width, gaps=2)
    sheet.line(place.line("-62,-24 -52,-2 -62,22"), width * 0.9)
    sheet.fill(place.oval(7, 7, -82 - 3j), inks.PAPER, slip=0)
    sheet.fill(place.oval(4, 4, -82 - 3j), inks.INK, slip=0)
    sheet.fill(place("-20,-30! -2,-46 20,-28!"), back, slip=0.5)
