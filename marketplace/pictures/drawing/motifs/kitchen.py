"""Meat, fish and nests as they are kept and eaten; tea, coffee, drinks."""

from .. import inks
from ..parts import (
    bottles,
    crafts,
    foods,
    garden,
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


@motif("birds-nest", turns=(2, 1, 5, 8))
def birds_nest(sheet: Sheet, stage: Place, variant: int) -> None:
    rock = at(stage, 250, 0)
    sheet.shape(
        rock("180,-30! -60,-30! -40,90 -110,190 -60,300 -130,420 -40,520 40,600 180,640!"),
        inks.BARK,
        shade=inks.INK,
    )
    sheet.cuts(
        [rock.inside(complex(-50 + 36 * (k % 4), 40 + 70 * (k // 2))).at for k in range(14)],
        10 + 54j,
        inks.MIST,
        width=6,
    )
    foods.nest(sheet, at(stage, 110, 330, 0.9, -4))
    vessels.tray(sheet, at(stage, -60, 830, 1.1))
    foods.nest(sheet, at(stage, -200, 730, 1.05, -4))
    foods.nest(sheet, at(stage, 40, 770, 1.2, 3))
    bottles.glass_jar(
        sheet, at(stage, 270, 900, 0.95), filling=inks.STRAW, shade=inks.RIPE, lid=inks.LOTUS
    )


@motif("sausage", turns=(7, 4, 0, 3))
def sausage(sheet: Sheet, stage: Place, variant: int) -> None:
    sheet.line(at(stage, 0, 110).line("-420,-6 0,6 420,-4"), 22, inks.CLAY, taper=1)
    sheet.line(at(stage, 0, 122).line("-420,-6 0,6 420,-4"), 7, taper=1)
    foods.sausages(sheet, at(stage, -20, 110, 1.5), number=5)
    foods.plate(sheet, at(stage, 20, 860, 1.35))
    for k in range(6):
        piece = at(stage, -130 + 60 * k, 850 - (k % 2) * 22)
        sheet.shape(piece.oval(40, 26, 10j), inks.WINE, width=5.5)
        sheet.shape(piece.oval(40, 26), inks.LOTUS, width=5.5)
        sheet.cuts(
            [piece.point(complex(-20 + 13 * m, -8 + 7 * (m % 2))) for m in range(4)],
            8 + 3j,
            inks.PETAL,
            width=7,
        )


@motif("pork-roll", turns=(8, 1, 2, 7))
def pork_roll(sheet: Sheet, stage: Place, variant: int) -> None:
    for turn, x in ((-60, -20), (52, 20)):
        leaves.leaf(
            sheet,
            at(stage, x, 660, 1, turn),
            colour=inks.MOSS,
            vein=inks.LEAF,
            long=440,
            wide=190,
            veins=12,
        )
    foods.pork_roll(sheet, at(stage, -10, 610, 1.45, -12))
    foods.plate(sheet, at(stage, 0, 870, 1.35))
    for x, y in ((-150, 850), (-50, 836), (50, 846), (150, 838), (0, 876)):
        foods.roll_slice(sheet, at(stage, x, y, 1.05))
    vegetables.chilli(sheet, at(stage, 260, 730, 0.9, 46))


@motif("dried-fish", turns=(3, 1, 2, 6))
def dried_fish(sheet: Sheet, stage: Place, variant: int) -> None:
    for x in (-330, 330):
        sheet.line(at(stage, x, 60).line("0,0 -6,250 4,560"), 24, inks.EARTH, taper=0.9)
    sheet.line(at(stage, 0, 110).line("-420,-8 0,8 420,-6"), 16, inks.CLAY, taper=1)
    for k, x in enumerate((-220, -72, 78, 222)):
        foods.dried_fish(
            sheet, at(stage, x, 170, 1.3, (-3, 2, -1, 4)[k]), colour=(inks.STRAW, inks.PETAL)[k % 2]
        )
    vessels.tray(sheet, at(stage, 0, 830, 1.12))
    foods.dried_fish(sheet, at(stage, -190, 760, 0.95, -84))
    foods.dried_fish(sheet, at(stage, -130, 860, 0.95, -78), colour=inks.PETAL)


@motif("green-tea", turns=(0, 4, 7, 3))
def green_tea(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, -230, 600),
        [(0, 0, -50, 250), (0, 0, 46, 230), (0, 0, -4, 290)],
        second=inks.MOSS,
        wide=66,
    )
    vessels.teapot(
        sheet,
        at(stage, 60, 790, 1.6),
        colour=(inks.INDIGO, inks.CLAY, inks.LOTUS, inks.LEAF)[variant],
        shade=(inks.NAVY, inks.EARTH, inks.WINE, inks.PINE)[variant],
    )
    vessels.cup(sheet, at(stage, -210, 880, 1.25), drink=inks.SPROUT)
    vessels.cup(sheet, at(stage, 230, 940, 1.25), drink=inks.SPROUT)


@motif("black-tea", turns=(1, 8, 2, 6))
def black_tea(sheet: Sheet, stage: Place, variant: int) -> None:
    vessels.teapot(
        sheet, at(stage, -70, 780, 1.55), colour=inks.EARTH, shade=inks.INK, mark=inks.CLAY
    )
    vessels.cup(sheet, at(stage, 200, 860, 1.5), drink=inks.CLAY, mark=inks.LOTUS)
    for x in (170, 220):
        sheet.line(at(stage, x, 700).line("0,0 -18,-50 14,-100 -8,-150"), 8, inks.PAPER, taper=0.1)
    foods.plate(sheet, at(stage, -120, 920, 0.85))
    sheet.cuts(
        [at(stage, -220 + 26 * (k % 8), 890 + 16 * (k // 8)).at for k in range(30)],
        24 - 12j,
        inks.INK,
        width=9,
    )


@motif("snow-tea", turns=(2, 0, 5, 7))
def snow_tea(sheet: Sheet, stage: Place, variant: int) -> None:
    trunk = at(stage, -250, 640)
    sheet.shape(
        trunk("-60,60! -30,-160 -70,-420 -30,-700! 40,-700! 30,-420 50,-160 70,60!"),
        inks.BARK,
        shade=inks.INK,
    )
    for x, y, turn in ((-30, -330, 60), (10, -480, 40), (-40, -520, -60), (20, -250, 80)):
        leaves.spray(
            sheet,
            trunk.inside(complex(x, y), turn=turn),
            [(0, 0, -40, 190), (0, 0, 0, 220), (0, 0, 40, 190)],
            second=inks.MOSS,
            wide=70,
        )
    crafts.basket(sheet, at(stage, 90, 800, 1.45), handle=False, inside=inks.LEAF)
    leaves.spray(
        sheet,
        at(stage, 90, 530),
        [
            (-130, 0, -50, 150),
            (-60, -6, -20, 170),
            (20, 0, 10, 170),
            (90, 0, 30, 160),
            (150, 6, 56, 140),
        ],
        second=inks.SPROUT,
        wide=56,
    )
    sheet.line(at(stage, 90, 510).line("-244,0 -120,36 120,36 244,0"), 9)
    vessels.cup(sheet, at(stage, -160, 930, 1.3), drink=inks.STRAW)
    vessels.cup(sheet, at(stage, 250, 950, 1.15), drink=inks.STRAW)


@motif("lotus-tea", turns=(4, 7, 0, 8))
def lotus_tea(sheet: Sheet, stage: Place, variant: int) -> None:
    sheet.line(at(stage, -140, 420).line("0,0 14,140 0,300"), 18, inks.MOSS, taper=0.9)
    seeds.lotus_flower(sheet, at(stage, -140, 440, 1.75, -8))
    vessels.teapot(
        sheet, at(stage, 150, 800, 1.2), colour=inks.PAPER, shade=inks.MIST, mark=inks.LOTUS
    )
    seeds.lotus_leaf(sheet, at(stage, -120, 900, 1.2))
    vessels.cup(sheet, at(stage, -130, 910, 1.35), drink=inks.STRAW)


@motif("golden-camellia", turns=(7, 9, 2, 0))
def golden_camellia(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.twig(sheet, at(stage, 0, 0).line("-230,-20 -130,120 0,240 140,330 200,440"), width=18)
    leaves.spray(
        sheet,
        at(stage, 0, 250),
        [
            (-120, -100, -30, 230),
            (-40, -20, 150, 230),
            (90, 40, 20, 250),
            (150, 110, 120, 230),
            (-90, -80, -100, 210),
        ],
        second=inks.MOSS,
        wide=80,
    )
    for x, y, r in ((-70, 240, 104), (110, 350, 124), (60, 130, 70)):
        garden.golden_camellia(sheet, at(stage, x, y), r=r)
    vessels.cup(sheet, at(stage, -140, 900, 1.7), drink=inks.RIPE)
    vessels.teapot(
        sheet, at(stage, 160, 880, 1.05), colour=inks.PAPER, shade=inks.MIST, mark=inks.RIPE
    )


@motif("artichoke", turns=(0, 1, 2, 8))
def artichoke(sheet: Sheet, stage: Place, variant: int) -> None:
    vegetables.artichoke(sheet, at(stage, -140, 440, 1.75, -8))
    vegetables.artichoke(sheet, at(stage, 170, 520, 1.4, 10))
    vessels.cup(sheet, at(stage, 60, 910, 1.6), drink=inks.CLAY)
    bottles.glass_jar(
        sheet, at(stage, -210, 930, 1.05), filling=inks.EARTH, shade=inks.INK, lid=inks.STRAW
    )


@motif("ginger-tea", turns=(3, 1, 2, 0))
def ginger_tea(sheet: Sheet, stage: Place, variant: int) -> None:
    for k in range(5):
        leaves.leaf(
            sheet,
            at(stage, -250 + 26 * k, 700, 1, -16 + 9 * k),
            colour=inks.MOSS if k % 2 else inks.LEAF,
            long=500,
            wide=36,
            veins=0,
        )
    vegetables.root(sheet, at(stage, 140, 630, 1.35, -8), colour=inks.STRAW, shade=inks.CLAY)
    crafts.glass(sheet, at(stage, -60, 870, 1.45), drink=inks.RIPE, straw=False)
    orchard.cut_citrus(
        sheet,
        at(stage, 180, 850, 1.15),
        rind=inks.MOSS,
        pith=inks.PAPER,
        flesh=inks.SPROUT,
        line=inks.MOSS,
    )
    vegetables.cut_root(sheet, at(stage, 40, 930, 1.3), colour=inks.STRAW)
    vegetables.cut_root(sheet, at(stage, -230, 920, 1.3), colour=inks.STRAW)


@motif("herb-tea", turns=(1, 7, 2, 3))
def herb_tea(sheet: Sheet, stage: Place, variant: int) -> None:
    garden.daisies(
        sheet,
        at(stage, -150, 660, 1.25, -6),
        colour=(inks.PAPER, inks.STRAW)[variant % 2],
        heart=(inks.RIPE, inks.CLAY)[variant % 2],
    )
    vessels.teapot(
        sheet, at(stage, 140, 790, 1.25), colour=inks.CLAY, shade=inks.EARTH, mark=inks.STRAW
    )
    vessels.cup(sheet, at(stage, -140, 910, 1.5), drink=inks.RIPE)
    for x, y, turn in ((40, 900, 60), (110, 930, 100), (220, 900, 40)):
        leaves.leaf(
            sheet, at(stage, x, y, 1, turn), long=100, wide=44, colour=inks.MOSS, vein=inks.LEAF
        )


@motif("cordyceps", turns=(5, 1, 2, 6))
def cordyceps(sheet: Sheet, stage: Place, variant: int) -> None:
    bottles.glass_jar(
        sheet, at(stage, -130, 840, 1.9), filling=inks.HAZE, shade=inks.MIST, lid=inks.EARTH
    )
    for k in range(15):
        x = -250 + 17 * k
        tall = 180 + (k * 53) % 80
        sheet.line(
            at(stage, x, 800).line(f"0,0 {8 - k % 5 * 4},{-tall * 0.5} {(k % 3) * 9 - 8},{-tall}"),
            13,
            inks.CLAY if k % 3 == 0 else inks.RIPE,
            taper=0.6,
        )
    for size, x, y in ((1.5, 170, 700), (1.0, 60, 640)):
        cap = at(stage, x, y, size)
        sheet.line(cap.line("10,20 4,70 16,130"), 26, inks.EARTH, taper=0.9)
        fan = cap("-96,20! -84,-50 -20,-90 60,-80 104,-20 96,24! 40,36 -40,36")
        sheet.body(fan, inks.CLAY, inks.EARTH)
        for data in ("-70,10 -54,-36 0,-60 52,-48 76,12", "-44,16 -30,-12 4,-30 36,-20 48,16"):
            sheet.line(cap.line(data), 6, inks.STRAW, taper=0.4)
        sheet.contour(fan, 7.5)
    vessels.cup(sheet, at(stage, 200, 940, 1.25), drink=inks.RIPE)


@motif("coffee", turns=(1, 4, 0, 6))
def coffee(sheet: Sheet, stage: Place, variant: int) -> None:
    seeds.coffee_branch(
        sheet,
        at(stage, 0, 40).line("-440,30 -260,110 -60,150 150,210 320,330 420,470"),
        knots=(8, 17, 26),
    )
    crafts.phin(sheet, at(stage, -140, 900, 1.3))
    vessels.bowl(sheet, at(stage, 170, 950, 1.1))
    for k in range(12):
        seeds.bean(
            sheet,
            at(stage, 80 + 36 * (k % 6), 806 + 22 * (k // 6), 1.0, k * 41),
            colour=inks.EARTH if k % 3 else inks.CLAY,
        )
    for x, y, turn in ((-10, 930, 20), (300, 870, 60), (30, 880, -30)):
        seeds.bean(sheet, at(stage, x, y, 1.0, turn))


@motif("cocoa", turns=(7, 1, 2, 3))
def cocoa(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.twig(sheet, at(stage, 0, 0).line("230,-20 120,60 10,110 -60,110"), width=20)
    seeds.cocoa_pod(sheet, at(stage, -120, 130, 1.35, 8))
    seeds.cocoa_pod(sheet, at(stage, 90, 130, 1.5, -6), colour=inks.LOTUS, shade=inks.WINE)
    leaves.hanging(sheet, at(stage, 0, 110, 0.95))
    seeds.cocoa_half(sheet, at(stage, -130, 850, 1.2, -6))
    vessels.bowl(sheet, at(stage, 190, 950, 1.15))
    foods.heap(
        sheet,
        at(stage, 190, 824, 1.1),
        colour=inks.EARTH,
        shade=inks.INK,
        grain=inks.CLAY,
        rx=120,
        tall=84,
    )


@motif("rice-spirit", turns=(6, 1, 2, 0))
def rice_spirit(sheet: Sheet, stage: Place, variant: int) -> None:
    seeds.rice_ears(sheet, at(stage, 230, 700, 1.05, 8), number=4)
    vessels.jar(
        sheet,
        at(stage, -110, 800, 1.45),
        lid=(inks.LOTUS, inks.INDIGO, inks.LEAF, inks.LOTUS)[variant],
        colour=inks.EARTH,
        shade=inks.INK,
        band=inks.CLAY,
    )
    bottles.bottle(
        sheet,
        at(stage, 140, 860, 1.05),
        drink=inks.HAZE,
        shade=inks.MIST,
        cap=inks.LOTUS,
        level=0.85,
    )
    for x, y in ((-230, 900), (-120, 940), (270, 930)):
        vessels.cup(sheet, at(stage, x, y, 0.8), drink=inks.PAPER)


@motif("corn-spirit", turns=(0, 7, 2, 1))
def corn_spirit(sheet: Sheet, stage: Place, variant: int) -> None:
    vegetables.corn(sheet, at(stage, -220, 640, 1.3, -16))
    vegetables.corn(sheet, at(stage, -120, 660, 1.2, 8))
    crafts.gourd(sheet, at(stage, 110, 800, 1.6))
    bowl = at(stage, -150, 930, 1.1)
    vessels.bowl(sheet, bowl, inside=inks.HAZE)
    vessels.bowl(sheet, at(stage, 200, 960, 0.8), inside=inks.HAZE)


@motif("straw-jar", turns=(4, 1, 0, 3))
def straw_jar(sheet: Sheet, stage: Place, variant: int) -> None:
    for x, bend in ((-70, -190), (0, 60), (60, 230)):
        sheet.line(
            at(stage, x * 0.6, 480).line(f"0,0 {bend * 0.2},-220 {bend},-380"),
            17,
            inks.STRAW,
            taper=0.9,
        )
        sheet.line(at(stage, x * 0.6 + 8, 480).line(f"0,0 {bend * 0.2},-220 {bend},-380"), 5.5)
    leaves.spray(
        sheet,
        at(stage, 0, 470),
        [(-40, 0, -60, 150), (30, 0, 56, 150), (0, 0, -8, 130)],
        second=inks.MOSS,
        wide=60,
    )
    vessels.jar(sheet, at(stage, 0, 870, 1.6), colour=inks.CLAY, shade=inks.EARTH)
    vessels.bowl(sheet, at(stage, 270, 950, 0.75))


@motif("root-wine", turns=(2, 1, 8, 7))
def root_wine(sheet: Sheet, stage: Place, variant: int) -> None:
    bottles.glass_jar(
        sheet, at(stage, -30, 840, 2.3), filling=inks.RIPE, shade=inks.CLAY, lid=inks.LOTUS
    )
    for x, y, turn, size in ((-110, 620, 70, 0.95), (60, 700, -80, 1.0), (-40, 760, 20, 0.9)):
        vegetables.root(sheet, at(stage, x, y, size, turn), colour=inks.STRAW, shade=inks.CLAY)
    for x, y in ((230, 900), (310, 850)):
        vessels.cup(sheet, at(stage, x, y, 0.85), drink=inks.RIPE)
    leaves.spray(
        sheet, at(stage, 230, 640), [(0, 0, -30, 200), (0, 0, 30, 190)], second=inks.MOSS, wide=80
    )


@motif("fruit-wine", turns=(3, 8, 2, 6))
def fruit_wine(sheet: Sheet, stage: Place, variant: int) -> None:
    bottles.bottle(
        sheet,
        at(stage, -150, 830, 1.5),
        drink=(inks.RIPE, inks.LOTUS, inks.WINE, inks.CLAY)[variant],
        shade=inks.WINE,
        cap=inks.INK,
        mark=inks.LOTUS,
        level=0.9,
    )
    bottles.glass_jar(
        sheet, at(stage, 130, 760, 1.35), filling=inks.RIPE, shade=inks.CLAY, lid=inks.LEAF
    )
    for x, y in ((70, 640), (140, 660), (200, 630), (90, 710), (170, 716)):
        orchard.ball(sheet, at(stage, x, y), colour=inks.MOSS, shade=inks.LEAF, r=36, specks=10)
    for x, y in ((30, 880), (120, 920), (220, 880)):
        orchard.plum(
            sheet,
            at(stage, x, y, 0.8),
            colour=(inks.RIPE, inks.LOTUS)[variant % 2],
            shade=(inks.CLAY, inks.WINE)[variant % 2],
        )


@motif("spring-water", turns=(2, 7, 5, 0))
def spring_water(sheet: Sheet, stage: Place, variant: int) -> None:
    fall = at(stage, 210, 0)
    sheet.shape(
        fall("-150,300! -110,120 -40,60 60,40 200,-10! 220,640! -130,640! -170,460"),
        inks.BARK,
        shade=inks.INK,
    )
    sheet.fill(fall("-70,70! 30,50! 20,300 50,640! -110,640! -60,300"), inks.PAPER)
    for x in (-56, -30, -6):
        sheet.line(fall.line(f"{x},90 {x + 10},300 {x - 10},630"), 8, inks.MIST, taper=0.4)
    for x, size in ((-220, 1.15), (-40, 1.45)):
        bottles.bottle(
            sheet,
            at(stage, x, 870, size),
            drink=inks.HAZE,
            shade=inks.MIST,
            cap=inks.INDIGO,
            mark=inks.INDIGO,
            level=1.0,
        )
    crafts.glass(sheet, at(stage, 190, 940, 1.0), drink=inks.HAZE, shade=inks.MIST, straw=False)


@motif("juice", turns=(0, 1, 7, 6))
def juice(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.glass(
        sheet,
        at(stage, -120, 860, 1.7),
        drink=(inks.RIPE, inks.LOTUS, inks.CLAY, inks.LOTUS)[variant],
        shade=inks.CLAY,
    )
    orchard.citrus(sheet, at(stage, 160, 640, 1.4))
    orchard.cut_citrus(sheet, at(stage, 170, 850, 1.35), flesh=(inks.RIPE, inks.BLUSH)[variant % 2])
    tropical.passion_fruit(sheet, at(stage, 20, 930, 0.9))
