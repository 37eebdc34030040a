"""Fruit, fresh or dried: on trays and boards, a branch above."""

from .. import inks
from ..parts import bottles, crafts, foods, fruits, leaves, orchard, seeds, tropical, vessels
from ..place import Place
from ..sheet import Sheet
from .base import at, motif


def _branch(sheet: Sheet, stage: Place, x: float = 0) -> Place:
    """A bough from the upper edge; answers where fruit hangs."""
    leaves.twig(sheet, at(stage, x, 0).line("190,-30 130,70 50,120 0,140"), width=17)
    return at(stage, x, 140)


@motif("mango", turns=(5, 1, 2, 3))
def mango(sheet: Sheet, stage: Place, variant: int) -> None:
    vessels.tray(sheet, at(stage, 0, 800, 1.12))
    fruits.mango(sheet, at(stage, -190, 700, 1.0, -74))
    if variant % 2:
        fruits.mango(sheet, at(stage, 236, 636, 1.05, 42))
    else:
        fruits.mango_half(sheet, at(stage, 200, 740, 0.9, -8))
    fruits.mango_half(sheet, at(stage, -10 if variant % 2 else -60, 846, 1.1, 4))
    knot = _branch(sheet, stage, 30)
    fruits.mango(sheet, knot.inside(46 + 20j, scale=1.5, turn=-4))
    fruits.mango(sheet, knot.inside(-70 + 16j, scale=1.36, turn=16))
    leaves.hanging(sheet, knot.inside(-4 - 14j, scale=1.08))


@motif("dragon-fruit", turns=(0, 4, 7, 6))
def dragon_fruit(sheet: Sheet, stage: Place, variant: int) -> None:
    vessels.tray(sheet, at(stage, 0, 786, 1.16))
    tropical.dragon_fruit(sheet, at(stage, -150, 560, 1.35, -12))
    tropical.dragon_fruit(sheet, at(stage, 130, 590, 1.5, 14))
    tropical.dragon_fruit_half(
        sheet, at(stage, -110, 790, 1.2), flesh=inks.LOTUS if variant % 2 else inks.PAPER
    )
    tropical.dragon_fruit(sheet, at(stage, 236, 780, 0.92, 74))


@motif("longan", turns=(1, 2, 4, 9))
def longan(sheet: Sheet, stage: Place, variant: int) -> None:
    knot = _branch(sheet, stage, -20)
    leaves.hanging(sheet, knot.inside(-10 - 20j, scale=1.2))
    orchard.bunch(sheet, knot.inside(10 + 30j, scale=1.3), rows=(2, 3, 4, 4, 3, 2))
    vessels.bowl(sheet, at(stage, -170, 930, 1.2))
    for x, y in ((-230, 766), (-150, 752), (-92, 774), (120, 880), (210, 846), (270, 900)):
        orchard.ball(
            sheet, at(stage, x, y), colour=inks.STRAW, shade=inks.CLAY, r=46, light=inks.PAPER
        )


@motif("lychee", turns=(3, 0, 7, 6))
def lychee(sheet: Sheet, stage: Place, variant: int) -> None:
    knot = _branch(sheet, stage, 40)
    leaves.hanging(sheet, knot.inside(0j, scale=1.2))
    orchard.bunch(
        sheet,
        knot.inside(-20 + 30j, scale=1.36),
        colour=inks.LOTUS,
        shade=inks.WINE,
        rows=(2, 3, 4, 3, 2),
        rough=True,
    )
    vessels.tray(sheet, at(stage, 60, 850, 0.92))
    for x, y in ((-80, 800), (10, 790), (90, 806), (-30, 850), (70, 866), (160, 840)):
        orchard.ball(
            sheet, at(stage, x + 30, y), colour=inks.LOTUS, shade=inks.WINE, r=48, specks=40
        )


@motif("banana", turns=(2, 0, 9, 1))
def banana(sheet: Sheet, stage: Place, variant: int) -> None:
    for turn, x, long in ((-34, -290, 640), (30, 270, 600)):
        leaves.leaf(
            sheet,
            at(stage, x, 700, 1, turn),
            colour=inks.MOSS,
            vein=inks.LEAF,
            long=long,
            wide=230,
            veins=12,
            width=7,
        )
    vessels.tray(sheet, at(stage, 0, 830, 1.12))
    orchard.banana(sheet, at(stage, -90, 520, 1.3, 12))
    orchard.banana(sheet, at(stage, 110, 500, 1.45, -8))
    if variant % 2:
        orchard.citrus(sheet, at(stage, 236, 800, 0.9))


@motif("pear", turns=(0, 2, 6, 8))
def pear(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.basket(sheet, at(stage, -70, 850, 1.36), handle=variant % 2 == 0)
    for x, y, size, turn in ((-210, 520, 1.0, -14), (60, 520, 1.0, 12), (-76, 480, 1.14, 0)):
        orchard.pear(sheet, at(stage, x, y, size, turn))
    sheet.line(at(stage, -70, 566).line("-230,0 -120,34 120,34 230,0"), 9)
    orchard.pear(sheet, at(stage, 246, 800, 1.12, 8))
    orchard.pear(sheet, at(stage, 160, 904, 0.9, -60))


@motif("plum", turns=(3, 0, 7, 4))
def plum(sheet: Sheet, stage: Place, variant: int) -> None:
    knot = _branch(sheet, stage, 10)
    for x, y, size in ((-120, 110, 1.0), (20, 170, 1.2), (130, 80, 1.0), (-50, 260, 1.05)):
        sheet.line([knot.at, knot.point(complex(x, y - 90))], 7)
        orchard.plum(sheet, knot.inside(complex(x, y), scale=size))
    leaves.hanging(sheet, knot.inside(0j, scale=0.95))
    vessels.bowl(sheet, at(stage, 10, 940, 1.5))
    for x, y in ((-120, 740), (10, 712), (130, 742), (-46, 776), (80, 780)):
        orchard.plum(sheet, at(stage, x, y, 1.0))
    sheet.line(at(stage, 10, 760).line("-222,0 -120,58 120,58 222,0"), 8)


@motif("orange", turns=(2, 9, 0, 7))
def orange(sheet: Sheet, stage: Place, variant: int) -> None:
    vessels.tray(sheet, at(stage, 0, 800, 1.16))
    for x, y, size in ((-180, 640, 1.15), (170, 630, 1.2), (0, 560, 1.3), (-70, 740, 1.1)):
        orchard.citrus(sheet, at(stage, x, y, size, x * 0.03), with_leaf=y < 700)
    orchard.cut_citrus(sheet, at(stage, 150, 800, 1.2))


@motif("pomelo", turns=(1, 0, 2, 8))
def pomelo(sheet: Sheet, stage: Place, variant: int) -> None:
    knot = _branch(sheet, stage, 0)
    fruit = knot.inside(-10 + 190j, scale=1.9)
    orchard.ball(
        sheet, fruit, colour=inks.SPROUT, shade=inks.MOSS, squash=1.06, specks=160, light=inks.PAPER
    )
    leaves.hanging(sheet, knot.inside(-6j, scale=1.05))
    orchard.ball(sheet, at(stage, -200, 770, 1.35), colour=inks.SPROUT, shade=inks.MOSS, specks=110)
    orchard.cut_citrus(
        sheet,
        at(stage, 120, 820, 1.55),
        rind=inks.MOSS,
        pith=inks.PAPER,
        flesh=inks.BLUSH,
        line=inks.LOTUS,
        segments=11,
        thick=0.26,
    )


@motif("durian", turns=(1, 6, 2, 0))
def durian(sheet: Sheet, stage: Place, variant: int) -> None:
    tropical.durian(sheet, at(stage, -130, 520, 1.6, -10))
    tropical.durian(sheet, at(stage, 190, 610, 1.25, 16))
    tropical.durian_open(sheet, at(stage, 30, 860, 1.5, -3))


@motif("melon", turns=(1, 8, 2, 6))
def melon(sheet: Sheet, stage: Place, variant: int) -> None:
    tropical.melon(sheet, at(stage, -110, 570, 1.75, -6))
    tropical.melon(sheet, at(stage, 220, 680, 1.2, 12))
    foods.plate(sheet, at(stage, 10, 880, 1.25))
    for x, turn in ((-130, -8), (0, 2), (130, 8)):
        tropical.melon_slice(sheet, at(stage, x, 850 + abs(x) * 0.06, 1.0, turn))


@motif("coconut", turns=(4, 1, 2, 6))
def coconut(sheet: Sheet, stage: Place, variant: int) -> None:
    for turn in (-70, -40, 36, 66):
        leaves.leaf(
            sheet, at(stage, 20, 470, 1, turn), long=430, wide=90, veins=14, colour=inks.LEAF
        )
    tropical.coconut(sheet, at(stage, -170, 620, 1.3, -8))
    tropical.coconut(sheet, at(stage, 100, 590, 1.55), open_top=True)
    sheet.line(at(stage, 100, 450).line("20,-10 70,-120 110,-190"), 16, inks.LOTUS, taper=0.9)
    tropical.coconut_half(sheet, at(stage, -90, 830, 1.3))
    tropical.coconut_half(sheet, at(stage, 240, 860, 0.95, 12))


@motif("custard-apple", turns=(0, 1, 6, 8))
def custard_apple(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.basket(sheet, at(stage, 60, 860, 1.42), handle=False)
    for x, y, size in ((-60, 510, 1.15), (170, 520, 1.1), (54, 470, 1.25)):
        orchard.custard_apple(sheet, at(stage, x, y, size, x * 0.06))
    sheet.line(at(stage, 60, 564).line("-240,0 -120,36 120,36 240,0"), 9)
    orchard.custard_apple(sheet, at(stage, -240, 800, 1.3, -14))
    leaves.spray(sheet, at(stage, -210, 660), [(0, 0, -30, 180), (4, 0, 34, 150)], second=inks.MOSS)


@motif("pineapple", turns=(2, 1, 9, 0))
def pineapple(sheet: Sheet, stage: Place, variant: int) -> None:
    tropical.pineapple(sheet, at(stage, -120, 560, 1.6, -6))
    tropical.pineapple(sheet, at(stage, 160, 620, 1.35, 10))
    foods.plate(sheet, at(stage, 20, 890, 1.15))
    for x, y in ((-90, 860), (30, 872), (140, 856)):
        orchard.cut_citrus(
            sheet,
            at(stage, x, y, 0.86),
            rind=inks.CLAY,
            pith=inks.STRAW,
            flesh=inks.RIPE,
            line=inks.PAPER,
            segments=12,
            thick=0.1,
        )


@motif("passion-fruit", turns=(0, 3, 7, 6))
def passion_fruit(sheet: Sheet, stage: Place, variant: int) -> None:
    knot = _branch(sheet, stage, 0)
    for x, y in ((-120, 170), (120, 200)):
        sheet.line([knot.at, knot.point(complex(x, y - 100))], 7)
        tropical.passion_fruit(sheet, knot.inside(complex(x, y), scale=1.3), cut=False)
    leaves.hanging(sheet, knot.inside(0j, scale=1.15))
    vessels.tray(sheet, at(stage, 0, 840, 1.1))
    tropical.passion_fruit(sheet, at(stage, -150, 780, 1.4))
    tropical.passion_fruit(sheet, at(stage, 60, 830, 1.5))
    tropical.passion_fruit(sheet, at(stage, 220, 760, 1.1), cut=False)


@motif("jackfruit", turns=(1, 0, 6, 2))
def jackfruit(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, -60, 240),
        [(0, 0, -60, 240), (0, 0, 58, 230), (0, 0, -14, 210)],
        second=inks.MOSS,
        wide=80,
    )
    tropical.jackfruit(sheet, at(stage, -70, 520, 1.9, -6))
    tropical.durian_open(sheet, at(stage, 110, 870, 1.35, 4))


@motif("fruit-tray", turns=(2, 0, 6, 3), edge=570)
def fruit_tray(sheet: Sheet, stage: Place, variant: int) -> None:
    """The tray of an ancestor's altar: five kinds."""
    vessels.tray(sheet, at(stage, 0, 830, 1.2))
    orchard.banana(sheet, at(stage, 0, 560, 1.5, 0))
    tropical.dragon_fruit(sheet, at(stage, -200, 640, 1.2, -16))
    orchard.ball(
        sheet,
        at(stage, 0, 600, 1.5),
        colour=inks.SPROUT,
        shade=inks.MOSS,
        specks=130,
        light=inks.PAPER,
    )
    fruits.mango(sheet, at(stage, 200, 540, 1.15, 24))
    orchard.citrus(sheet, at(stage, -90, 770, 1.05))
    orchard.plum(sheet, at(stage, 60, 800, 0.9))
    orchard.citrus(sheet, at(stage, 210, 790, 0.9), with_leaf=False)


@motif("dried-fruit", turns=(0, 3, 2, 6))
def dried_fruit(sheet: Sheet, stage: Place, variant: int) -> None:
    bottles.glass_jar(sheet, at(stage, -140, 820, 1.9), filling=inks.RIPE, lid=inks.CLAY)
    for x, y in ((-250, 760), (-160, 780), (-70, 756), (-210, 660), (-110, 674), (-30, 640)):
        orchard.cut_citrus(
            sheet, at(stage, x, y, 0.42), rind=inks.CLAY, pith=inks.STRAW, flesh=inks.RIPE
        )
    tropical.pineapple(sheet, at(stage, 200, 560, 1.2, 8))
    vessels.tray(sheet, at(stage, 120, 890, 0.86))
    for k, (x, y) in enumerate(((10, 850), (110, 840), (210, 856), (60, 904), (170, 910))):
        orchard.cut_citrus(
            sheet,
            at(stage, x, y, 0.55),
            rind=(inks.CLAY, inks.LOTUS)[k % 2],
            pith=inks.STRAW,
            flesh=(inks.RIPE, inks.BLUSH)[k % 2],
        )


@motif("coconut-sweets", turns=(7, 1, 2, 6))
def coconut_sweets(sheet: Sheet, stage: Place, variant: int) -> None:
    tropical.coconut(sheet, at(stage, 190, 560, 1.4, 8))
    for turn in (-60, -20, 24):
        leaves.leaf(
            sheet,
            at(stage, -170, 560, 1, turn),
            long=330,
            wide=80,
            veins=12,
            colour=inks.MOSS,
            vein=inks.LEAF,
        )
    foods.squares(
        sheet, at(stage, -120, 860, 1.25), colour=inks.PAPER, shade=inks.BLUSH, fleck=inks.SPROUT
    )
    tropical.coconut_half(sheet, at(stage, 190, 850, 1.2, -6))


@motif("lotus-seed", turns=(0, 1, 7, 3))
def lotus_seed(sheet: Sheet, stage: Place, variant: int) -> None:
    seeds.lotus_flower(sheet, at(stage, -120, 480, 1.7, -6))
    sheet.line(at(stage, -120, 490).line("0,0 10,120 -10,330"), 18, inks.MOSS, taper=0.9)
    seeds.lotus_pod(sheet, at(stage, 190, 420, 1.35, 8))
    seeds.lotus_leaf(sheet, at(stage, -20, 860, 1.7), colour=inks.LEAF)
    vessels.bowl(sheet, at(stage, 30, 890, 1.15))
    for k in range(9):
        sheet.shape(
            at(stage, -70 + 25 * k, 752 - (k % 3) * 12).oval(23, 19),
            inks.STRAW,
            shade=inks.RIPE,
            width=5,
        )
