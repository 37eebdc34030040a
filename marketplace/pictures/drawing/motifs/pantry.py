"""What is made and kept: noodles, cakes, sweets, nuts, jars and bottles of seasoning."""

from .. import inks
from ..parts import (
    animals,
    bottles,
    crafts,
    fish,
    foods,
    leaves,
    orchard,
    seeds,
    tropical,
    vegetables,
    vessels,
)
from ..place import Place
from ..sheet import Sheet
from .base import at, motif


@motif("honey", turns=(3, 1, 7, 8))
def honey(sheet: Sheet, stage: Place, variant: int) -> None:
    foods.honeycomb(sheet, at(stage, 90, 560, 1.3, -6))
    bottles.glass_jar(
        sheet, at(stage, -150, 850, 1.75), filling=inks.RIPE, shade=inks.CLAY, lid=inks.CLAY
    )
    foods.plate(sheet, at(stage, 170, 890, 0.95))
    foods.honeycomb(sheet, at(stage, 170, 850, 0.62, 4), across=6, down=4)
    for x, y, turn in ((-220, 250, -10), (-60, 330, 14), (200, 230, 8), (60, 180, -14)):
        animals.bee(sheet, at(stage, x, y, 1.1, turn))


@motif("coconut-nectar", turns=(0, 1, 2, 3))
def coconut_nectar(sheet: Sheet, stage: Place, variant: int) -> None:
    for turn in (-76, -46, -14, 20, 50, 78):
        leaves.leaf(
            sheet,
            at(stage, 60, 380, 1, turn),
            long=380,
            wide=70,
            veins=12,
            colour=inks.LEAF if turn % 4 else inks.MOSS,
        )
    tropical.coconut(sheet, at(stage, -30, 420, 1.0, -10))
    tropical.coconut(sheet, at(stage, 150, 430, 1.1, 12))
    bottles.bottle(
        sheet,
        at(stage, -170, 860, 1.1),
        drink=inks.CLAY,
        shade=inks.EARTH,
        cap=inks.LEAF,
        mark=inks.LEAF,
    )
    vessels.bowl(sheet, at(stage, 130, 920, 1.35))
    foods.heap(
        sheet,
        at(stage, 130, 774, 1.35),
        colour=inks.RIPE,
        shade=inks.CLAY,
        grain=inks.STRAW,
        rx=128,
        tall=80,
    )


@motif("noodle-soup", turns=(0, 1, 8, 6))
def noodle_soup(sheet: Sheet, stage: Place, variant: int) -> None:
    bowl = at(stage, 0, 900, 2.1)
    vessels.bowl(sheet, bowl)
    foods.noodle_bowl_top(sheet, bowl.inside(-120j))
    foods.chopsticks(sheet, at(stage, -60, 650, 1.2, -24))
    for x in (-120, 10, 130):
        sheet.line(at(stage, x, 560).line("0,0 -26,-60 20,-120 -14,-190"), 9, inks.PAPER, taper=0.1)
    orchard.cut_citrus(
        sheet, at(stage, -290, 900, 0.7), rind=inks.MOSS, flesh=inks.SPROUT, line=inks.MOSS
    )
    vegetables.chilli(sheet, at(stage, 270, 890, 0.9, 60))


@motif("banh-mi", turns=(6, 7, 2, 3))
def banh_mi(sheet: Sheet, stage: Place, variant: int) -> None:
    foods.plate(sheet, at(stage, 0, 800, 1.5))
    foods.banh_mi(sheet, at(stage, 0, 680, 1.65, -10))
    vegetables.chilli(sheet, at(stage, -230, 840, 0.9, -60))
    crafts.glass(sheet, at(stage, 260, 600, 1.0), drink=inks.EARTH, shade=inks.INK)


@motif("dried-noodles", turns=(8, 2, 4, 3))
def dried_noodles(sheet: Sheet, stage: Place, variant: int) -> None:
    sheet.line(at(stage, 0, 130).line("-420,-10 0,4 420,-8"), 20, inks.CLAY, taper=1)
    for k in range(17):
        x = -330 + 41 * k
        tall = 330 + (k * 37) % 60
        sheet.line(
            at(stage, x, 116).line(f"-8,{tall} -10,60 0,0 12,60 10,{tall - 14}"),
            11,
            inks.PAPER if k % 3 else inks.STRAW,
            taper=0.8,
        )
        sheet.line(at(stage, x, 116).line(f"14,10 20,80 17,{tall - 20}"), 4.5, taper=0.5)
    vessels.tray(sheet, at(stage, 0, 830, 1.2))
    foods.noodles(sheet, at(stage, -60, 690, 1.15, -8))
    foods.noodles(sheet, at(stage, 70, 800, 1.3, 6))


@motif("rice-paper", turns=(1, 4, 2, 3))
def rice_paper(sheet: Sheet, stage: Place, variant: int) -> None:
    foods.rice_paper_upright(sheet, at(stage, -110, 480, 1.2), speck=inks.INK)
    foods.rice_paper_upright(sheet, at(stage, 170, 560, 1.0), colour=inks.PAPER, speck=inks.LOTUS)
    foods.rice_papers(sheet, at(stage, 0, 870, 1.4))
    vegetables.chilli(sheet, at(stage, 270, 860, 0.9, 40))


@motif("leaf-cakes", turns=(1, 2, 6, 8))
def leaf_cakes(sheet: Sheet, stage: Place, variant: int) -> None:
    for turn, x in ((-56, -60), (40, 60)):
        leaves.leaf(
            sheet,
            at(stage, x, 640, 1, turn),
            colour=inks.MOSS,
            vein=inks.LEAF,
            long=470,
            wide=210,
            veins=12,
        )
    foods.cylinder_cake(sheet, at(stage, -20, 600, 1.4, -14))
    vessels.tray(sheet, at(stage, 10, 840, 1.12))
    for x, y in ((-160, 790), (0, 800), (160, 790)):
        foods.cake_slice(sheet, at(stage, x + 10, y, 1.15))
    foods.leaf_parcel(sheet, at(stage, 220, 690, 1.0))


@motif("young-rice", turns=(0, 8, 6, 1))
def young_rice(sheet: Sheet, stage: Place, variant: int) -> None:
    seeds.rice_ears(sheet, at(stage, 170, 660, 1.2, 14), number=5, colour=inks.SPROUT)
    seeds.lotus_leaf(sheet, at(stage, -20, 820, 1.75))
    foods.heap(
        sheet,
        at(stage, -40, 830, 1.9),
        colour=inks.SPROUT,
        shade=inks.MOSS,
        grain=inks.PAPER,
        rx=130,
        tall=110,
    )
    foods.leaf_parcel(sheet, at(stage, 190, 920, 0.95), band=inks.STRAW)
    leaves.leaf(sheet, at(stage, -270, 930, 1, 70), long=180, wide=60)


@motif("sweets", turns=(1, 5, 8, 2))
def sweets(sheet: Sheet, stage: Place, variant: int) -> None:
    vessels.teapot(
        sheet, at(stage, 150, 640, 1.05), colour=inks.LEAF, shade=inks.PINE, mark=inks.SPROUT
    )
    foods.plate(sheet, at(stage, -40, 860, 1.4))
    colour, shade, fleck = ((inks.RIPE, inks.CLAY, inks.PAPER), (inks.STRAW, inks.RIPE, inks.INK))[
        variant % 2
    ]
    foods.squares(sheet, at(stage, -60, 850, 1.15), colour=colour, shade=shade, fleck=fleck)
    vessels.cup(sheet, at(stage, 240, 900, 1.15), drink=inks.RIPE)


@motif("cereal", turns=(0, 7, 1, 6))
def cereal(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.sack(sheet, at(stage, -190, 740, 1.15), fill=inks.RIPE, grain=inks.CLAY)
    crafts.sack(sheet, at(stage, 170, 760, 1.2), fill=inks.WINE, grain=inks.BLUSH)
    bowl = at(stage, -20, 950, 1.6)
    vessels.bowl(sheet, bowl)
    foods.heap(
        sheet,
        bowl.inside(-110j),
        colour=inks.STRAW,
        shade=inks.RIPE,
        grain=inks.EARTH,
        rx=126,
        tall=76,
    )


@motif("cashew", turns=(7, 2, 4, 0))
def cashew(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.twig(sheet, at(stage, 0, 0).line("210,-30 120,60 30,110 -20,120"), width=17)
    seeds.cashew_apple(sheet, at(stage, -120, 150, 1.35, 8))
    seeds.cashew_apple(sheet, at(stage, 90, 130, 1.45, -6), colour=inks.LOTUS, shade=inks.WINE)
    leaves.hanging(sheet, at(stage, 0, 120, 1.0))
    bowl = at(stage, 0, 960, 1.65)
    vessels.bowl(sheet, bowl)
    for x, y, turn in (
        (-120, -120, 10),
        (10, -132, -14),
        (120, -120, 20),
        (-60, -90, 30),
        (66, -86, -8),
    ):
        seeds.cashew(sheet, bowl.inside(complex(x * 0.8, y), scale=0.72, turn=turn))
    sheet.line(bowl.line("-150,-120 -80,-78 80,-78 150,-120"), 6)
    seeds.cashew(sheet, at(stage, -290, 900, 0.9, 30))
    seeds.cashew(sheet, at(stage, 300, 860, 0.85, -20))


@motif("macadamia", turns=(0, 1, 9, 7))
def macadamia(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, -40, 300),
        [(0, 0, -66, 260), (0, 0, -24, 300), (0, 0, 26, 290), (0, 0, 70, 250)],
        second=inks.MOSS,
        wide=70,
        veins=8,
    )
    for x, y in ((-100, 340), (0, 390), (90, 330)):
        orchard.ball(
            sheet, at(stage, x - 40, y, 0.72), colour=inks.MOSS, shade=inks.LEAF, specks=40
        )
    vessels.tray(sheet, at(stage, 0, 800, 1.2))
    for k, (x, y) in enumerate(
        (
            (-200, 700),
            (-80, 670),
            (60, 680),
            (190, 710),
            (-140, 790),
            (0, 780),
            (140, 800),
            (-50, 860),
            (90, 870),
        )
    ):
        seeds.macadamia(sheet, at(stage, x, y, 1.05), opened=k % 2 == 1)


@motif("bamboo-shoot", turns=(0, 2, 6, 8))
def bamboo_shoot(sheet: Sheet, stage: Place, variant: int) -> None:
    for x in (-300, 290):
        sheet.line(at(stage, x, 0).line("0,-20 6,300 0,620"), 46, inks.MOSS, taper=0.95)
        sheet.line(at(stage, x + 22, 0).line("0,-20 6,300 0,620"), 6.5)
        for y in (130, 320, 500):
            sheet.line(at(stage, x, y).line("-26,0 0,6 28,0"), 8)
    leaves.spray(
        sheet,
        at(stage, -270, 330),
        [(0, 0, 60, 200), (0, 0, 100, 190), (0, 0, 30, 160)],
        second=inks.LEAF,
        wide=44,
        veins=0,
    )
    for x, size, turn in ((-150, 1.5, -6), (140, 1.4, 8), (0, 1.75, 1)):
        vegetables.bamboo_shoot(sheet, at(stage, x, 850 + (x == 0) * 50, size, turn))


@motif("jelly", turns=(7, 1, 3, 8))
def jelly(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, 150, 560),
        [(0, 0, -40, 260), (0, 0, 0, 300), (0, 0, 40, 250)],
        second=inks.MOSS,
        wide=110,
    )
    foods.squares(
        sheet,
        at(stage, -110, 800, 1.3),
        colour=inks.INK,
        shade=inks.BARK,
        fleck=inks.BARK,
        rows=(2, 1),
    )
    vessels.bowl(sheet, at(stage, 150, 940, 1.35), inside=inks.STRAW)
    foods.squares(
        sheet,
        at(stage, 150, 800, 0.55),
        colour=inks.INK,
        shade=inks.BARK,
        fleck=inks.BARK,
        rows=(3,),
    )


@motif("oil", turns=(8, 7, 0, 1))
def oil(sheet: Sheet, stage: Place, variant: int) -> None:
    bottles.bottle(
        sheet,
        at(stage, -130, 800, 1.55),
        drink=inks.RIPE,
        shade=inks.CLAY,
        cap=inks.LEAF,
        mark=inks.LEAF,
        level=0.8,
    )
    bottles.bottle(
        sheet,
        at(stage, 80, 740, 1.25),
        drink=inks.CLAY,
        shade=inks.EARTH,
        cap=inks.INK,
        mark=inks.CLAY,
        level=0.8,
    )
    vessels.bowl(sheet, at(stage, 190, 930, 1.15))
    foods.heap(
        sheet,
        at(stage, 190, 806, 1.15),
        colour=inks.INK if variant % 2 else inks.STRAW,
        shade=inks.BARK if variant % 2 else inks.CLAY,
        grain=inks.STRAW if variant % 2 else inks.PAPER,
        rx=120,
        tall=80,
    )
    for x, y, turn in ((-260, 890, 10), (-130, 920, -12), (-30, 880, 24)):
        seeds.peanut(sheet, at(stage, x, y, 0.85, turn))


@motif("black-garlic", turns=(1, 3, 2, 7))
def black_garlic(sheet: Sheet, stage: Place, variant: int) -> None:
    for x, y, size, turn in ((-150, 580, 2.0, -14), (130, 560, 2.2, 10), (-20, 690, 1.8, -4)):
        vegetables.garlic(sheet, at(stage, x, y, 1, turn), r=62 * size)
    foods.plate(sheet, at(stage, 30, 880, 1.2))
    for k, (x, y) in enumerate(
        ((-110, 860), (-30, 840), (60, 850), (140, 868), (0, 890), (90, 900))
    ):
        clove = at(stage, x + 20, y, 0.95, -30 + 24 * k)
        shape = clove("0,-52! 30,-20 34,18 10,40 -20,36 -34,8 -20,-30")
        sheet.body(shape, inks.INK, inks.INK)
        sheet.line(clove.line("-14,-24 -22,4 -10,24"), 6, inks.BLUSH, taper=0.1)
        sheet.contour(shape, 6, inks.EARTH)


@motif("powder", turns=(0, 1, 2, 4))
def powder(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.mortar(sheet, at(stage, 130, 740, 1.35))
    bowl = at(stage, -110, 940, 1.65)
    vessels.bowl(sheet, bowl)
    foods.heap(
        sheet,
        bowl.inside(-110j),
        colour=inks.PAPER,
        shade=inks.MIST,
        grain=inks.HAZE,
        rx=126,
        tall=104,
    )
    vegetables.root(sheet, at(stage, 200, 880, 1.0, 10), colour=inks.STRAW)


@motif("milk", turns=(3, 1, 2, 8))
def milk(sheet: Sheet, stage: Place, variant: int) -> None:
    bottles.bottle(
        sheet,
        at(stage, -150, 780, 1.4),
        drink=inks.PAPER,
        shade=inks.HAZE,
        cap=inks.INDIGO,
        mark=inks.INDIGO,
        level=0.9,
    )
    crafts.glass(sheet, at(stage, 110, 760, 1.35), drink=inks.BLUSH, shade=inks.CLAY)
    bowl = at(stage, 20, 950, 1.2)
    vessels.bowl(sheet, bowl)
    for x, y, tint in ((-64, -130, inks.PETAL), (60, -132, inks.SPROUT), (0, -160, inks.STRAW)):
        orchard.ball(
            sheet,
            bowl.inside(complex(x, y)),
            colour=tint,
            shade=inks.CLAY if tint == inks.STRAW else inks.BLUSH,
            r=64,
            specks=20,
        )
    sheet.line(bowl.line("-150,-120 -80,-78 80,-78 150,-120"), 6.5)


@motif("fish-sauce", turns=(0, 8, 2, 6))
def fish_sauce(sheet: Sheet, stage: Place, variant: int) -> None:
    vessels.jar(
        sheet,
        at(stage, -100, 790, 1.65),
        lid=(inks.LOTUS, inks.INDIGO, inks.LEAF, inks.LOTUS)[variant],
    )
    bottles.bottle(
        sheet,
        at(stage, 220, 850, 1.2),
        drink=inks.CLAY,
        shade=inks.EARTH,
        cap=inks.INDIGO,
        mark=inks.INDIGO,
    )
    vessels.bowl(sheet, at(stage, 70, 950, 0.95), inside=inks.CLAY)
    for x, y, turn in ((-250, 860, -10), (-190, 910, 6), (-270, 940, -4)):
        fish.anchovy(sheet, at(stage, x, y, 1.0, turn))


@motif("chilli-sauce", turns=(3, 7, 0, 1))
def chilli_sauce(sheet: Sheet, stage: Place, variant: int) -> None:
    bottles.bottle(
        sheet,
        at(stage, -120, 820, 1.5),
        drink=inks.LOTUS,
        shade=inks.WINE,
        cap=inks.LEAF,
        mark=inks.LOTUS,
        level=0.9,
    )
    vessels.jar(sheet, at(stage, 170, 760, 1.0), lid=inks.STRAW, colour=inks.EARTH, shade=inks.INK)
    for x, y, turn in (
        (20, 820, 40),
        (90, 870, 62),
        (190, 850, 20),
        (-250, 880, -40),
        (-180, 900, -66),
        (260, 900, 70),
    ):
        vegetables.chilli(
            sheet, at(stage, x, y, 1.0, turn), colour=inks.LOTUS if x % 4 else inks.CLAY
        )


@motif("tofu", turns=(8, 1, 2, 4))
def tofu(sheet: Sheet, stage: Place, variant: int) -> None:
    bottles.glass_jar(
        sheet, at(stage, -120, 800, 1.9), filling=inks.STRAW, shade=inks.RIPE, lid=inks.LOTUS
    )
    foods.squares(
        sheet,
        at(stage, -120, 770, 0.7),
        colour=inks.PAPER,
        shade=inks.STRAW,
        fleck=inks.SHELL,
        rows=(2, 2),
    )
    foods.plate(sheet, at(stage, 150, 890, 1.05))
    foods.tofu(sheet, at(stage, 150, 880, 0.85))
    vegetables.chilli(sheet, at(stage, 210, 640, 1.0, 30))
    vegetables.chilli(sheet, at(stage, 270, 650, 0.9, -10), colour=inks.CLAY)


@motif("ferment", turns=(4, 1, 0, 3))
def ferment(sheet: Sheet, stage: Place, variant: int) -> None:
    bottles.glass_jar(
        sheet, at(stage, 110, 800, 2.0), filling=inks.CLAY, shade=inks.EARTH, lid=inks.LEAF
    )
    for k, (x, y) in enumerate(((30, 560), (180, 600), (40, 660), (170, 710), (60, 750))):
        fish.anchovy(sheet, at(stage, x, y, 0.74, -12 + 9 * k), colour=inks.STRAW, back=inks.EARTH)
    vessels.jar(sheet, at(stage, -200, 780, 1.0), lid=inks.LOTUS)
    vessels.bowl(sheet, at(stage, -150, 950, 0.95), inside=inks.EARTH)
    vegetables.chilli(sheet, at(stage, 210, 880, 0.9, 64))


@motif("salt", turns=(2, 1, 0, 8))
def salt(sheet: Sheet, stage: Place, variant: int) -> None:
    for x, y, rx, tall in ((-230, 640, 150, 190), (220, 640, 170, 210), (10, 660, 190, 260)):
        foods.salt_heap(sheet, at(stage, x, y), rx=rx, tall=tall)
    crafts.basket(sheet, at(stage, -110, 920, 1.15), handle=True)
    foods.heap(
        sheet,
        at(stage, -110, 690, 1.15),
        colour=inks.PAPER,
        shade=inks.MIST,
        grain=inks.HAZE,
        rx=150,
        tall=96,
    )
    vessels.bowl(sheet, at(stage, 200, 940, 1.05))
    foods.salt_heap(sheet, at(stage, 200, 822, 1.0), rx=118, tall=84)


@motif("pepper", turns=(3, 0, 6, 8))
def pepper(sheet: Sheet, stage: Place, variant: int) -> None:
    seeds.pepper_vine(sheet, at(stage, 0, 210, 1.35))
    vessels.bowl(sheet, at(stage, -150, 950, 1.2))
    seeds.peppercorns(sheet, at(stage, -150, 798, 1.2), number=26, spread=112)
    crafts.mortar(sheet, at(stage, 170, 900, 0.95))
    seeds.peppercorns(
        sheet,
        at(stage, 10, 930),
        colour=(inks.LOTUS, inks.INK, inks.PAPER, inks.LOTUS)[variant],
        number=12,
        spread=80,
    )


@motif("turmeric", turns=(0, 7, 2, 8))
def turmeric(sheet: Sheet, stage: Place, variant: int) -> None:
    for turn, long in ((-34, 430), (26, 450), (-6, 480)):
        leaves.leaf(
            sheet,
            at(stage, -20, 610, 1, turn),
            long=long,
            wide=130,
            veins=9,
            colour=inks.LEAF if turn < 0 else inks.MOSS,
        )
    vegetables.root(sheet, at(stage, -110, 650, 1.5, -10))
    vegetables.root(sheet, at(stage, 170, 700, 1.15, 16), colour=inks.CLAY, shade=inks.EARTH)
    bowl = at(stage, 60, 950, 1.45)
    vessels.bowl(sheet, bowl)
    foods.heap(
        sheet,
        bowl.inside(-110j),
        colour=inks.RIPE,
        shade=inks.CLAY,
        grain=inks.STRAW,
        rx=124,
        tall=90,
    )
    vegetables.cut_root(sheet, at(stage, -240, 880, 1.3))
    vegetables.cut_root(sheet, at(stage, -180, 930, 1.2))


@motif("garlic", turns=(4, 7, 2, 6))
def garlic(sheet: Sheet, stage: Place, variant: int) -> None:
    sheet.line(at(stage, -130, 0).line("0,-20 8,180 0,420 4,600"), 26, inks.STRAW, taper=0.9)
    for k in range(6):
        x = -130 + (60 if k % 2 else -60)
        vegetables.garlic(sheet, at(stage, x, 150 + 86 * k, 1, 20 if k % 2 else -20), r=84)
    for x, y in ((150, 720), (240, 760), (190, 660)):
        vegetables.bulb(sheet, at(stage, x, y, 1.3))
    foods.plate(sheet, at(stage, 130, 890, 1.1))
    for k in range(5):
        vegetables.chilli(sheet, at(stage, 40 + 46 * k, 830 + (k % 2) * 14, 0.62, 80 - 10 * k))
