"""Landscapes of the north: mountains, midlands, the delta of the Red River."""

from .. import inks
from ..sheet import Sheet
from . import features as f
from .base import landscape


@landscape("ha-noi", focus=0.5)
def ha_noi(sheet: Sheet) -> None:
    """The lake with its tower, banyans on the bank, old houses."""
    f.sky(sheet, inks.PETAL, inks.PAPER, 1500, 190)
    for k in range(12):
        f.house(
            sheet,
            60 + 180 * k,
            470,
            1.15,
            wall=(inks.STRAW, inks.PAPER, inks.BLUSH)[k % 3],
            roof=(inks.CLAY, inks.EARTH)[k % 2],
        )
    for x, tall in ((150, 330), (430, 260), (1450, 280), (1720, 360), (2000, 300)):
        f.tree(sheet, x, 520, tall)
    f.water(sheet, 510, inks.MIST, inks.PAPER)
    sheet.shape(f.arc_of(1050, 640, 260, 46, 0, 360), inks.MOSS, width=6)
    f.pagoda(sheet, 1050, 640, 1.25, wall=inks.SHELL)
    f.tree(sheet, 880, 650, 150)
    f.tree(sheet, 1240, 652, 130)
    f.band(sheet, "-60,860 240,800 520,850 820,890 1200,880 1560,830 1860,800 2160,860", inks.LEAF)
    f.tree(sheet, 240, 900, 620)
    f.tree(sheet, 1880, 910, 540)


@landscape("cao-bang", focus=0.5)
def cao_bang(sheet: Sheet) -> None:
    """A broad waterfall under karst hills."""
    f.sky(sheet, inks.SHELL, inks.BLUSH, 430, 170)
    for x, w, t in (
        (120, 330, 330),
        (420, 300, 270),
        (760, 340, 360),
        (1180, 330, 310),
        (1560, 360, 380),
        (1950, 340, 300),
    ):
        f.karst(sheet, x, 470, w, t, inks.MIST, inks.INDIGO, green=inks.MOSS)
    f.band(sheet, "-60,470 240,440 520,410 860,380 1260,384 1500,420 1800,440 2160,470", inks.BARK)
    sheet.cuts(
        [complex(60 + 88 * k, 450 + (k * 37) % 60) for k in range(24)], 6 + 90j, inks.INK, width=8
    )
    for lip, low in (
        ("300,446 352,430 400,444 452,426 530,432", 570),
        ("566,424 620,404 668,420 730,396 800,404 850,396", 640),
        ("896,392 968,376 1030,392 1112,372 1190,386 1262,376 1310,388", 618),
        ("1360,410 1424,398 1490,416 1560,408 1602,420", 650),
        ("1640,436 1700,430 1752,446 1820,444", 596),
    ):
        f.waterfall(sheet, lip, low)
    for x, y, size in ((872, 560, 0.9), (1336, 590, 1.1), (560, 590, 0.8), (1624, 600, 0.8)):
        rock = f.Place(complex(x, y), size)("-52,60! -44,-14 -10,-58 26,-40 50,10 56,60!")
        sheet.shape(rock, inks.BARK, shade=inks.INK, width=6)
        sheet.fill(
            f.Place(complex(x, y - 34 * size), size)("-30,6 -8,-24 22,-8 30,10 0,14"), inks.MOSS
        )
    f.water(sheet, 630, inks.MOSS, inks.SPROUT)
    f.band(sheet, "-60,560 120,520 300,600 420,720 260,820 -60,800", inks.LEAF)
    f.band(sheet, "1700,900 1780,690 1960,560 2160,520", inks.LEAF)
    for x in (60, 190, 1900, 2030):
        f.bamboo(sheet, x, 700, 300)
    f.sampan(sheet, 980, 780, 1.0)


@landscape("tuyen-quang", focus=0.55)
def tuyen_quang(sheet: Sheet) -> None:
    """The stone plateau: a pass over the gorge, buckwheat in flower."""
    f.sky(sheet, inks.HAZE, inks.PAPER, 1500, 170)
    f.ridge(sheet, 470, 300, inks.MIST, inks.HAZE, teeth=10)
    f.ridge(sheet, 560, 300, inks.INDIGO, inks.MIST, teeth=8, line=True)
    f.band(sheet, "-60,520 200,420 420,520 640,700 760,900", inks.BARK)
    road = [
        complex(x, y)
        for x, y in (
            (-40, 600),
            (140, 540),
            (300, 580),
            (260, 660),
            (380, 720),
            (520, 760),
            (470, 830),
            (620, 900),
        )
    ]
    sheet.line(f.through(road, closed=False), 24, inks.STRAW, taper=0.9)
    f.band(sheet, "900,900 1040,760 1300,660 1640,620 2160,560", inks.MOSS)
    f.house(sheet, 1560, 690, 1.3, wall=inks.RIPE, roof=inks.EARTH)
    f.house(sheet, 1790, 670, 1.0, wall=inks.RIPE, roof=inks.EARTH)
    f.flowers(sheet, 690, 90, inks.BLUSH, inks.LOTUS)


@landscape("dien-bien", focus=0.5)
def dien_bien(sheet: Sheet) -> None:
    """The wide rice valley, bauhinia in bloom."""
    f.sky(sheet, inks.SHELL, inks.LOTUS, 1120, 210)
    f.ridge(sheet, 440, 240, inks.MIST, inks.HAZE)
    f.ridge(sheet, 500, 150, inks.MOSS, inks.SPROUT, sharp=False, line=True)
    f.field(sheet, 490, inks.STRAW, inks.RIPE)
    for x, s in ((520, 0.55), (1380, 0.5), (900, 0.42)):
        f.ladder_house(sheet, x, 590 + s * 60, s)
    f.blossom_tree(sheet, 260, 900, 620, inks.PAPER, inks.LOTUS)
    f.blossom_tree(sheet, 1860, 920, 520, inks.PETAL, inks.LOTUS)


@landscape("lai-chau", focus=0.45)
def lai_chau(sheet: Sheet) -> None:
    """High ranges above the clouds, a village of stilt houses."""
    f.sky(sheet, inks.PETAL, inks.PAPER, 600, 190)
    f.ridge(sheet, 520, 420, inks.BLUSH, inks.PETAL, teeth=7)
    f.ridge(sheet, 580, 320, inks.MIST, inks.HAZE, teeth=8)
    for k in range(9):
        sheet.fill(f.arc_of(60 + 260 * k, 560 + (k % 3) * 22, 230, 46, 0, 360), inks.PAPER)
    f.ridge(sheet, 700, 190, inks.LEAF, inks.MOSS, teeth=6, sharp=False, line=True)
    f.terraces(sheet, 1500, 600, 1300, 7, (inks.MOSS, inks.SPROUT, inks.STRAW))
    for x, y, s in ((240, 790, 0.8), (620, 860, 1.0), (960, 800, 0.7)):
        f.ladder_house(sheet, x, y, s)


@landscape("son-la", focus=0.4)
def son_la(sheet: Sheet) -> None:
    """Tea in hearts over round hills, plum orchards white with bloom."""
    f.sky(sheet, inks.HAZE, inks.STRAW, 1250, 170)
    f.ridge(sheet, 440, 220, inks.MIST, inks.HAZE)
    f.band(sheet, "-60,520 300,420 700,470 1100,400 1500,470 1900,410 2160,450", inks.MOSS)
    f.rows_of_bushes(sheet, 620, 500, 1300, 7, inks.LEAF, inks.MOSS, arch=110)
    f.rows_of_bushes(sheet, 1640, 560, 1200, 7, inks.MOSS, inks.LEAF, arch=120)
    for x, y, t in ((180, 880, 460), (480, 920, 380), (1900, 900, 440), (1650, 940, 340)):
        f.blossom_tree(sheet, x, y, t, inks.PAPER, inks.BLUSH)


@landscape("lao-cai", focus=0.5)
def lao_cai(sheet: Sheet) -> None:
    """Terraces from the ridge to the foot, the highest peak behind."""
    f.sky(sheet, inks.SHELL, inks.BLUSH, 1620, 190)
    f.ridge(sheet, 500, 400, inks.HAZE, inks.PAPER, teeth=6)
    f.ridge(sheet, 520, 240, inks.MIST, inks.HAZE, teeth=9, line=True)
    f.band(sheet, "-60,470 300,360 700,420 1100,480 1500,400 1860,350 2160,420", inks.LEAF)
    f.terraces(sheet, 560, 420, 1500, 10, (inks.STRAW, inks.SPROUT, inks.RIPE, inks.MOSS), lean=14)
    f.terraces(
        sheet, 1640, 400, 1300, 10, (inks.SPROUT, inks.STRAW, inks.MIST, inks.MOSS), lean=-18
    )
    f.ladder_house(sheet, 1160, 640, 0.6)
    f.ladder_house(sheet, 300, 880, 0.9)
    f.bamboo(sheet, 1960, 900, 420)


@landscape("thai-nguyen", focus=0.5)
def thai_nguyen(sheet: Sheet) -> None:
    """Tea hills; palms and a still lake behind."""
    f.sky(sheet, inks.STRAW, inks.PAPER, 520, 180)
    for x, w, t in ((1200, 300, 220), (1480, 340, 280), (1800, 320, 230)):
        f.karst(sheet, x, 420, w, t, inks.MOSS, inks.LEAF, green=None)
    f.water(sheet, 410, inks.MIST, inks.PAPER, bottom=560, number=14)
    f.rows_of_bushes(sheet, 420, 480, 1300, 9, inks.LEAF, inks.MOSS, arch=130)
    f.rows_of_bushes(sheet, 1560, 520, 1500, 9, inks.MOSS, inks.LEAF, arch=140)
    for x, y, s in ((980, 700, 1.0), (1180, 790, 1.2)):
        at = f.Place(complex(x, y), s)
        sheet.shape(at("-40,90! -34,10 0,-10 34,10 40,90!"), inks.INDIGO, width=6)
        sheet.shape(at("-70,0! 0,-62 70,-2! 0,12"), inks.STRAW, shade=inks.CLAY, width=6)
    f.palm(sheet, 130, 640, 420, lean=0.02, coconuts=False)


@landscape("lang-son", focus=0.5)
def lang_son(sheet: Sheet) -> None:
    """A rice basin among karst hills, custard apples on the rocks."""
    f.sky(sheet, inks.MIST, inks.PAPER, 1600, 170)
    for x, w, t in (
        (100, 380, 360),
        (460, 320, 250),
        (820, 380, 330),
        (1240, 330, 240),
        (1560, 400, 370),
        (1960, 380, 300),
    ):
        f.karst(sheet, x, 520, w, t, inks.HAZE, inks.BARK, green=inks.LEAF)
    f.field(sheet, 510, inks.SPROUT, inks.MOSS)
    for x in (380, 700, 1380, 1700):
        f.house(sheet, x, 600, 0.9, wall=inks.STRAW, roof=inks.EARTH)
    f.tree(sheet, 170, 900, 430)
    f.tree(sheet, 1930, 910, 480)
    for x, y in ((110, 640), (230, 700), (1880, 600), (2000, 660), (1940, 720)):
        sheet.shape(f.Place(complex(x, y)).oval(26, 28), inks.SPROUT, width=5)


@landscape("quang-ninh", focus=0.62)
def quang_ninh(sheet: Sheet) -> None:
    """The bay: limestone islands, junks."""
    f.sky(sheet, inks.PETAL, inks.LOTUS, 760, 240, 120)
    for x, w, t in (
        (180, 360, 230),
        (520, 240, 170),
        (1080, 300, 200),
        (1420, 380, 290),
        (1980, 320, 240),
    ):
        f.karst(sheet, x, 500, w, t, inks.HAZE, inks.MIST, green=None)
    f.water(sheet, 490, inks.MIST, inks.PAPER)
    for x, y, w, t in ((330, 590, 330, 330), (1760, 620, 440, 470), (1000, 570, 200, 210)):
        f.karst(sheet, x, y, w, t, inks.MIST, inks.INDIGO)
    f.junk(sheet, 1270, 690, 1.05)
    f.junk(sheet, 640, 610, 0.6, sail=inks.RIPE, shade=inks.CLAY)
    f.karst(sheet, 60, 940, 520, 620, inks.INDIGO, inks.NAVY)
    f.sampan(sheet, 620, 820, 1.0)


@landscape("bac-ninh", focus=0.5)
def bac_ninh(sheet: Sheet) -> None:
    """Lychee hills red with fruit, a communal pond, a temple."""
    f.sky(sheet, inks.SHELL, inks.LOTUS, 420, 180)
    f.ridge(sheet, 470, 150, inks.SPROUT, None, sharp=False, teeth=7)
    f.pagoda(sheet, 1080, 520, 1.3, tiers=2, wall=inks.STRAW, roof=inks.CLAY)
    for x, t in ((820, 220), (1320, 230), (640, 190), (1520, 200)):
        f.tree(sheet, x, 530, t)
    f.water(sheet, 560, inks.HAZE, inks.PAPER, bottom=700, number=16)
    f.sampan(sheet, 1080, 650, 0.8)
    f.band(sheet, "-60,690 400,640 800,700 1200,720 1700,650 2160,690", inks.MOSS)
    for x, y, t in ((190, 900, 560), (600, 930, 400), (1540, 930, 420), (1920, 910, 580)):
        f.tree(sheet, x, y, t)
        for k in range(16):
            at = complex(
                x + (k * 0.618 % 1 - 0.5) * t * 0.8, y - t * (0.46 + 0.4 * (k * 0.7548 % 1))
            )
            sheet.shape(f.Place(at).oval(17, 17), inks.LOTUS, width=4.4)


@landscape("phu-tho", focus=0.5)
def phu_tho(sheet: Sheet) -> None:
    """Fan-palm hills and tea, the temple of the ancestors, a valley with stilt houses."""
    f.sky(sheet, inks.STRAW, inks.PAPER, 1540, 180)
    f.ridge(sheet, 460, 220, inks.SPROUT, inks.STRAW, sharp=False)
    f.band(sheet, "-60,560 260,430 620,350 980,300 1300,390 1700,480 2160,520", inks.MOSS)
    f.pagoda(sheet, 980, 320, 0.95, tiers=2, wall=inks.CLAY)
    for k in range(9):
        sheet.line(
            [complex(940 - k * 6, 340 + 30 * k), complex(1020 + k * 6, 340 + 30 * k)],
            9,
            inks.SHELL,
            taper=1,
        )
    f.rows_of_bushes(sheet, 1640, 560, 1200, 7, inks.LEAF, inks.MOSS, arch=100)
    f.field(sheet, 690, inks.RIPE, inks.CLAY)
    for x, t in ((120, 470), (330, 380), (560, 420), (2000, 440)):
        f.palmyra(sheet, x, 880, t)
    f.ladder_house(sheet, 1400, 860, 0.9)


@landscape("hai-phong", focus=0.5)
def hai_phong(sheet: Sheet) -> None:
    """The port, flame trees, the sea with fishing boats and islands."""
    f.sky(sheet, inks.HAZE, inks.PAPER, 1120, 190)
    for x, w, t in ((1500, 300, 220), (1780, 380, 300), (2060, 300, 230)):
        f.karst(sheet, x, 480, w, t, inks.MIST, inks.INDIGO)
    f.skyline(sheet, 120, 480, (inks.MIST, inks.BLUSH, inks.HAZE))
    f.water(sheet, 470, inks.MIST, inks.PAPER)
    f.waves(sheet, 560, 4, 44, (inks.PAPER, inks.INDIGO))
    f.fishing_boat(sheet, 1180, 660, 1.25)
    f.fishing_boat(sheet, 1620, 780, 1.0, hull=inks.LEAF)
    f.band(sheet, "-60,740 260,720 520,790 760,910", inks.STRAW)
    f.tree(sheet, 230, 860, 560, colour=inks.LOTUS, mark=inks.BLUSH)
    f.tree(sheet, 560, 900, 380, colour=inks.LOTUS, mark=inks.BLUSH)


@landscape("hung-yen", focus=0.5)
def hung_yen(sheet: Sheet) -> None:
    """Longan gardens and lotus ponds on the plain."""
    f.sky(sheet, inks.SPROUT, inks.PAPER, 620, 180)
    f.field(sheet, 400, inks.STRAW, inks.MOSS, bottom=620)
    for x in (260, 700, 1260, 1640):
        f.house(sheet, x, 520, 1.0)
    f.pagoda(sheet, 1010, 530, 1.0, tiers=3)
    f.water(sheet, 600, inks.MIST, inks.PAPER)
    f.lotuses(sheet, 640, 26)
    for x, y, t in ((120, 880, 540), (1960, 900, 600)):
        f.tree(sheet, x, y, t)
        for k in range(16):
            at = complex(
                x + (k * 0.618 % 1 - 0.5) * t * 0.8, y - t * (0.46 + 0.4 * (k * 0.7548 % 1))
            )
            sheet.shape(f.Place(at).oval(16, 16), inks.STRAW, width=4.4)


@landscape("ninh-binh", focus=0.5)
def ninh_binh(sheet: Sheet) -> None:
    """A river winding among karst towers, rice to its banks, rowed boats."""
    f.sky(sheet, inks.SHELL, inks.RIPE, 1080, 220, 90)
    for x, w, t in (
        (100, 420, 380),
        (480, 360, 300),
        (780, 280, 210),
        (1320, 300, 230),
        (1640, 400, 350),
        (2000, 420, 420),
    ):
        f.karst(sheet, x, 510, w, t, inks.MIST, inks.BARK)
    f.field(sheet, 500, inks.STRAW, inks.RIPE)
    river = (
        "960,500! 1120,500! 1060,580 1240,660 1010,760 1300,930! 560,930! 820,770 960,670 900,590"
    )
    sheet.fill(f.hand(river), inks.MIST)
    sheet.cuts(
        [complex(950 + (k * 131) % 190, 540 + 36 * k) for k in range(10)],
        70 + 2j,
        inks.PAPER,
        width=6,
    )
    f.sampan(sheet, 1030, 640, 0.6)
    f.sampan(sheet, 960, 840, 1.15, flip=True)
    f.karst(sheet, 1900, 950, 520, 500, inks.BARK, inks.INK)
