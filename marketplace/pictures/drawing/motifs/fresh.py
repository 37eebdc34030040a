"""From garden, pond and yard: vegetables, eggs, poultry, fish, grain."""

from .. import inks
from ..parts import animals, crafts, foods, leaves, orchard, seeds, vegetables, vessels
from ..place import Place
from ..sheet import Sheet
from .base import at, motif


@motif("mushroom", turns=(9, 1, 2, 3))
def mushroom(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.basket(sheet, at(stage, -40, 880, 1.5))
    for x, y, turn, size in (
        (-200, 580, -22, 1.2),
        (110, 580, 18, 1.25),
        (-130, 620, -8, 1.3),
        (30, 620, 8, 1.5),
    ):
        vegetables.mushroom(sheet, at(stage, x, y, size, turn), cap=(inks.EARTH, inks.CLAY)[x > 0])
    sheet.line(at(stage, -40, 566).line("-254,0 -120,44 120,44 254,0"), 9)
    vegetables.mushroom(sheet, at(stage, 270, 880, 1.3, 12), cap=inks.CLAY, shade=inks.EARTH)
    vegetables.mushroom(sheet, at(stage, 170, 930, 0.9, -70))


@motif("carrot", turns=(0, 6, 7, 3))
def carrot(sheet: Sheet, stage: Place, variant: int) -> None:
    for x, turn, size in (
        (-210, 20, 1.5),
        (190, -22, 1.5),
        (-90, 10, 1.75),
        (90, -9, 1.7),
        (0, 0, 1.85),
    ):
        vegetables.carrot(sheet, at(stage, x * 0.62, 470 + abs(x) * 0.1, size, turn))
    sheet.shape(at(stage, 0, 478)("-112,-26! 0,-10 112,-26! 112,14! 0,34 -112,14!"), inks.STRAW)


@motif("onion", turns=(2, 8, 0, 7))
def onion(sheet: Sheet, stage: Place, variant: int) -> None:
    for k in range(5):
        x = -120 + 60 * k
        leaves.leaf(
            sheet,
            at(stage, x, 540, 1, -20 + 10 * k),
            colour=inks.MOSS if k % 2 else inks.LEAF,
            long=420,
            wide=46,
            veins=0,
        )
    for x, y, size in (
        (-140, 600, 1.5),
        (0, 580, 1.7),
        (140, 604, 1.5),
        (-70, 680, 1.6),
        (76, 690, 1.6),
    ):
        vegetables.bulb(sheet, at(stage, x, y, size))
    vegetables.bulb(sheet, at(stage, -230, 860, 1.5, -70))
    vegetables.bulb(sheet, at(stage, 190, 880, 1.4, 64))
    sheet.shape(at(stage, 10, 880).oval(86, 78), inks.PETAL, width=7)
    for r in (64, 44, 24):
        sheet.contour(at(stage, 10, 880).oval(r, r * 0.9), 5, inks.LOTUS, gaps=2)


@motif("pumpkin", turns=(0, 7, 2, 3))
def pumpkin(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, -40, 400),
        [(-90, 60, -70, 230), (60, 30, 60, 240), (0, 20, -10, 210)],
        second=inks.MOSS,
        wide=130,
    )
    vegetables.pumpkin(sheet, at(stage, -60, 560, 1.75))
    vegetables.pumpkin(
        sheet, at(stage, 160, 790, 1.3), colour=inks.MOSS, shade=inks.LEAF, rib=inks.SPROUT
    )
    vegetables.pumpkin(
        sheet, at(stage, -170, 860, 0.9), colour=inks.RIPE, shade=inks.CLAY, rib=inks.STRAW
    )


@motif("sweet-potato", turns=(0, 1, 6, 3))
def sweet_potato(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, 120, 520),
        [(0, 0, -50, 230), (0, 0, 48, 220), (0, 0, 0, 250)],
        second=inks.MOSS,
        wide=140,
    )
    crafts.basket(sheet, at(stage, -90, 840, 1.3), handle=False)
    for x, y, turn in ((-200, 560, -30), (10, 550, 26), (-90, 520, -6)):
        vegetables.sweet_potato(sheet, at(stage, x, y, 1.0, turn))
    sheet.line(at(stage, -90, 568).line("-220,0 -100,36 100,36 220,0"), 9)
    vegetables.sweet_potato(sheet, at(stage, 200, 790, 1.15, 12))
    cut = at(stage, 130, 900)
    sheet.shape(cut.oval(110, 76), inks.WINE, width=7.5)
    sheet.fill(cut.oval(94, 62), inks.BLUSH if variant % 2 else inks.RIPE)
    sheet.contour(cut.oval(60, 38), 4.5, inks.LOTUS, gaps=4, gap=0.1)


@motif("corn", turns=(0, 1, 5, 7))
def corn(sheet: Sheet, stage: Place, variant: int) -> None:
    for x, turn, size in ((-160, -24, 1.6), (150, 20, 1.6), (-10, -2, 1.9)):
        vegetables.corn(sheet, at(stage, x, 760 - abs(x) * 0.2, size, turn))
    vessels.bowl(sheet, at(stage, 180, 940, 1.2))
    foods.heap(
        sheet,
        at(stage, 180, 812, 1.2),
        colour=inks.RIPE,
        shade=inks.CLAY,
        grain=inks.STRAW,
        rx=120,
        tall=70,
    )
    seeds.kernels(sheet, at(stage, -170, 880), colour=inks.RIPE)


@motif("greens", turns=(6, 1, 2, 8))
def greens(sheet: Sheet, stage: Place, variant: int) -> None:
    vegetables.greens(sheet, at(stage, -160, 760, 1.5, -12))
    vegetables.greens(sheet, at(stage, 150, 790, 1.6, 10), colour=inks.MOSS, second=inks.LEAF)
    for k in range(6):
        stalk = at(stage, -180 + 40 * k, 950, 1.0, 74 + k * 3)
        sheet.line(stalk.line("0,0 4,-120 0,-240"), 22, inks.MOSS, taper=0.8)
        for n in range(5):
            sheet.fill(
                stalk.inside(complex(0, -120 - 28 * n))("-13,6! -10,-18 0,-34! 12,-18 13,6!"),
                inks.LEAF,
            )
        sheet.line(stalk.line("10,0 14,-120 10,-240"), 5)


@motif("eggs", turns=(1, 7, 2, 3))
def eggs(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.basket(sheet, at(stage, 0, 870, 1.7), handle=variant % 2 == 0, inside=inks.CLAY)
    for k, (x, y) in enumerate(
        ((-180, 500), (-60, 470), (70, 468), (190, 500), (-120, 540), (0, 530), (130, 540))
    ):
        foods.egg(
            sheet,
            at(stage, x, y, 1.25, -18 + 12 * (k % 4)),
            colour=(inks.PETAL, inks.PAPER, inks.STRAW)[k % 3],
            shade=(inks.BLUSH, inks.MIST, inks.RIPE)[k % 3],
        )
    sheet.cuts(
        [at(stage, -220 + 44 * k, 560 + (k % 2) * 10).at for k in range(11)],
        40 - 16j,
        inks.STRAW,
        width=8,
    )
    sheet.line(at(stage, 0, 520).line("-288,0 -140,62 140,62 288,0"), 10)
    foods.egg(sheet, at(stage, -280, 900, 1.2, 62))


@motif("rooster", turns=(0, 2, 6, 7), edge=640)
def rooster(sheet: Sheet, stage: Place, variant: int) -> None:
    animals.rooster(sheet, at(stage, -60, 900, 1.75))
    for k in range(9):
        sheet.cuts([at(stage, -250 + 60 * k, 930 + (k % 3) * 18).at], 16 - 8j, inks.RIPE, width=13)


@motif("duck", turns=(4, 1, 2, 3), edge=620)
def duck(sheet: Sheet, stage: Place, variant: int) -> None:
    for x, tall in ((-300, 420), (-250, 320), (260, 460), (310, 340)):
        leaves.leaf(
            sheet, at(stage, x, 720, 1, x * 0.03), colour=inks.LEAF, long=tall, wide=34, veins=0
        )
    animals.duck(sheet, at(stage, 90, 720, 1.35), colour=inks.STRAW, shade=inks.CLAY)
    animals.duck(sheet, at(stage, -40, 880, 1.8))
    for x, y in ((-250, 820), (-210, 850), (250, 900)):
        foods.egg(sheet, at(stage, x, y + 50, 0.9, 70), colour=inks.HAZE, shade=inks.MIST)


@motif("pig", turns=(0, 3, 7, 6), edge=600)
def pig(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, 240, 560),
        [(0, 0, -30, 330), (10, 0, 12, 360), (20, 0, 50, 300)],
        second=inks.MOSS,
        wide=110,
    )
    animals.pig(sheet, at(stage, 10, 800, 1.6))
    for x, _flip in ((-190, 1), (60, 1), (240, 1)):
        animals.pig(
            sheet,
            at(stage, x, 950, 0.5),
            colour=(inks.PETAL, inks.STRAW)[x == 60],
            mark=(inks.LOTUS, inks.CLAY)[x == 60],
        )


@motif("seaweed", turns=(0, 7, 2, 8))
def seaweed(sheet: Sheet, stage: Place, variant: int) -> None:
    foods.plate(sheet, at(stage, 0, 800, 1.4))
    for k in range(9):
        x = -220 + 55 * k
        tall = 190 + (k * 83) % 130
        stem = at(stage, x, 790).line(f"0,0 {12 - k * 4},{-tall * 0.4} {x * 0.25},{-tall}")
        sheet.line(stem, 8, inks.LEAF, taper=0.6)
        for n, point in enumerate(stem[1::2]):
            for side in (-1, 1):
                grape = Place(point + side * 17 + 3j * (n % 2))
                sheet.fill(grape.oval(17, 16), inks.MOSS if (n + k) % 3 else inks.SPROUT)
                sheet.fill(grape.oval(4, 4, -5 - 5j), inks.PAPER, slip=0.2)
                sheet.contour(grape.oval(17, 16), 4.5, gaps=1)
    orchard.cut_citrus(
        sheet,
        at(stage, 210, 880, 0.8),
        rind=inks.MOSS,
        pith=inks.PAPER,
        flesh=inks.SPROUT,
        line=inks.MOSS,
    )
    vessels.bowl(sheet, at(stage, -220, 950, 0.85), inside=inks.CLAY)


@motif("shrimp", turns=(3, 1, 0, 7))
def shrimp(sheet: Sheet, stage: Place, variant: int) -> None:
    vessels.tray(sheet, at(stage, 0, 780, 1.2))
    for x, y, size, turn in (
        (-170, 620, 1.25, -10),
        (150, 600, 1.3, 14),
        (-20, 700, 1.35, 4),
        (180, 770, 1.05, 24),
        (-190, 800, 1.1, -22),
        (20, 830, 1.1, 6),
    ):
        animals.shrimp(
            sheet,
            at(stage, x, y, size, turn),
            colour=(inks.CLAY, inks.BLUSH)[x % 4 == 0],
            shade=(inks.EARTH, inks.LOTUS)[x % 4 == 0],
        )


@motif("river-fish", turns=(8, 4, 1, 3))
def river_fish(sheet: Sheet, stage: Place, variant: int) -> None:
    for turn, x, long in ((-64, -20, 420), (60, 40, 400), (-100, -40, 380), (98, 60, 390)):
        leaves.leaf(
            sheet,
            at(stage, x, 690, 1, turn),
            colour=inks.LEAF,
            vein=inks.MOSS,
            long=long,
            wide=170,
            veins=9,
        )
    animals.fish(sheet, at(stage, 10, 590, 1.45, -8))
    animals.fish(
        sheet, at(stage, -20, 790, 1.5, 6), colour=inks.STRAW, shade=inks.CLAY, fin=inks.LOTUS
    )
    vegetables.chilli(sheet, at(stage, 220, 880, 0.9, 70))
    vegetables.chilli(sheet, at(stage, -250, 900, 0.8, -60), colour=inks.CLAY)


@motif("rice", turns=(3, 4, 2, 6))
def rice(sheet: Sheet, stage: Place, variant: int) -> None:
    seeds.rice_ears(sheet, at(stage, -180, 700, 1.35, -10), number=5)
    crafts.sack(sheet, at(stage, 130, 850, 1.5))
    vessels.bowl(sheet, at(stage, -180, 960, 1.3))
    foods.heap(
        sheet,
        at(stage, -180, 818, 1.3),
        colour=inks.PAPER,
        shade=inks.STRAW,
        grain=inks.STRAW,
        rx=128,
        tall=88,
    )


@motif("peanut", turns=(0, 7, 1, 3))
def peanut(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, -20, 430),
        [(0, 0, -70, 190), (0, 0, -30, 230), (0, 0, 24, 230), (0, 0, 66, 190)],
        second=inks.MOSS,
        wide=96,
    )
    for x, y in (
        (-150, 150),
        (-60, 210),
        (40, 160),
        (130, 220),
        (-10, 270),
        (-120, 290),
        (120, 320),
    ):
        sheet.line([at(stage, -20, 430).at, at(stage, x - 20, 430 + y).at], 6, inks.EARTH)
        seeds.peanut(sheet, at(stage, x - 20, 430 + y, 0.95, 60 + x * 0.3))
    vessels.tray(sheet, at(stage, 60, 880, 0.95))
    seeds.kernels(sheet, at(stage, 40, 870, 1.5), colour=inks.LOTUS, number=14)
