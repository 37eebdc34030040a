"""Leaves and twigs."""

from .. import inks
from ..curves import Points, through
from ..place import Place
from ..sheet import Sheet


def leaf(
    sheet: Sheet,
    place: Place,
    *,
    colour: str = inks.LEAF,
    vein: str = inks.SPROUT,
    long: float = 150,
    wide: float = 52,
    width: float = 5.5,
    bend: float = 12,
    veins: int = 5,
) -> None:
    """A leaf from its stalk at the origin upwards; half of it in shade by the gouge."""
    tip = complex(bend, -long)
    blade = place.all(
        through(
            [
                0j,
                complex(-wide * 0.42, -long * 0.22),
                complex(-wide * 0.5 + bend * 0.4, -long * 0.52),
                complex(-wide * 0.2 + bend, -long * 0.84),
                tip,
                complex(wide * 0.34 + bend, -long * 0.78),
                complex(wide * 0.56 + bend * 0.3, -long * 0.45),
                complex(wide * 0.36, -long * 0.15),
            ],
            corners=[True, False, False, False, True, False, False, False],
        )
    )
    sheet.fill(blade, colour)
    rib: Points = through([0j, complex(bend * 0.2, -long * 0.5), tip * 0.93], closed=False)
    with sheet.within([p + sheet.slip for p in blade]):
        for k in range(veins):
            share = 0.16 + 0.66 * k / max(1, veins - 1)
            root = complex(bend * share * 0.7, -long * share)
            reach = wide * 0.42 * (1 - abs(share - 0.45))
            for side in (-1, 1):
                end = root + complex(side * reach, -long * 0.13)
                sheet.line(place.all([root, (root + end) / 2 + 2j, end]), 3.4, vein, taper=0.1)
        sheet.line(place.all(rib), 5.0, vein, taper=0.2)
    if width:
        sheet.contour(blade, width, gaps=2, gap=0.05)


def twig(sheet: Sheet, points: Points, *, width: float = 13, colour: str = inks.BARK) -> None:
    """A branch: colour below, line beside it."""
    sheet.line([p + sheet.slip for p in points], width * 1.2, colour, taper=0.55)
    sheet.line(
        [p + complex(width * 0.35, width * 0.3) for p in points], width * 0.5, inks.INK, taper=0.3
    )


def spray(
    sheet: Sheet,
    place: Place,
    leaves: list[tuple[float, float, float, float]],
    *,
    colour: str = inks.LEAF,
    second: str | None = None,
    vein: str = inks.SPROUT,
    wide: float = 52,
    veins: int = 5,
) -> None:
    """Several leaves: x, y, turn in degrees, length; every other in the second colour."""
    for k, (x, y, turn, long) in enumerate(leaves):
        tint = second if second and k % 2 else colour
        leaf(
            sheet,
            place.inside(complex(x, y), turn=turn),
            colour=tint,
            vein=vein if tint == colour else inks.LEAF,
            long=long,
            wide=wide * long / 150,
            bend=12 if k % 3 else -14,
            veins=veins,
        )


def hanging(
    sheet: Sheet, place: Place, *, colour: str = inks.LEAF, second: str = inks.MOSS
) -> None:
    """Long leaves drooping from the origin, as on a mango branch."""
    for k, (turn, long) in enumerate(
        ((-118, 210), (120, 216), (-150, 250), (150, 236), (-84, 170), (88, 176))
    ):
        leaf(
            sheet,
            place.inside(0j, turn=turn),
            colour=colour if k % 2 else second,
            vein=inks.SPROUT if k % 2 else inks.LEAF,
            long=long,
            wide=long * 0.3,
            bend=-22 if turn < 0 else 22,
            veins=6,
        )
