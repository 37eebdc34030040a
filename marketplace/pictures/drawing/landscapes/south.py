"""Landscapes of the south: the east, and the delta of the Mekong."""

from .. import inks
from ..sheet import Sheet
from . import features as f
from .base import landscape


@landscape("dong-nai", focus=0.5)
def dong_nai(sheet: Sheet) -> None:
    """Rubber and cashew in rows, the river through the forest."""
    f.sky(sheet, inks.SPROUT, inks.PAPER, 1180, 180)
    f.ridge(sheet, 430, 150, inks.MOSS, None, sharp=False, teeth=6)
    f.band(sheet, "-60,470 500,430 1200,460 2160,430", inks.STRAW)
    sheet.fill(
        f.hand("1000,450! 1140,450! 1180,560 1080,680 1400,930! 640,930! 860,680 940,560"),
        inks.MIST,
    )
    sheet.cuts(
        [complex(960 + (k * 97) % 160, 500 + 44 * k) for k in range(9)],
        80 + 2j,
        inks.PAPER,
        width=6,
    )
    for row, (y, t) in enumerate(((520, 190), (600, 270), (730, 390), (900, 560))):
        for k in range(5):
            for side in (-1, 1):
                x = 1050 + side * (220 + row * 60 + k * (150 + 60 * row))
                if -80 < x < 2180:
                    f.tree(sheet, x, y, t, colour=(inks.LEAF, inks.MOSS)[(k + row) % 2])
    f.sampan(sheet, 1030, 800, 1.0)


@landscape("ho-chi-minh", focus=0.5)
def ho_chi_minh(sheet: Sheet) -> None:
    """The city on its river, barges, water coconuts on the other bank."""
    f.sky(sheet, inks.BLUSH, inks.PAPER, 560, 190)
    f.skyline(sheet, 160, 530, (inks.MIST, inks.HAZE, inks.PETAL))
    f.skyline(sheet, 860, 530, (inks.INDIGO, inks.MIST, inks.PETAL, inks.HAZE))
    f.skyline(sheet, 1460, 530, (inks.HAZE, inks.PETAL, inks.MIST))
    for x in (140, 420, 900, 1320, 1780, 2040):
        f.tree(sheet, x, 560, 170)
    f.water(sheet, 545, inks.INDIGO, inks.MIST)
    f.bridge(sheet, 1500, 590, 700, 2, colour=inks.CLAY)
    f.sampan(sheet, 480, 690, 1.1, load=inks.RIPE)
    f.fishing_boat(sheet, 1150, 740, 1.1, hull=inks.LOTUS, trim=inks.STRAW)
    f.band(sheet, "-60,850 300,800 700,860 1200,890 1700,840 2160,810", inks.LEAF)
    for k in range(13):
        x = 40 + 170 * k
        for turn in (-50, -22, 6, 34):
            f.leaf(
                sheet,
                f.Place(complex(x, 920), 1, turn + (k % 3) * 5),
                colour=inks.MOSS if turn < 0 else inks.LEAF,
                long=230,
                wide=44,
                veins=8,
            )


@landscape("tay-ninh", focus=0.42)
def tay_ninh(sheet: Sheet) -> None:
    """The lone mountain over the plain, rice paper drying, the reed rivers of the south."""
    f.sky(sheet, inks.PETAL, inks.LOTUS, 1500, 200)
    mountain = f.hand("240,560! 520,420 760,240 900,170! 1010,230 1250,420 1560,560!")
    sheet.body(mountain, inks.INDIGO, inks.NAVY, depth=0.03)
    sheet.cuts(
        [complex(560 + 70 * k, 400 - 60 * (3 - abs(k - 4)) + 40) for k in range(9)],
        30 + 90j,
        inks.MIST,
        width=7,
    )
    sheet.contour(mountain, 6.5)
    f.field(sheet, 534, inks.SPROUT, inks.MOSS)
    for x, t in ((220, 300), (330, 260), (1760, 320), (1900, 280)):
        f.palmyra(sheet, x, 640, t)
    for row in range(3):
        for k in range(9):
            x, y, r = 120 + k * 240 + row * 60, 700 + 76 * row, 74 + 20 * row
            sheet.shape(f.arc_of(x, y, r, r * 0.34, 0, 360), inks.PAPER, width=5)
            sheet.cuts(
                [
                    complex(x - r * 0.5 + 22 * m, y - 6 + 8 * (m % 2))
                    for m in range(int(r / 24) + 2)
                ],
                9 + 3j,
                inks.INK,
                width=5,
            )


@landscape("dong-thap", focus=0.45)
def dong_thap(sheet: Sheet) -> None:
    """Lotus to the horizon, cranes."""
    f.sky(sheet, inks.PETAL, inks.LOTUS, 1180, 250, 120)
    f.band(sheet, "-60,430 300,400 700,420 1200,396 1700,418 2160,400", inks.MOSS, line=False)
    for x, t in ((120, 190), (420, 150), (1600, 180), (1900, 210)):
        f.palm(sheet, x, 430, t, lean=0.03)
    f.water(sheet, 430, inks.HAZE, inks.PAPER)
    f.lotuses(sheet, 460, 46, seed=1)
    for x, y, s in ((620, 640, 1.0), (820, 700, 1.25), (1560, 640, 0.9)):
        bird = f.Place(complex(x, y), s)
        for dx in (-8, 14):
            sheet.line(bird.line(f"{dx},-60 {dx + 4},0 {dx},70"), 7, inks.EARTH)
        sheet.shape(
            bird("-70,-110 -20,-140 60,-120 110,-70! 40,-50 -40,-56"),
            inks.MIST,
            shade=inks.BARK,
            width=6,
        )
        sheet.line(bird.line("-60,-110 -86,-180 -66,-240"), 20, inks.MIST, taper=0.8)
        sheet.line(bird.line("-52,-110 -76,-180 -56,-240"), 5)
        sheet.shape(bird.oval(22, 17, -66 - 246j), inks.LOTUS, width=5)
        sheet.shape(bird("-84,-252! -138,-240 -84,-236!"), inks.EARTH, width=4.5)


@landscape("vinh-long", focus=0.5)
def vinh_long(sheet: Sheet) -> None:
    """A canal under coconut palms, brick kilns, boats with nuts."""
    f.sky(sheet, inks.STRAW, inks.PAPER, 1040, 200)
    f.band(sheet, "-60,470 400,440 900,470 1300,460 2160,440", inks.MOSS)
    for x, s in ((1360, 1.0), (1580, 1.2), (1820, 1.05)):
        kiln = f.Place(complex(x, 560), s)
        sheet.shape(
            kiln("-96,0! -104,-80 -80,-170 -30,-230! 30,-230! 80,-170 104,-80 96,0!"),
            inks.CLAY,
            shade=inks.EARTH,
            width=6.5,
        )
        for row in range(6):
            sheet.line(
                kiln.line(
                    f"{-96 + row * 8},{-20 - 34 * row} 0,{-8 - 34 * row} {96 - row * 8},{-20 - 34 * row}"
                ),
                4,
                inks.EARTH,
            )
        sheet.fill(kiln("-22,0! -22,-40 0,-62 22,-40 22,0!"), inks.INK)
    f.water(sheet, 560, inks.MIST, inks.PAPER)
    f.band(sheet, "-60,600 200,580 480,640 640,760 520,930", inks.LEAF)
    for x, y, t, lean in (
        (60, 760, 560, 0.1),
        (230, 700, 480, 0.16),
        (400, 720, 420, 0.22),
        (1980, 700, 520, -0.14),
        (2090, 800, 620, -0.16),
    ):
        f.palm(sheet, x, y, t, lean=lean)
    f.sampan(sheet, 960, 700, 1.0, load=inks.MOSS)
    f.sampan(sheet, 1420, 830, 1.4, load=inks.CLAY, flip=True)


@landscape("an-giang", focus=0.4)
def an_giang(sheet: Sheet) -> None:
    """Palmyras in flooded rice, the Seven Mountains; the sea and its boats at the rim."""
    f.sky(sheet, inks.STRAW, inks.LOTUS, 1320, 230, 115)
    f.ridge(sheet, 490, 260, inks.CLAY, inks.STRAW, sharp=False, teeth=5)
    f.ridge(sheet, 500, 130, inks.EARTH, None, sharp=False, teeth=7)
    f.water(sheet, 490, inks.BLUSH, inks.PAPER)
    for row in range(5):
        y = 560 + row * (34 + row * 12)
        for k in range(30):
            sheet.cuts(
                [complex(-20 + k * 76 + row * 24, y)],
                complex(6 - 10 * (k % 2), -26 - row * 6),
                inks.MOSS,
                width=8,
            )
    for x, y, t in (
        (180, 700, 520),
        (330, 740, 580),
        (520, 690, 440),
        (1560, 640, 360),
        (1700, 660, 420),
        (1900, 780, 600),
    ):
        f.palmyra(sheet, x, y, t)
    f.sampan(sheet, 1060, 760, 1.2)


@landscape("can-tho", focus=0.5)
def can_tho(sheet: Sheet) -> None:
    """The floating market."""
    f.sky(sheet, inks.HAZE, inks.RIPE, 520, 210, 105)
    f.band(sheet, "-60,430 400,400 900,424 1400,396 2160,420", inks.MOSS)
    for x in (160, 560, 980, 1420, 1820):
        f.ladder_house(sheet, x, 520, 0.52)
    for x, t in ((40, 300), (360, 270), (780, 320), (1220, 280), (1640, 310), (2040, 290)):
        f.palm(sheet, x, 500, t, lean=0.05)
    f.water(sheet, 500, inks.MIST, inks.PAPER)
    for x, y, s, load in (
        (300, 620, 0.85, inks.RIPE),
        (1750, 640, 0.9, inks.LOTUS),
        (760, 680, 1.1, inks.MOSS),
        (1300, 700, 1.1, inks.CLAY),
    ):
        f.sampan(sheet, x, y, s, load=load, flip=x > 1000)
    f.fishing_boat(sheet, 1020, 600, 0.95, hull=inks.LOTUS, trim=inks.STRAW)
    sheet.line([complex(560, 690), complex(566, 520), complex(560, 380)], 9, inks.EARTH, taper=0.8)
    for k in range(4):
        sheet.shape(
            f.Place(complex(572, 400 + 34 * k)).oval(20, 17),
            (inks.RIPE, inks.MOSS)[k % 2],
            width=4.5,
        )
    f.sampan(sheet, 480, 850, 1.5, load=inks.RIPE)
    f.sampan(sheet, 1560, 870, 1.5, load=inks.LOTUS, flip=True)


@landscape("ca-mau", focus=0.5)
def ca_mau(sheet: Sheet) -> None:
    """Mangroves on their roots at the cape; salt and shrimp behind."""
    f.sky(sheet, inks.SPROUT, inks.PAPER, 1080, 200)
    f.band(sheet, "-60,440 500,410 1100,430 1700,406 2160,430", inks.MOSS, line=False)
    f.salt_field(sheet, 440)
    f.water(sheet, 600, inks.MOSS, inks.SPROUT)
    for n, (x, y, t) in enumerate(
        (
            (140, 690, 430),
            (430, 640, 330),
            (1660, 650, 350),
            (1930, 720, 470),
            (720, 610, 240),
            (1420, 620, 250),
        )
    ):
        f.tree(sheet, x, y - t * 0.22, t * 0.9, colour=(inks.LEAF, inks.PINE)[n % 2])
        for k in range(8):
            foot = x + (k - 3.5) * t * 0.13
            arch = [
                complex(x + (k - 3.5) * 5, y - t * 0.36),
                complex((x + foot) / 2 + (k - 3.5) * t * 0.05, y - t * 0.3),
                complex(foot, y + 20 + (k % 2) * 12),
            ]
            sheet.line(f.through(arch, closed=False), 9, inks.EARTH, taper=0.6)
    f.sampan(sheet, 1050, 720, 1.1)
    for k in range(15):
        x = 60 + 145 * k
        for d in (-60, 0, 56):
            sheet.line(
                f.through(
                    [
                        complex(x, 800 + (k % 3) * 20),
                        complex(x + d * 0.5, 840),
                        complex(x + d, 930),
                    ],
                    closed=False,
                ),
                12,
                inks.EARTH,
                taper=0.6,
            )
        f.leaf(
            sheet,
            f.Place(complex(x, 810 + (k % 3) * 20), 1, -20 + (k * 17) % 40),
            colour=inks.LEAF,
            long=110,
            wide=50,
        )


@landscape("viet-nam", focus=0.5)
def viet_nam(sheet: Sheet) -> None:
    """The whole country in one: terraces, karst and sea, paddies, canals, a market boat in front."""
    f.sky(sheet, inks.SHELL, inks.LOTUS, 1120, 240, 125)
    f.ridge(sheet, 500, 330, inks.HAZE, inks.PAPER, teeth=8)
    for x, w, t in ((1300, 300, 250), (1600, 360, 330), (1900, 320, 270)):
        f.karst(sheet, x, 520, w, t, inks.MIST, inks.INDIGO)
    f.water(sheet, 510, inks.MIST, inks.PAPER)
    f.junk(sheet, 1460, 620, 0.7)
    f.band(sheet, "-60,430 240,330 520,380 800,470 980,540 1060,600", inks.MOSS)
    f.terraces(sheet, 330, 400, 1150, 9, (inks.STRAW, inks.SPROUT, inks.RIPE, inks.MOSS), lean=-16)
    f.ladder_house(sheet, 620, 640, 0.62)
    f.band(sheet, "-60,800 300,770 620,800 860,870 900,930", inks.LEAF)
    f.bamboo(sheet, 90, 880, 430)
    f.sampan(sheet, 1180, 800, 1.5, load=inks.RIPE)
    for x, y, t, lean in ((1900, 900, 620, -0.14), (2040, 920, 700, -0.16)):
        f.palm(sheet, x, y, t, lean=lean)
