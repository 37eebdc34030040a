"""Landscapes of the centre and the highlands."""

from .. import inks
from ..sheet import Sheet
from . import features as f
from .base import landscape


@landscape("thanh-hoa", focus=0.5)
def thanh_hoa(sheet: Sheet) -> None:
    """The bridge over the river between its hills, sedge fields, the sea."""
    f.sky(sheet, inks.PETAL, inks.PAPER, 1560, 180)
    f.ridge(sheet, 480, 240, inks.BLUSH, inks.PETAL, teeth=8)
    f.karst(sheet, 240, 560, 520, 300, inks.CLAY, inks.EARTH)
    f.karst(sheet, 1900, 560, 460, 260, inks.CLAY, inks.EARTH)
    f.water(sheet, 540, inks.HAZE, inks.PAPER)
    f.bridge(sheet, 420, 530, 1300, 3, colour=inks.INDIGO)
    f.sampan(sheet, 1080, 690, 1.0)
    f.band(sheet, "-60,760 400,720 800,800 1300,840 1800,760 2160,740", inks.MOSS)
    for k in range(44):
        x = -20 + 50 * k
        sheet.line(
            [
                complex(x, 920),
                complex(x + 6, 820),
                complex(x + 26 - (k % 3) * 20, 720 - (k * 37) % 70),
            ],
            8,
            inks.LEAF if k % 2 else inks.SPROUT,
            taper=0.2,
        )


@landscape("nghe-an", focus=0.5)
def nghe_an(sheet: Sheet) -> None:
    """The lotus village by the river, the western ranges."""
    f.sky(sheet, inks.HAZE, inks.LOTUS, 1500, 200)
    f.ridge(sheet, 470, 280, inks.MIST, inks.HAZE, teeth=8)
    f.band(sheet, "-60,520 400,470 900,500 1400,460 2160,510", inks.MOSS)
    for x in (420, 700, 1240):
        f.house(sheet, x, 600, 1.2, wall=inks.STRAW, roof=inks.EARTH)
    f.bamboo(sheet, 180, 640, 340)
    f.bamboo(sheet, 1700, 640, 360)
    f.palm(sheet, 1000, 610, 330, lean=-0.06)
    f.water(sheet, 640, inks.HAZE, inks.PAPER)
    f.lotuses(sheet, 650, 34, seed=3)


@landscape("ha-tinh", focus=0.5)
def ha_tinh(sheet: Sheet) -> None:
    """The Hồng ridge, pomelo gardens, a blue river mouth."""
    f.sky(sheet, inks.SHELL, inks.RIPE, 560, 180, 95)
    f.ridge(sheet, 500, 320, inks.INDIGO, inks.MIST, teeth=11, line=True)
    f.water(sheet, 490, inks.MIST, inks.PAPER, bottom=640, number=18)
    f.fishing_boat(sheet, 1240, 590, 0.8)
    f.fishing_boat(sheet, 780, 570, 0.55, hull=inks.LEAF)
    f.band(sheet, "-60,640 400,600 900,660 1400,680 1900,620 2160,650", inks.SPROUT)
    for x, y, t in ((210, 900, 560), (640, 940, 400), (1480, 930, 420), (1880, 910, 600)):
        f.tree(sheet, x, y, t)
        for k in range(8):
            at = complex(
                x + (k * 0.618 % 1 - 0.5) * t * 0.75, y - t * (0.42 + 0.36 * (k * 0.7548 % 1))
            )
            sheet.shape(f.Place(at).oval(30, 31), inks.STRAW, shade=inks.RIPE, width=5)


@landscape("quang-tri", focus=0.45)
def quang_tri(sheet: Sheet) -> None:
    """A river coming out of the great cave; white dunes and the sea."""
    f.sky(sheet, inks.HAZE, inks.PAPER, 1780, 170)
    f.karst(sheet, 300, 620, 860, 520, inks.MOSS, inks.LEAF)
    f.karst(sheet, 900, 620, 700, 590, inks.BARK, inks.INK)
    f.water(sheet, 430, inks.MIST, inks.PAPER, bottom=640, number=12)
    f.karst(sheet, 860, 640, 860, 560, inks.BARK, inks.INK)
    sheet.shape(
        f.hand("640,640! 660,520 760,440 900,420 1030,480 1070,640! 860,650"), inks.INK, width=7
    )
    # Light falls through the far end; stone hangs from the roof, the river comes out below.
    sheet.fill(f.hand("770,560! 800,500 868,470 930,506 956,560!"), inks.MIST, rough=2)
    for x, y, long in (
        (690, 500, 0.7),
        (742, 458, 1.1),
        (800, 436, 0.8),
        (856, 426, 1.5),
        (914, 428, 0.9),
        (968, 452, 1.25),
        (1016, 490, 0.75),
    ):
        stone = f.Place(complex(x, y), long)("-17,-24! 17,-24! 9,16 2,64! -8,18")
        sheet.shape(stone, inks.BARK, width=4)
    sheet.fill(f.hand("700,650! 772,566 954,560 1030,650!"), inks.MOSS, rough=2)
    sheet.cuts(
        [complex(786 + 33 * k, 584 + (k % 3) * 19) for k in range(6)], 58 + 2j, inks.PAPER, width=6
    )
    f.water(sheet, 630, inks.MOSS, inks.SPROUT)
    f.sampan(sheet, 980, 730, 0.9)
    f.dune(sheet, "1240,930 1340,700 1520,620 1700,680 1880,600 2160,560", inks.STRAW, inks.RIPE)
    f.dune(sheet, "1100,930 1400,800 1700,840 2160,740", inks.SHELL, inks.STRAW)


@landscape("hue", focus=0.5)
def hue(sheet: Sheet) -> None:
    """The citadel's gate on the Perfume River."""
    f.sky(sheet, inks.BLUSH, inks.PAPER, 1640, 190)
    f.ridge(sheet, 460, 190, inks.MIST, inks.BLUSH, sharp=False, teeth=7)
    for x, t in ((180, 250), (420, 210), (1650, 230), (1900, 270)):
        f.tree(sheet, x, 560, t)
    sheet.shape(f.hand("-60,560! -60,470! 2160,470! 2160,560!"), inks.STRAW, width=6)
    f.citadel(sheet, 1050, 560, 0.95)
    f.band(sheet, "-60,570 600,556 1300,566 2160,560", inks.MOSS)
    f.water(sheet, 630, inks.MIST, inks.PAPER)
    f.sampan(sheet, 560, 740, 1.0)
    f.sampan(sheet, 1500, 830, 1.2, flip=True)
    f.lotuses(sheet, 760, 12, seed=2)


@landscape("da-nang", focus=0.5)
def da_nang(sheet: Sheet) -> None:
    """The old port's ochre houses and lanterns along the river, marble hills."""
    f.sky(sheet, inks.HAZE, inks.RIPE, 1080, 200, 95)
    for x, w, t in ((1500, 300, 260), (1760, 280, 220), (2010, 300, 280)):
        f.karst(sheet, x, 470, w, t, inks.MIST, inks.INDIGO)
    f.water(sheet, 560, inks.MIST, inks.PAPER)
    for k in range(8):
        x = 80 + 190 * k
        f.house(sheet, x, 580, 1.75, wall=(inks.RIPE, inks.STRAW)[k % 2], roof=inks.EARTH)
        if k % 2:
            f.palm(sheet, x + 90, 590, 330, lean=0.04)
    sheet.shape(f.hand("-60,576! 1640,580! 1680,610! -60,614!"), inks.BARK, width=6)
    f.bridge(sheet, 1560, 600, 480, 1, colour=inks.CLAY)
    for k in range(9):
        at = complex(120 + 190 * k, 420 + (k % 2) * 22)
        sheet.shape(f.Place(at).oval(22, 26), (inks.LOTUS, inks.RIPE, inks.CLAY)[k % 3], width=5)
    f.sampan(sheet, 520, 740, 1.05)
    f.sampan(sheet, 1260, 820, 1.25, flip=True)
    f.basket_boat(sheet, 1790, 760, 1.2)


@landscape("quang-ngai", focus=0.5)
def quang_ngai(sheet: Sheet) -> None:
    """Garlic fields of the volcanic island; in the west a rông above its village."""
    f.sky(sheet, inks.SHELL, inks.LOTUS, 980, 210)
    f.ridge(sheet, 470, 300, inks.MOSS, inks.SPROUT, teeth=7)
    f.communal_house(sheet, 380, 620, 1.0)
    f.band(sheet, "-60,600 300,560 640,600 900,660 1000,930", inks.LEAF)
    f.communal_house(sheet, 380, 700, 1.05)
    f.ladder_house(sheet, 720, 740, 0.6)
    sea = f.hand("900,520! 2160,510! 2160,700! 980,700!")
    sheet.fill(sea, inks.MIST)
    sheet.cuts(
        [complex(980 + (k * 173) % 1100, 540 + (k * 31) % 130) for k in range(18)],
        70 + 1j,
        inks.PAPER,
        width=6,
    )
    f.karst(sheet, 1700, 560, 700, 190, inks.BARK, inks.INK, green=inks.MOSS)
    f.fishing_boat(sheet, 1250, 640, 0.8)
    f.band(sheet, "820,930 1100,720 1500,690 2160,680", inks.STRAW)
    for row in range(4):
        for k in range(14):
            x, y = 1060 + k * 86 + row * 20, 760 + row * 46
            sheet.cuts(
                [complex(x, y), complex(x + 10, y)],
                complex(-6 + 8 * (k % 2), -46),
                inks.LEAF,
                width=10,
            )
            sheet.fill(f.Place(complex(x + 4, y + 8)).oval(13, 12), inks.PAPER)


@landscape("gia-lai", focus=0.45)
def gia_lai(sheet: Sheet) -> None:
    """A green crater, coffee and sunflowers, a rông; the coast of Quy Nhơn far off."""
    f.sky(sheet, inks.STRAW, inks.PAPER, 1520, 180)
    f.ridge(sheet, 460, 200, inks.MIST, None, sharp=False, teeth=7)
    crater = f.hand("420,560! 700,330 820,270! 900,310 1040,310 1120,268! 1260,340 1560,560!")
    sheet.body(crater, inks.MOSS, inks.LEAF)
    sheet.fill(f.arc_of(970, 290, 130, 22, 0, 360), inks.PINE)
    sheet.cuts(
        [complex(620 + 74 * k, 400 + (k % 3) * 30) for k in range(11)],
        20 + 70j,
        inks.SPROUT,
        width=7,
    )
    sheet.contour(crater, 6.5)
    f.rows_of_bushes(sheet, 1250, 560, 2100, 8, inks.LEAF, inks.MOSS, arch=90, dot=inks.LOTUS)
    f.band(sheet, "-60,640 300,600 620,660 800,930", inks.CLAY)
    f.communal_house(sheet, 330, 820, 1.25)
    f.flowers(sheet, 800, 40, inks.RIPE, inks.EARTH)
    f.coffee_branch(sheet, 1240, 910, 1.5)
    f.coffee_branch(sheet, 1880, 900, 1.3, flip=True)


@landscape("khanh-hoa", focus=0.5)
def khanh_hoa(sheet: Sheet) -> None:
    """A sandy bay with islands, coconut palms, the towers on their hill, wind and salt."""
    f.sky(sheet, inks.HAZE, inks.STRAW, 1180, 190)
    f.ridge(sheet, 470, 170, inks.MIST, inks.HAZE, sharp=False, teeth=6)
    for x, t in ((1500, 260), (1660, 220), (1800, 250)):
        f.windmill(sheet, x, 450, t)
    f.water(sheet, 460, inks.MIST, inks.PAPER)
    f.waves(sheet, 560, 4, 40, (inks.PAPER, inks.INDIGO))
    f.karst(sheet, 980, 500, 360, 120, inks.MOSS, inks.LEAF, green=None)
    f.band(sheet, "-60,520 160,430 420,450 600,560 700,640", inks.MOSS)
    f.cham_tower(sheet, 200, 470, 0.72)
    f.cham_tower(sheet, 390, 490, 0.55)
    f.fishing_boat(sheet, 1260, 650, 0.95)
    f.dune(sheet, "-60,700 500,720 1000,800 1500,820 2160,700", inks.STRAW, inks.RIPE)
    f.basket_boat(sheet, 840, 850, 1.3)
    for x, t, lean in ((1700, 560, -0.16), (1860, 640, -0.1), (2010, 520, -0.2), (120, 420, 0.1)):
        f.palm(sheet, x, 880, t, lean=lean)


@landscape("dak-lak", focus=0.5)
def dak_lak(sheet: Sheet) -> None:
    """Coffee in red berries, a long house, falls over basalt."""
    f.sky(sheet, inks.PETAL, inks.PAPER, 640, 180)
    f.ridge(sheet, 460, 200, inks.BLUSH, inks.PETAL, teeth=8)
    f.band(sheet, "-60,520 500,460 1100,500 1500,470 2160,500", inks.MOSS)
    for k in range(15):
        x = 1560 + 36 * k
        sheet.shape(
            f.Place(complex(x, 620))(
                f"-17,0! -17,{-150 - (k * 37) % 60}! 0,{-164 - (k * 37) % 60}! 17,{-150 - (k * 37) % 60}! 17,0!"
            ),
            inks.BARK,
            shade=inks.INK,
            width=5,
        )
    sheet.fill(f.hand("1700,430! 1880,430! 1900,640! 1680,640!"), inks.PAPER)
    sheet.cuts(
        [complex(1712 + 26 * k, 450 + (k % 3) * 20) for k in range(7)], 2 + 130j, inks.MIST, width=8
    )
    for x, s in ((520, 0.95), (860, 0.95)):
        f.ladder_house(sheet, x, 600, s)
    f.rows_of_bushes(sheet, 1050, 600, 2400, 7, inks.LEAF, inks.MOSS, arch=40, dot=inks.LOTUS)
    f.coffee_branch(sheet, 250, 900, 1.5)
    f.coffee_branch(sheet, 1230, 910, 1.25, flip=True)


@landscape("lam-dong", focus=0.4)
def lam_dong(sheet: Sheet) -> None:
    """Pines and flower beds of the plateau; red dunes down to the sea."""
    f.sky(sheet, inks.HAZE, inks.PAPER, 960, 180)
    f.ridge(sheet, 470, 240, inks.MIST, inks.HAZE, sharp=False, teeth=7)
    sheet.fill(f.hand("1300,520! 2160,510! 2160,640! 1300,640!"), inks.INDIGO)
    sheet.cuts(
        [complex(1400 + (k * 173) % 700, 540 + (k * 29) % 80) for k in range(12)],
        70 + 1j,
        inks.MIST,
        width=6,
    )
    f.fishing_boat(sheet, 1820, 600, 0.6, hull=inks.LOTUS, trim=inks.STRAW)
    f.band(sheet, "-60,520 300,450 700,500 1050,560 1300,660 1500,930", inks.MOSS)
    f.dune(sheet, "1180,930 1420,700 1620,600! 1760,660 1940,620 2160,680", inks.CLAY, inks.EARTH)
    f.dune(sheet, "1500,930 1760,770 1980,740! 2160,800", inks.RIPE, inks.CLAY)
    for x, y, t in (
        (90, 640, 420),
        (230, 620, 360),
        (370, 660, 440),
        (560, 630, 340),
        (760, 660, 300),
    ):
        f.pine(sheet, x, y, t)
    f.house(sheet, 640, 690, 1.4, wall=inks.STRAW, roof=inks.LOTUS)
    for row in range(4):
        y = 740 + 46 * row
        for k in range(18):
            x = -20 + k * 72 + row * 12
            if x < 1240 + row * 20:
                f.blossom(
                    sheet,
                    f.Place(complex(x, y)),
                    colour=(inks.LOTUS, inks.PETAL, inks.STRAW, inks.BLUSH)[row],
                    heart=inks.RIPE,
                    r=30,
                    width=3.8,
                )
