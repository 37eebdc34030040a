"""Medicine, oils, crafts, cloth, flowers, creatures, houses."""

from .. import inks
from ..curves import ellipse
from ..parts import bottles, crafts, foods, garden, leaves, orchard, seeds, vegetables, vessels
from ..place import Place
from ..sheet import Sheet
from .base import at, motif


@motif("medicine", turns=(3, 7, 0, 8))
def medicine(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, -180, 600),
        [(0, 0, -46, 240), (0, 0, 0, 290), (0, 0, 44, 230)],
        second=inks.MOSS,
        wide=96,
    )
    crafts.gourd(sheet, at(stage, 190, 720, 1.35))
    crafts.mortar(sheet, at(stage, -60, 860, 1.4))
    leaves.spray(
        sheet,
        at(stage, -70, 620),
        [(-60, 0, -40, 110), (20, 0, 20, 120)],
        second=inks.MOSS,
        wide=60,
    )
    vegetables.root(sheet, at(stage, 200, 900, 0.95, 8), colour=inks.STRAW)


@motif("antler", turns=(4, 7, 2, 0))
def antler(sheet: Sheet, stage: Place, variant: int) -> None:
    for side in (-1, 1):
        horn = Place(at(stage, side * 30, 600).at, 1.0, 0, side < 0)
        shape = horn(
            "0,0! 40,-120 120,-230 130,-340 110,-440 150,-470 180,-400 190,-330 260,-430 300,-420 270,-320 "
            "200,-230 150,-140 80,-60 60,20!"
        )
        sheet.body(shape, inks.CLAY, inks.EARTH)
        sheet.specks(shape, inks.EARTH, number=200, size=5)
        for data in ("40,-90 100,-200 140,-300", "160,-200 210,-280 250,-370"):
            sheet.line(horn.line(data), 7, inks.STRAW, taper=0.2)
        sheet.contour(shape, 8)
    bottles.glass_jar(sheet, at(stage, -160, 890, 1.25), filling=inks.RIPE, lid=inks.LOTUS)
    foods.plate(sheet, at(stage, 140, 890, 1.0))
    for k in range(5):
        piece = at(stage, 40 + 50 * k, 870 - (k % 2) * 16)
        sheet.shape(piece.oval(32, 22), inks.PETAL, width=6)
        sheet.contour(piece.oval(20, 13), 5, inks.LOTUS, gaps=2)


@motif("essential-oil", turns=(7, 1, 2, 6))
def essential_oil(sheet: Sheet, stage: Place, variant: int) -> None:
    for k in range(7):
        leaves.leaf(
            sheet,
            at(stage, -260 + 22 * k, 690, 1, -22 + 8 * k),
            colour=inks.MOSS if k % 2 else inks.LEAF,
            long=500 - 20 * (k % 3),
            wide=38,
            veins=0,
        )
    crafts.flask(sheet, at(stage, 110, 800, 1.75), drink=inks.RIPE)
    crafts.flask(sheet, at(stage, -140, 880, 1.25), drink=inks.CLAY, shade=inks.EARTH, cap=inks.INK)
    for x, y, turn in ((30, 910, 60), (240, 900, 20), (190, 940, 100)):
        leaves.leaf(
            sheet, at(stage, x, y, 1, turn), long=110, wide=50, colour=inks.MOSS, vein=inks.LEAF
        )


@motif("star-anise", turns=(9, 1, 2, 3))
def star_anise(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, -200, 420),
        [(0, 0, -30, 230), (0, 0, 24, 240), (0, 0, 76, 200)],
        second=inks.MOSS,
        wide=80,
    )
    seeds.star_anise(sheet, at(stage, -90, 600, 1.8, 10))
    vessels.tray(sheet, at(stage, 20, 860, 1.15))
    for x, y, size, turn in (
        (-170, 800, 1.1, 8),
        (-10, 830, 1.2, 30),
        (150, 800, 1.15, 15),
        (80, 900, 1.0, 40),
        (-90, 900, 0.95, 0),
    ):
        seeds.star_anise(sheet, at(stage, x, y, size, turn))
    crafts.flask(sheet, at(stage, 220, 720, 1.15), drink=inks.RIPE)


@motif("cinnamon", turns=(0, 1, 7, 3))
def cinnamon(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.spray(
        sheet,
        at(stage, 60, 430),
        [(0, 0, -60, 250), (0, 0, -16, 300), (0, 0, 34, 280), (0, 0, 80, 230)],
        second=inks.MOSS,
        wide=90,
    )
    seeds.cinnamon(sheet, at(stage, -10, 700, 1.75, -8), number=5)
    seeds.cinnamon(sheet, at(stage, -120, 900, 1.0, 6), number=3)
    crafts.flask(sheet, at(stage, 200, 930, 1.1), drink=inks.CLAY, shade=inks.EARTH)


@motif("incense", turns=(8, 1, 2, 3))
def incense(sheet: Sheet, stage: Place, variant: int) -> None:
    for k in range(9):
        x = -100 + 25 * k
        sheet.line(
            at(stage, x * 0.4, 720).line(f"0,0 {x * 0.4},-240 {x},-440"),
            9,
            inks.LOTUS if k % 2 else inks.CLAY,
            taper=0.7,
        )
        sheet.fill(at(stage, x * 1.4, 278).oval(7, 9), inks.RIPE)
    for x in (-40, 60):
        sheet.line(
            at(stage, x, 250).line("0,0 40,-70 -30,-130 20,-200 -10,-260"), 9, inks.PAPER, taper=0.1
        )
    pot = at(stage, 0, 900, 1.4)
    body = pot("-120,-150! -150,-80 -110,-16 -90,0! 90,0! 110,-16 150,-80 120,-150! 0,-128")
    sheet.shape(body, inks.INDIGO, shade=inks.NAVY)
    for k in range(5):
        sheet.fill(
            pot.inside(complex(-90 + 45 * k, -74))("0,-22! 18,0! 0,22! -18,0!"), inks.HAZE, slip=0.2
        )
    sheet.shape(pot.oval(122, 28, -150j), inks.STRAW)
    for x, y, turn in ((-250, 900, 20), (230, 920, -16), (270, 860, 10)):
        sheet.shape(
            at(stage, x, y, 1, turn)("-60,-16! 50,-22! 64,0 50,20! -60,18!"),
            inks.EARTH,
            shade=inks.INK,
            width=6,
        )


@motif("cosmetics", turns=(1, 7, 2, 8))
def cosmetics(sheet: Sheet, stage: Place, variant: int) -> None:
    for turn, x in ((-30, -180), (-6, -190), (20, -200)):
        pod = at(stage, x, 640, 1, turn)
        sheet.shape(
            pod("0,0! -36,-60 -30,-130 -46,-200 -26,-280 0,-330! 22,-270 8,-200 26,-130 18,-60"),
            inks.EARTH,
            shade=inks.INK,
        )
        for y in (-60, -130, -200, -260):
            sheet.line(pod.line(f"-24,{y} -6,{y + 12} 12,{y}"), 5, inks.CLAY)
    bottles.bottle(
        sheet,
        at(stage, 90, 840, 1.45),
        drink=inks.LEAF,
        shade=inks.PINE,
        cap=inks.STRAW,
        mark=inks.LEAF,
        level=1.0,
    )
    crafts.flask(sheet, at(stage, 280, 860, 1.0), drink=inks.BLUSH, shade=inks.LOTUS)
    crafts.comb(sheet, at(stage, -140, 840, 1.0, -12))
    for x, y in ((-20, 930), (60, 940), (-270, 930)):
        garden.blossom(sheet, at(stage, x, y, 1.0), colour=inks.PAPER, heart=inks.RIPE)


@motif("ceramics", turns=(0, 8, 2, 3))
def ceramics(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.vase(sheet, at(stage, -140, 810, 1.5))
    crafts.vase(
        sheet,
        at(stage, 170, 740, 1.05),
        colour=(inks.SPROUT, inks.PAPER)[variant % 2],
        shade=(inks.MOSS, inks.MIST)[variant % 2],
        mark=(inks.LEAF, inks.LOTUS)[variant % 2],
    )
    vessels.bowl(sheet, at(stage, 140, 950, 1.25))
    vessels.cup(sheet, at(stage, -90, 940, 1.05), drink=inks.SPROUT)


@motif("baskets", turns=(6, 4, 2, 0))
def baskets(sheet: Sheet, stage: Place, variant: int) -> None:
    for x, tall in ((-310, 600), (-250, 480), (300, 560)):
        sheet.line(
            at(stage, x, 660).line(f"0,0 8,{-tall * 0.5} {20 if x < 0 else -20},{-tall}"),
            15,
            inks.MOSS,
            taper=0.7,
        )
        leaves.leaf(
            sheet,
            at(stage, x, 660 - tall * 0.5, 1, 50 if x < 0 else -50),
            long=170,
            wide=36,
            veins=0,
        )
    crafts.basket(sheet, at(stage, 80, 720, 1.35), tall=240)
    crafts.basket(
        sheet,
        at(stage, -140, 900, 1.25),
        colour=inks.RIPE,
        shade=inks.EARTH,
        tall=170,
        handle=False,
    )
    crafts.basket(
        sheet,
        at(stage, 180, 950, 0.85),
        colour=inks.BLUSH,
        shade=inks.LOTUS,
        tall=150,
        handle=False,
    )


@motif("lanterns", turns=(5, 9, 5, 9), edge=760)
def lanterns(sheet: Sheet, stage: Place, variant: int) -> None:
    sheet.line(at(stage, 0, 60).line("-420,-40 -100,30 160,10 420,-50"), 7)
    for x, y, size, colour, shade in (
        (-210, 70, 1.25, inks.RIPE, inks.CLAY),
        (180, 60, 1.15, inks.LOTUS, inks.WINE),
        (-20, 80, 1.6, inks.LOTUS, inks.WINE),
        (270, 300, 0.95, inks.CLAY, inks.EARTH),
        (-280, 420, 0.9, inks.LOTUS, inks.WINE),
    ):
        sheet.line([at(stage, x, y).at, at(stage, x, y - 120).at], 5)
        crafts.lantern(sheet, at(stage, x, y, size), colour=colour, shade=shade)
    crafts.lantern(sheet, at(stage, 110, 560, 1.25), colour=inks.RIPE, shade=inks.CLAY)
    crafts.lantern(sheet, at(stage, -130, 640, 1.05), colour=inks.MOSS, shade=inks.LEAF)


@motif("pearls", turns=(2, 1, 8, 0))
def pearls(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.shell_with_pearls(sheet, at(stage, 0, 620, 1.7, -4))
    crafts.necklace(
        sheet, at(stage, 20, 870, 1.4), bead=inks.PAPER, stone=(inks.BLUSH, inks.MIST)[variant % 2]
    )


@motif("mat", turns=(7, 1, 2, 3))
def mat(sheet: Sheet, stage: Place, variant: int) -> None:
    for k in range(9):
        sheet.line(
            at(stage, -320 + 22 * k, 640).line(f"0,0 4,-240 {(k - 4) * 12},-{440 - (k % 3) * 50}"),
            8,
            inks.MOSS if k % 2 else inks.LEAF,
            taper=0.3,
        )
    crafts.mat_roll(
        sheet,
        at(stage, 30, 690, 1.35),
        mark=(inks.LOTUS, inks.INDIGO, inks.LOTUS, inks.CLAY)[variant],
    )
    crafts.basket(sheet, at(stage, 210, 620, 0.9), handle=True)


@motif("wood", turns=(0, 7, 2, 8))
def wood(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.ladle_set(sheet, at(stage, -130, 770, 1.45))
    crafts.comb(sheet, at(stage, 150, 850, 1.1, 8))
    block = at(stage, 190, 640)
    sheet.shape(block.oval(128, 60, 60j), inks.EARTH)
    sheet.shape(block("-128,-60! -128,60! 0,120 128,60! 128,-60!"), inks.CLAY, shade=inks.EARTH)
    sheet.shape(block.oval(128, 56, -60j), inks.STRAW)
    for r in (96, 64, 34):
        sheet.contour(block.all(ellipse(r, r * 0.42, at=-60j)), 5, inks.CLAY, gaps=2)


@motif("broom", turns=(8, 4, 2, 6))
def broom(sheet: Sheet, stage: Place, variant: int) -> None:
    crafts.broom(sheet, at(stage, -120, 880, 1.5, -8))
    crafts.broom(sheet, at(stage, 140, 900, 1.25, 10))
    crafts.basket(sheet, at(stage, 250, 960, 0.8), handle=False)


@motif("jewellery", turns=(5, 1, 2, 9))
def jewellery(sheet: Sheet, stage: Place, variant: int) -> None:
    box = at(stage, 0, 780)
    sheet.shape(box("-240,-60! -190,-330! 190,-340! 240,-66!"), inks.WINE, shade=inks.INK)
    sheet.contour(box("-196,-80! -160,-296! 160,-304! 196,-84!"), 5, inks.STRAW)
    for turn in (0, 72, 144, 216, 288):
        sheet.fill(
            box.inside(-190j, turn=turn, scale=1.4)("0,-6! -16,-30 0,-54! 16,-30"),
            inks.STRAW,
            slip=0.3,
        )
    sheet.shape(box("-240,-60! 240,-66! 236,70! -236,76!"), inks.LOTUS, shade=inks.WINE)
    sheet.shape(box("-216,-54! 216,-60! 196,0 0,20 -196,6"), inks.INK)
    crafts.necklace(
        sheet, at(stage, 0, 750, 1.05), bead=(inks.EARTH, inks.MIST)[variant % 2], stone=inks.RIPE
    )
    crafts.necklace(sheet, at(stage, 10, 910, 1.15), bead=inks.PAPER, stone=inks.LOTUS)


@motif("silk", turns=(7, 1, 2, 3))
def silk(sheet: Sheet, stage: Place, variant: int) -> None:
    colour, shade, light = (
        (inks.LOTUS, inks.WINE, inks.BLUSH),
        (inks.LEAF, inks.PINE, inks.SPROUT),
        (inks.RIPE, inks.CLAY, inks.STRAW),
        (inks.INDIGO, inks.NAVY, inks.MIST),
    )[variant]
    crafts.silk(sheet, at(stage, -30, 120, 1.15), colour=colour, shade=shade, light=light)
    vessels.tray(sheet, at(stage, 60, 900, 0.9))
    crafts.cocoons(sheet, at(stage, 80, 870, 1.15))
    leaves.spray(
        sheet, at(stage, 250, 830), [(0, 0, 10, 190), (0, 0, 56, 160)], second=inks.MOSS, wide=110
    )


@motif("brocade", turns=(0, 6, 2, 7))
def brocade(sheet: Sheet, stage: Place, variant: int) -> None:
    colours = (
        (inks.INDIGO, inks.LOTUS, inks.SHELL, inks.INDIGO, inks.CLAY),
        (inks.LOTUS, inks.SHELL, inks.LEAF, inks.RIPE, inks.INDIGO),
    )[variant % 2]
    crafts.folded_cloth(sheet, at(stage, 0, 860, 1.45), colours=colours)
    spindle = at(stage, -190, 340, 1.0, -10)
    sheet.line(spindle.line("0,-150 0,150"), 14, inks.EARTH, taper=0.8)
    sheet.shape(spindle("-60,-60! 60,-60! 74,0 60,60! -60,60! -74,0"), inks.LOTUS, shade=inks.WINE)
    for y in (-40, -20, 0, 20, 40):
        sheet.line(spindle.line(f"-66,{y} 0,{y + 9} 66,{y}"), 4.5, inks.BLUSH)


@motif("orchid", turns=(2, 7, 0, 4))
def orchid(sheet: Sheet, stage: Place, variant: int) -> None:
    garden.orchid_pot(
        sheet,
        at(stage, 0, 900, 1.2),
        colour=(inks.PETAL, inks.PAPER, inks.BLUSH, inks.STRAW)[variant],
        pot=(inks.CLAY, inks.INDIGO, inks.CLAY, inks.LEAF)[variant],
    )


@motif("flowers", turns=(5, 1, 2, 8))
def flowers(sheet: Sheet, stage: Place, variant: int) -> None:
    garden.daisies(
        sheet,
        at(stage, -90, 640, 1.3, -8),
        colour=(inks.STRAW, inks.PAPER, inks.RIPE, inks.PAPER)[variant],
        heart=inks.CLAY,
    )
    for x, y, size in ((60, 300, 1.15), (170, 420, 1.3), (40, 470, 1.0)):
        sheet.line([at(stage, x, y).at, at(stage, 30, 640).at], 9, inks.MOSS)
        seeds.lotus_flower(sheet, at(stage, x, y + 60, 0.72 * size, x * 0.08))
    crafts.vase(sheet, at(stage, 0, 940, 0.98), tall=0.82)


@motif("apricot-bonsai", turns=(8, 1, 7, 6))
def apricot_bonsai(sheet: Sheet, stage: Place, variant: int) -> None:
    garden.bonsai_pot(sheet, at(stage, 0, 910, 1.4))
    garden.blossom_branch(sheet, at(stage, -20, 780, 1.28), colour=inks.RIPE, heart=inks.CLAY)


@motif("bonsai", turns=(1, 6, 2, 8))
def bonsai(sheet: Sheet, stage: Place, variant: int) -> None:
    garden.bonsai(sheet, at(stage, -10, 910, 1.4), flowers=inks.PAPER if variant % 2 else None)


@motif("goldfish", turns=(8, 1, 2, 3))
def goldfish(sheet: Sheet, stage: Place, variant: int) -> None:
    garden.fish_bowl(sheet, at(stage, 0, 850, 1.5))


@motif("songbird", turns=(7, 1, 2, 6), edge=720)
def songbird(sheet: Sheet, stage: Place, variant: int) -> None:
    leaves.twig(sheet, at(stage, 0, 0).line("430,20 200,90 0,100 -220,160 -430,130"), width=20)
    leaves.spray(
        sheet,
        at(stage, -200, 150),
        [(0, 0, -50, 200), (0, 0, 20, 180), (0, 0, 130, 190)],
        second=inks.MOSS,
        wide=70,
    )
    leaves.spray(
        sheet, at(stage, 250, 80), [(0, 0, 60, 170), (0, 0, 140, 200)], second=inks.MOSS, wide=70
    )
    garden.cage(sheet, at(stage, 0, 130, 1.4))


@motif("stilt-house", turns=(0, 4, 2, 3), edge=700)
def stilt_house(sheet: Sheet, stage: Place, variant: int) -> None:
    sheet.fill(
        at(stage, 0, 0)("-420,720! -200,660 100,690 420,640! 420,1020! -420,1020!"), inks.MOSS
    )
    sheet.fill(
        at(stage, 0, 0)("-60,1020! -20,900 -120,820 -60,740! 0,742! -40,820 90,900 120,1020!"),
        inks.STRAW,
    )
    leaves.spray(
        sheet,
        at(stage, 270, 700),
        [(0, 0, -20, 330), (0, 0, 16, 370), (0, 0, 50, 300)],
        second=inks.LEAF,
        wide=110,
    )
    garden.stilt_house(sheet, at(stage, -20, 760, 1.3))
    for x, y in ((-330, 820), (-280, 900), (250, 860), (310, 930), (190, 960), (-180, 960)):
        leaves.spray(
            sheet,
            at(stage, x, y),
            [(0, 0, -40, 80), (0, 0, 0, 100), (0, 0, 40, 80)],
            wide=34,
            veins=0,
        )
        garden.blossom(
            sheet, at(stage, x + 26, y - 20, 0.5), colour=inks.BLUSH, heart=inks.LOTUS, width=4
        )


@motif("river-garden", turns=(7, 1, 2, 4), edge=800)
def river_garden(sheet: Sheet, stage: Place, variant: int) -> None:
    water = at(stage, 0, 0)("-420,700! 0,680 420,700! 420,1020! -420,1020!")
    sheet.fill(water, inks.MIST)
    sheet.cuts(
        [at(stage, -360 + (k * 173) % 700, 740 + (k * 37) % 240).at for k in range(22)],
        80 + 2j,
        inks.PAPER,
        width=7,
    )
    garden.stilt_house(sheet, at(stage, -70, 760, 1.05), roof=inks.CLAY)
    for turn in (-80, -48, -16, 18, 50, 82):
        leaves.leaf(
            sheet,
            at(stage, 250, 260, 1, turn),
            long=260,
            wide=60,
            veins=9,
            colour=inks.LEAF if turn % 4 else inks.MOSS,
        )
    sheet.line(at(stage, 250, 260).line("0,0 20,220 -6,470"), 26, inks.EARTH, taper=0.9)
    boat = at(stage, 110, 900)
    sheet.shape(boat("-250,-50! -120,0 120,0 260,-56! 180,50 -170,54"), inks.EARTH, shade=inks.INK)
    for x, y in ((-90, -10), (-30, -26), (40, -14), (96, -16)):
        orchard.citrus(sheet, boat.inside(complex(x, y - 20), scale=0.42), with_leaf=False)
    sheet.line(boat.line("-250,-44 -120,8 120,8 260,-50"), 8)
