"""What landscapes are made of: ridges, karst, water, fields, trees, boats, buildings; on a wide sheet."""

import math

from .. import inks
from ..curves import Points, ellipse, hand, through
from ..parts.garden import blossom, stilt_house
from ..parts.leaves import leaf
from ..parts.seeds import lotus_flower, lotus_leaf
from ..place import Place
from ..sheet import Sheet

WIDTH, HEIGHT = 2100, 900


def sky(sheet: Sheet, colour: str, sun: str, x: float, y: float, r: float = 105) -> None:
    """Ground, sun, a few long clouds cut out."""
    sheet.ground(colour)
    sheet.fill(Place(complex(x, y)).oval(r, r), sun, rough=3)
    for k in range(5):
        at = complex((x + 330 + k * 431) % WIDTH, 90 + (k * 97) % 190)
        cloud = Place(at, 0.8 + 0.14 * (k % 3))
        sheet.fill(
            cloud("-150,6! -90,-16 -20,-12 40,-30 110,-12 170,4! 60,16 -60,14"),
            inks.PAPER,
            opacity=0.75,
        )


def ridge(
    sheet: Sheet,
    base: float,
    tall: float,
    colour: str,
    cut: str | None,
    *,
    teeth: int = 9,
    sharp: bool = True,
    line: bool = False,
) -> None:
    """A range over the whole width, down to the foot of the sheet."""
    knots: list[complex] = [complex(-60, base)]
    corners = [True]
    for k in range(teeth):
        x = -60 + (WIDTH + 120) * (k + 0.5) / teeth + sheet.rng.uniform(-40, 40)
        peak = base - tall * sheet.rng.uniform(0.55, 1.0)
        knots += [
            complex(x, peak),
            complex(x + WIDTH / teeth * 0.45, base - tall * sheet.rng.uniform(0.1, 0.35)),
        ]
        corners += [sharp, False]
    knots.append(complex(WIDTH + 60, base))
    corners.append(True)
    top = through(knots, corners=corners, closed=False)
    sheet.fill([*top, complex(WIDTH + 60, HEIGHT + 40), complex(-60, HEIGHT + 40)], colour, rough=3)
    if cut:
        sheet.cuts(
            [p + complex(10, 26) for p in top[3::4]], complex(26, tall * 0.28), cut, width=6.5
        )
    if line:
        sheet.line(top, 6)


def karst(
    sheet: Sheet,
    x: float,
    foot: float,
    wide: float,
    tall: float,
    colour: str,
    shade: str,
    *,
    green: str | None = inks.MOSS,
) -> None:
    """A limestone tower, steep and round-headed, with ledges and scrub."""
    at = Place(complex(x, foot))
    w, t = wide / 2, tall
    shape = at(
        f"{-w},0! {-w * 0.94},{-t * 0.3} {-w * 0.8},{-t * 0.62} {-w * 0.5},{-t * 0.9} {-w * 0.06},{-t} "
        f"{w * 0.42},{-t * 0.86} {w * 0.66},{-t * 0.56} {w * 0.92},{-t * 0.34} {w},0! 0,{min(14, t * 0.05)}"
    )
    sheet.body(shape, colour, shade, depth=0.16)
    for _k in range(int(3 + tall / 60)):
        px = x + sheet.rng.uniform(-0.62, 0.6) * w
        py = foot - t * sheet.rng.uniform(0.12, 0.74)
        if abs(px - x) < w * (1 - (foot - py) / t * 0.7):
            sheet.line(
                [complex(px, py), complex(px + 8, py + t * 0.08), complex(px + 2, py + t * 0.17)],
                6,
                shade,
                taper=0.1,
            )
    if green:
        cap = at(
            f"{-w * 0.62},{-t * 0.8}! {-w * 0.5},{-t * 0.9} {-w * 0.06},{-t} {w * 0.42},{-t * 0.86} {w * 0.6},{-t * 0.64}! {w * 0.2},{-t * 0.74} {-w * 0.2},{-t * 0.78}"
        )
        sheet.fill(cap, green)
        sheet.cuts([p + 8j for p in cap[2:26:4]], 6 + 20j, inks.SPROUT, width=6)
    sheet.contour(shape, 6.5, gaps=2)


def water(
    sheet: Sheet,
    top: float,
    colour: str,
    mark: str,
    *,
    bottom: float = HEIGHT + 40,
    number: int = 46,
) -> None:
    """A sheet of water with lights on it."""
    sheet.fill(
        [
            complex(-40, top),
            complex(WIDTH + 40, top),
            complex(WIDTH + 40, bottom),
            complex(-40, bottom),
        ],
        colour,
        rough=2,
    )
    for k in range(number):
        y = top + 16 + (k * 53) % max(20, bottom - top - 30)
        long = 40 + (y - top) * 0.22
        sheet.cuts(
            [complex((k * 397) % WIDTH - 30, y)],
            complex(long, 1),
            mark,
            width=4 + (y - top) * 0.012,
        )


def waves(sheet: Sheet, top: float, rows: int, step: float, colours: tuple[str, ...]) -> None:
    for row in range(rows):
        y = top + row * step
        wave: Points = []
        for k in range(24):
            x = -80 + k * 100 + (row % 2) * 50
            wave += [complex(x, y), complex(x + 50, y - 15 - row)]
        sheet.line(through(wave, closed=False), 5 + row * 0.8, colours[row % len(colours)], taper=1)


def band(sheet: Sheet, data: str, colour: str, *, line: bool = True) -> Points:
    """A stretch of land: its upper edge by hand, down to the foot of the sheet."""
    edge = hand(data, closed=False)
    sheet.fill(
        [*edge, complex(WIDTH + 60, HEIGHT + 40), complex(-60, HEIGHT + 40)], colour, rough=2
    )
    if line:
        sheet.line(edge, 6)
    return edge


def terraces(
    sheet: Sheet,
    x: float,
    y: float,
    wide: float,
    rows: int,
    colours: tuple[str, ...],
    *,
    lean: float = 0.0,
) -> None:
    """Rice terraces climbing a slope, water in some."""
    for row in range(rows):
        share = row / max(1, rows - 1)
        half = wide / 2 * (0.34 + 0.66 * share)
        top = y + row * (26 + 17 * share)
        mid = x + lean * (rows - row)
        edge = hand(
            f"{mid - half},{top + 30} {mid - half * 0.62},{top - 6} {mid - half * 0.2},{top + 12} {mid + half * 0.2},{top - 10} {mid + half * 0.64},{top + 8} {mid + half},{top + 34}",
            closed=False,
        )
        sheet.fill(
            [*edge, complex(mid + half * 1.1, top + 120), complex(mid - half * 1.1, top + 120)],
            colours[row % len(colours)],
            rough=2,
        )
        sheet.line(edge, 5.5, taper=0.3)
        if row % 2:
            sheet.cuts(
                [p + complex(6, 22) for p in edge[3:-3:4]],
                complex(5, -13 - 5 * share),
                inks.PAPER if row % 4 == 1 else inks.LEAF,
                width=5,
            )


def rows_of_bushes(
    sheet: Sheet,
    x: float,
    y: float,
    wide: float,
    rows: int,
    colour: str,
    shade: str,
    *,
    arch: float = 60,
    dot: str | None = None,
) -> None:
    """Tea or coffee in curved rows over a hill."""
    for row in range(rows):
        share = row / max(1, rows - 1)
        top = y + row * (30 + 22 * share)
        half = wide / 2
        count = int(wide / (34 + 22 * share))
        hedge: Points = []
        for k in range(count + 1):
            t = -1 + 2 * k / count
            bump = (-9 if k % 2 else 6) * (0.8 + share)
            hedge.append(complex(x + half * t, top + arch * t * t + bump))
        low = [p + complex(0, 26 + 20 * share) for p in reversed(hedge)]
        area = [*through(hedge, closed=False), *low]
        sheet.fill(area, colour if row % 2 else shade)
        sheet.line(through(hedge, closed=False), 5, taper=0.3)
        if dot:
            sheet.cuts([p + complex(4, 18) for p in hedge[1::2]], 8 + 5j, dot, width=9)


def field(
    sheet: Sheet,
    top: float,
    colour: str,
    mark: str,
    *,
    bottom: float = HEIGHT + 40,
    head: float = 1050,
) -> None:
    """Paddies in rows to the horizon."""
    sheet.fill(
        [
            complex(-40, top),
            complex(WIDTH + 40, top),
            complex(WIDTH + 40, bottom),
            complex(-40, bottom),
        ],
        colour,
        rough=2,
    )
    for k in range(25):
        foot = complex(head + (k - 12) * 300, bottom)
        far = complex(head + (k - 12) * 62, top + 6)
        sheet.line([foot, (foot + far) / 2, far], 9, mark, taper=0.12)
    for row in range(5):
        y = top + 30 + row * (18 + row * 12)
        sheet.cuts(
            [complex(-20 + k * 83 + (row % 2) * 40, y) for k in range(27)],
            complex(6, -14 - row * 6),
            inks.PAPER,
            width=5.5,
        )


def palm(
    sheet: Sheet,
    x: float,
    foot: float,
    tall: float,
    *,
    lean: float = 0.1,
    colour: str = inks.LEAF,
    trunk: str = inks.EARTH,
    coconuts: bool = True,
) -> None:
    """A coconut palm."""
    top = complex(x + tall * lean, foot - tall)
    stem = through(
        [complex(x, foot), complex(x + tall * lean * 0.3, foot - tall * 0.5), top], closed=False
    )
    sheet.line(stem, tall * 0.05 + 4, trunk, taper=0.7)
    sheet.line([p + tall * 0.018 for p in stem], 4.5)
    for k in range(9):
        frond = Place(top, tall / 330, -200 + 27.5 * k)
        shape = frond("0,-6! 50,-34 110,-30 170,16! 116,0 84,14! 70,2 44,14! 30,2 0,6!")
        sheet.fill(shape, colour if k % 2 else inks.MOSS)
        sheet.line(frond.line("0,0 60,-22 110,-20 164,12"), 4.5)
    if coconuts:
        for dx in (-10, 8):
            sheet.shape(Place(top + complex(dx, 14), tall / 330).oval(15, 17), inks.CLAY, width=4.5)


def palmyra(sheet: Sheet, x: float, foot: float, tall: float, *, colour: str = inks.LEAF) -> None:
    """A palmyra: straight black trunk, a ball of fans."""
    sheet.line(
        [complex(x, foot), complex(x + 4, foot - tall * 0.5), complex(x, foot - tall)],
        tall * 0.055 + 5,
        inks.BARK,
        taper=0.8,
    )
    top = Place(complex(x, foot - tall), tall / 330)
    for k in range(11):
        fan = top.inside(0j, turn=-150 + 30 * k)
        shape = fan(
            "-6,-20! -40,-66 -30,-104! -14,-84 -4,-118! 8,-86 26,-108! 28,-84 44,-70! 6,-20!"
        )
        sheet.fill(shape, colour if k % 2 else inks.MOSS)
        sheet.contour(shape, 4.2, gaps=2)
    for dx, dy in ((-14, 6), (10, 10), (-2, 22)):
        sheet.shape(top.oval(12, 12, complex(dx, dy)), inks.INK, width=0)


def tree(
    sheet: Sheet,
    x: float,
    foot: float,
    tall: float,
    *,
    colour: str = inks.LEAF,
    mark: str = inks.SPROUT,
    trunk: str = inks.EARTH,
) -> None:
    """A round broadleaf tree."""
    sheet.line(
        [complex(x, foot), complex(x + 3, foot - tall * 0.3), complex(x - 2, foot - tall * 0.6)],
        tall * 0.09,
        trunk,
        taper=0.7,
    )
    s = tall / 200
    crown = Place(complex(x, foot - tall * 0.62), s)
    shape = crown(
        "-92,40 -108,0 -78,-42 -44,-50 -20,-84 26,-82 52,-50 88,-38 104,6 84,42 30,56 -40,56"
    )
    sheet.body(shape, colour, inks.PINE, depth=0.16)
    sheet.cuts(
        [
            crown.inside(complex(-64 + 30 * (k % 5) + 8 * (k % 2), -50 + 28 * (k // 5))).at
            for k in range(15)
        ],
        complex(9, -8) * s,
        mark,
        width=6,
    )
    sheet.contour(shape, 6, gaps=2)


def pine(sheet: Sheet, x: float, foot: float, tall: float, *, colour: str = inks.LEAF) -> None:
    """A hill pine: bare trunk, flat whorls."""
    sheet.line(
        [complex(x, foot), complex(x + 3, foot - tall * 0.5), complex(x, foot - tall)],
        tall * 0.05 + 3,
        inks.EARTH,
        taper=0.5,
    )
    for k in range(5):
        w = tall * (0.24 - 0.034 * k)
        y = foot - tall * (0.42 + 0.14 * k)
        at = Place(complex(x, y))
        shape = at(
            f"{-w},10! {-w * 0.5},-18 0,{-tall * 0.15} {w * 0.5},-18 {w},10! {w * 0.3},2 {-w * 0.3},2"
        )
        sheet.shape(shape, colour if k % 2 else inks.MOSS, width=4.6, gaps=2)


def bamboo(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    for k in range(6):
        lean = (k - 2.5) * 22
        stem = through(
            [
                complex(x + k * 9, foot),
                complex(x + k * 9 + lean * 0.4, foot - tall * 0.6),
                complex(x + lean * 2.6, foot - tall * (1 - 0.04 * abs(k - 2.5))),
            ],
            closed=False,
        )
        sheet.line(stem, 8, inks.MOSS, taper=0.5)
        for n in range(5, len(stem), 2):
            for side in (-1, 1):
                leaf(
                    sheet,
                    Place(stem[n], tall / 420, side * 78),
                    colour=inks.LEAF if n % 4 else inks.MOSS,
                    long=78,
                    wide=20,
                    veins=0,
                    width=0,
                )


def sampan(
    sheet: Sheet,
    x: float,
    y: float,
    scale: float = 1.0,
    *,
    load: str | None = None,
    hat: bool = True,
    flip: bool = False,
) -> None:
    """A narrow boat, a rower in a conical hat seen from behind; ``load`` colours its fruit."""
    at = Place(complex(x, y), scale, 0, flip)
    if load:
        for k in range(7):
            sheet.shape(at.oval(17, 16, complex(-70 + 24 * k, -20 - 12 * (k % 2))), load, width=4)
    sheet.shape(
        at("-190,-44! -90,-4 60,-4 200,-50! 130,32 -110,34"), inks.EARTH, shade=inks.INK, width=6.5
    )
    sheet.line(at.line("-186,-38 -90,4 60,4 194,-44"), 5)
    if hat:
        sheet.shape(at("88,-12! 84,-62 104,-92! 132,-92! 148,-60 142,-14!"), inks.INDIGO, width=5.5)
        sheet.shape(at("66,-88! 118,-140 172,-92! 118,-80"), inks.STRAW, shade=inks.CLAY, width=6)
        sheet.line(at.line("150,-128 110,-50 50,44"), 7, inks.CLAY)


def junk(
    sheet: Sheet,
    x: float,
    y: float,
    scale: float = 1.0,
    *,
    sail: str = inks.CLAY,
    shade: str = inks.EARTH,
) -> None:
    """A bay junk with ribbed sails."""
    at = Place(complex(x, y), scale)
    for data, dx in (
        ("10,-26! 4,-150 34,-290! 130,-240 160,-120 150,-34!", 0),
        ("-20,-24! -26,-120 -8,-220! -110,-150 -124,-30!", 1),
    ):
        sail_shape = at(data)
        sheet.body(sail_shape, sail, shade, depth=0.1)
        for k in range(4):
            y0 = -70 - 48 * k
            line = (
                f"10,{y0} 80,{y0 - 8} 150,{y0 + 10}"
                if not dx
                else f"-24,{y0} -70,{y0 + 12} -120,{y0 + 40}"
            )
            if not (dx and k > 2):
                sheet.line(at.line(line), 4.5, taper=0.2)
        sheet.contour(sail_shape, 6.5, gaps=2)
    sheet.shape(
        at("-180,-34! -60,-16 100,-18 196,-52! 150,30 -120,34"),
        inks.EARTH,
        shade=inks.INK,
        width=6.5,
    )
    sheet.line(at.line("-176,-22 0,-2 190,-40"), 6, inks.STRAW)


def basket_boat(sheet: Sheet, x: float, y: float, scale: float = 1.0) -> None:
    at = Place(complex(x, y), scale)
    sheet.shape(at("-90,-30! -70,24 0,42 70,24 90,-30! 0,-6"), inks.STRAW, shade=inks.CLAY, width=6)
    sheet.shape(at.oval(90, 26, -30j), inks.CLAY, width=6)
    sheet.fill(at.oval(72, 17, -27j), inks.EARTH)
    sheet.cuts([at.point(complex(-60 + 24 * k, 6)) for k in range(6)], 12 + 8j, inks.EARTH, width=5)


def fishing_boat(
    sheet: Sheet,
    x: float,
    y: float,
    scale: float = 1.0,
    *,
    hull: str = inks.INDIGO,
    trim: str = inks.LOTUS,
) -> None:
    """A blue boat with eyes at its bow."""
    at = Place(complex(x, y), scale)
    for dx in (-60, 40):
        sheet.line(at.line(f"{dx},-60 {dx + 4},-150 {dx},-230"), 8, inks.EARTH)
    sheet.line(at.line("-60,-220 40,-226 150,-70"), 4)
    sheet.shape(at("-20,-64! -18,-130! 90,-134! 96,-64!"), inks.PAPER, width=6)
    sheet.shape(at("-30,-128! -26,-148! 100,-150! 106,-130!"), trim, width=5.5)
    for dx in (0, 44):
        sheet.fill(at(f"{dx},-112! {dx + 26},-112! {dx + 26},-84! {dx},-84!"), hull)
    sheet.shape(
        at("-190,-70! -60,-50 110,-54 220,-104! 160,24 -140,28"), hull, shade=inks.NAVY, width=7
    )
    sheet.line(at.line("-186,-56 -50,-36 110,-38 210,-84"), 9, trim, taper=0.7)
    sheet.shape(at.oval(16, 12, 158 - 40j), inks.PAPER, width=5)
    sheet.fill(at.oval(6, 6, 160 - 40j), inks.INK, slip=0)


def house(
    sheet: Sheet,
    x: float,
    foot: float,
    scale: float = 1.0,
    *,
    wall: str = inks.STRAW,
    roof: str = inks.CLAY,
) -> None:
    """A low tiled house."""
    at = Place(complex(x, foot), scale)
    sheet.shape(at("-90,0! -90,-70! 90,-72! 90,0!"), wall, width=5.5)
    sheet.shape(at("-14,0! -14,-50! 18,-50! 18,0!"), inks.EARTH, width=4.5)
    for dx in (-62, 44):
        sheet.fill(at(f"{dx},-52! {dx + 26},-52! {dx + 26},-26! {dx},-26!"), inks.INDIGO)
    top = at("-116,-66! -76,-128 74,-130 114,-68! 0,-60")
    sheet.shape(top, roof, shade=inks.EARTH, width=6)
    for k in range(6):
        sheet.line(at.line(f"{-72 + 29 * k},-122 {-92 + 37 * k},-68"), 4, inks.EARTH, taper=0.3)


def pagoda(
    sheet: Sheet,
    x: float,
    foot: float,
    scale: float = 1.0,
    *,
    tiers: int = 3,
    wall: str = inks.BLUSH,
    roof: str = inks.EARTH,
) -> None:
    """A tower of curved roofs."""
    at = Place(complex(x, foot), scale)
    for k in range(tiers):
        w = 92 - 16 * k
        y = -96 * k
        sheet.shape(
            at(f"{-w * 0.74},{y}! {-w * 0.7},{y - 74}! {w * 0.7},{y - 74}! {w * 0.74},{y}!"),
            wall,
            width=5.5,
        )
        sheet.fill(at(f"-13,{y - 4}! -13,{y - 40} 0,{y - 54} 13,{y - 40} 13,{y - 4}!"), inks.EARTH)
        roof_shape = at(
            f"{-w * 1.36},{y - 66}! {-w * 1.0},{y - 84} {-w * 0.6},{y - 112}! {w * 0.6},{y - 112}! {w * 1.0},{y - 84} {w * 1.36},{y - 66}! {w * 0.6},{y - 70} {-w * 0.6},{y - 70}"
        )
        sheet.shape(roof_shape, roof, shade=inks.INK, width=6)
    top = -96 * tiers
    sheet.shape(at(f"-12,{top - 10}! 0,{top - 64}! 12,{top - 10}!"), inks.STRAW, width=5)


def citadel(sheet: Sheet, x: float, foot: float, scale: float = 1.0) -> None:
    """A gate: heavy base with arches, a pavilion with double roofs over it."""
    at = Place(complex(x, foot), scale)
    sheet.shape(at("-420,0! -404,-170! 404,-172! 420,0!"), inks.CLAY, shade=inks.EARTH, width=7)
    for row in range(5):
        sheet.cuts(
            [at.point(complex(-390 + 62 * k + 30 * (row % 2), -150 + 30 * row)) for k in range(13)],
            at.point(26 + 0j) - at.at,
            inks.EARTH,
            width=4.5,
        )
    for dx, w in ((0, 44), (-130, 34), (130, 34)):
        sheet.shape(
            at(f"{dx - w},0! {dx - w},-70 {dx},-116 {dx + w},-70 {dx + w},0!"), inks.INK, width=5
        )
    sheet.shape(at("-330,-172! -330,-188! 330,-190! 330,-172!"), inks.STRAW, width=5)
    for dx in (-270, -180, -90, 0, 90, 180, 270):
        sheet.line(at.line(f"{dx},-190 {dx},-262"), 12, inks.LOTUS, taper=0.9)
    for y, w in ((-250, 350), (-330, 230)):
        sheet.shape(
            at(
                f"{-w},{y}! {-w * 0.86},{y - 26} {-w * 0.7},{y - 70}! {w * 0.7},{y - 72}! {w * 0.86},{y - 28} {w},{y}! {w * 0.5},{y - 8} {-w * 0.5},{y - 8}"
            ),
            inks.RIPE,
            shade=inks.CLAY,
            width=6.5,
        )
        for k in range(13):
            sheet.line(
                at.line(f"{-w * 0.66 + w * 0.11 * k},{y - 66} {-w * 0.8 + w * 0.134 * k},{y - 12}"),
                3.8,
                inks.EARTH,
                taper=0.4,
            )
    sheet.line(at.line("0,-404 0,-520"), 7)
    sheet.shape(at("2,-518! 70,-506 2,-466!"), inks.LOTUS, width=5)


def cham_tower(sheet: Sheet, x: float, foot: float, scale: float = 1.0) -> None:
    """A brick tower of the Chăm."""
    at = Place(complex(x, foot), scale)
    for y, w, h in ((0, 90, 150), (-150, 72, 80), (-230, 52, 64)):
        sheet.shape(
            at(f"{-w},{y}! {-w * 0.94},{y - h}! {w * 0.94},{y - h}! {w},{y}!"),
            inks.CLAY,
            shade=inks.EARTH,
            width=6,
        )
        sheet.shape(
            at(
                f"{-w * 1.14},{y - h}! {-w * 1.1},{y - h - 20}! {w * 1.1},{y - h - 20}! {w * 1.14},{y - h}!"
            ),
            inks.RIPE,
            width=5,
        )
        for dx in (-0.56, 0.56):
            sheet.line(
                at.line(f"{dx * w},{y - 12} {dx * w},{y - h + 14}"), 7, inks.EARTH, taper=0.6
            )
    sheet.shape(
        at("-46,-314! -30,-372 0,-420! 30,-372 46,-314!"), inks.CLAY, shade=inks.EARTH, width=6
    )
    sheet.fill(at("-26,0! -26,-70 0,-112! 26,-70 26,0!"), inks.INK)


def communal_house(sheet: Sheet, x: float, foot: float, scale: float = 1.0) -> None:
    """A rông: a thatched roof as tall as an axe blade, on posts."""
    at = Place(complex(x, foot), scale)
    for dx in (-110, -40, 40, 110):
        sheet.line(at.line(f"{dx},-70 {dx},0"), 12, inks.EARTH, taper=0.9)
    sheet.shape(at("-140,-60! -136,-124! 136,-126! 140,-60!"), inks.STRAW, width=5.5)
    for k in range(9):
        sheet.line(at.line(f"{-120 + 30 * k},-118 {-120 + 30 * k},-66"), 4, inks.CLAY)
    roof = at("-176,-112! -130,-300 -96,-470! 96,-472! 130,-300 176,-114! 0,-100")
    sheet.body(roof, inks.RIPE, inks.CLAY, depth=0.12)
    with sheet.within(roof):
        for row in range(11):
            sheet.cuts(
                [
                    at.point(complex(-160 + 26 * k + 12 * (row % 2), -452 + 32 * row))
                    for k in range(13)
                ],
                at.point(-2 + 26j) - at.at,
                inks.EARTH,
                width=5,
            )
    sheet.contour(roof, 7)
    for k in range(7):
        sheet.line(at.line(f"{-84 + 28 * k},-472 {-92 + 30 * k},-506"), 6)
    sheet.line(at.line("-20,-60 -50,0"), 7)
    sheet.line(at.line("14,-60 -16,0"), 7)


def bridge(
    sheet: Sheet, x: float, y: float, wide: float, arches: int, *, colour: str = inks.BARK
) -> None:
    """A bridge of bowed trusses."""
    span = wide / arches
    for k in range(arches):
        left = x + span * k
        bow = [
            complex(left + span * t, y - math.sin(math.pi * t) * span * 0.34)
            for t in [n / 10 for n in range(11)]
        ]
        sheet.line(bow, 12, colour, taper=0.9)
        for t in (0.2, 0.4, 0.6, 0.8):
            sheet.line(
                [
                    complex(left + span * t, y),
                    complex(left + span * t, y - math.sin(math.pi * t) * span * 0.34),
                ],
                5,
                colour,
                taper=1,
            )
        sheet.fill(Place(complex(left, y))("-14,0! 14,0! 20,90! -20,90!"), inks.BARK)
    sheet.line(
        [complex(x - 40, y), complex(x + wide / 2, y - 3), complex(x + wide + 40, y)], 14, taper=0.9
    )


def skyline(sheet: Sheet, x: float, foot: float, colours: tuple[str, ...]) -> None:
    """Blocks of a city, one tower with a tilted top."""
    for k, (dx, w, h) in enumerate(((0, 90, 130), (80, 70, 210), (146, 96, 160), (230, 66, 330), (290, 90, 190), (370, 74, 260),
                                    (436, 110, 150), (530, 70, 220), (590, 100, 130))):  # fmt: skip
        at = Place(complex(x + dx, foot))
        sheet.shape(
            at(f"0,0! 0,{-h}! {w},{-h - (40 if k == 3 else 0)}! {w},0!"),
            colours[k % len(colours)],
            width=5.5,
        )
        sheet.cuts(
            [
                at.point(complex(14 + 22 * (n % 3), -h + 26 + 30 * (n // 3)))
                for n in range(int(h / 30) * 3 - 3)
            ],
            11 + 0j,
            inks.PAPER,
            width=9,
        )


def lotuses(sheet: Sheet, top: float, number: int, *, seed: int = 0, flowers: bool = True) -> None:
    """A pond's leaves and flowers, larger towards us."""
    spots = sorted(
        ((k * 0.618034 + seed * 0.31) % 1, (k * 0.754878 + seed * 0.17) % 1) for k in range(number)
    )
    for n, (x, y) in enumerate(sorted(spots, key=lambda spot: spot[1])):
        size = 0.3 + 0.75 * y
        at = Place(complex(x * (WIDTH + 100) - 50, top + y * (HEIGHT - top)), size)
        lotus_leaf(sheet, at, rx=130, ry=42, colour=inks.LEAF if n % 2 else inks.MOSS)
        if flowers and n % 3 == 0:
            sheet.line(at.line("10,0 14,-60 8,-110"), 9, inks.MOSS)
            lotus_flower(sheet, at.inside(8 - 100j, scale=0.62))


def dune(sheet: Sheet, data: str, colour: str, shade: str) -> None:
    """A dune: its crest by hand; wind marks below."""
    edge = band(sheet, data, colour)
    for row in range(4):
        sheet.cuts(
            [p + complex(0, 40 + 44 * row) for p in edge[2 + row :: 5]], 90 + 14j, shade, width=5.5
        )


def flowers(sheet: Sheet, top: float, number: int, colour: str, heart: str) -> None:
    """Blossoms strewn over a meadow, larger towards us."""
    for k in range(number):
        y = (k * 0.618034) % 1
        at = Place(complex((k * 0.754878 % 1) * WIDTH, top + (HEIGHT - top) * y), 0.3 + 0.7 * y)
        sheet.cuts([at.at], complex(2, 30) * at.scale, inks.LEAF, width=6)
        blossom(sheet, at, colour=colour, heart=heart, r=40, width=4)


def ladder_house(sheet: Sheet, x: float, foot: float, scale: float) -> None:
    stilt_house(sheet, Place(complex(x, foot), scale))


def blossom_tree(sheet: Sheet, x: float, foot: float, tall: float, colour: str, heart: str) -> None:
    """A fruit tree in bloom before its leaves."""
    for data, width in (
        ("0,0 10,-90 -6,-170", 20),
        ("2,-70 60,-130 92,-200", 12),
        ("0,-90 -60,-150 -96,-210", 12),
        ("-4,-150 20,-220 10,-280", 10),
    ):
        sheet.line(
            Place(complex(x, foot), tall / 300).line(data),
            width * tall / 300,
            inks.EARTH,
            taper=0.5,
        )
    for k in range(26):
        angle, radius = k * 2.39996, 130 * math.sqrt((k + 0.5) / 26)
        at = Place(complex(x, foot), tall / 300).inside(
            complex(radius * math.cos(angle), -190 + radius * 0.8 * math.sin(angle)), turn=k * 31
        )
        blossom(sheet, at, colour=colour, heart=heart, r=30, width=3.6)


def coffee_branch(
    sheet: Sheet, x: float, foot: float, scale: float = 1.0, *, flip: bool = False
) -> None:
    """A branch in front, rising from the lower edge, with ripe cherries at its knots."""
    branch = Place(complex(x, foot), scale, flip=flip)
    stem = branch.line("0,60 26,-40 74,-120 150,-186 236,-214")
    sheet.line(stem, 11 * scale, inks.EARTH, taper=0.5)
    for at, size, turn in (
        (16 - 20j, 0.9, -150.0),
        (52 - 84j, 1.0, 20.0),
        (84 - 130j, 1.05, -128.0),
        (140 - 180j, 0.95, 34.0),
        (186 - 202j, 0.9, -88.0),
        (236 - 214j, 0.9, -12.0),
    ):
        leaf = branch.inside(at, scale=size, turn=turn)
        shape = leaf("0,0! 34,-30 88,-34 138,-4! 92,24 36,22")
        sheet.shape(shape, inks.LEAF, shade=inks.PINE, width=5)
        sheet.line(leaf.line("10,-2 66,-8 124,-4"), 3.5, inks.SPROUT)
    for at in (22 - 34j, 66 - 104j, 112 - 158j, 166 - 192j):
        for shift, colour in (
            (-24 + 6j, inks.LOTUS),
            (20 + 14j, inks.LOTUS),
            (-2 + 30j, inks.CLAY),
            (-4 - 10j, inks.LOTUS),
        ):
            cherry = branch.inside(at + shift)
            sheet.shape(cherry.oval(19, 18), colour, shade=inks.WINE, width=4.5)


def waterfall(sheet: Sheet, lip: str, low: float, *, spread: float = 1.18) -> None:
    """A curtain from an uneven lip, parted by rocks, with foam at its foot."""
    edge = hand(lip, closed=False)
    middle = (edge[0] + edge[-1]) / 2
    foot = [
        complex(
            middle.real + (p.real - middle.real) * spread,
            low + 16 * math.sin(p.real / 23) + 9 * math.sin(p.real / 9),
        )
        for p in edge
    ]
    curtain = [*edge, *reversed(foot)]
    sheet.fill(curtain, inks.PAPER, rough=4)
    for k in range(3, len(edge) - 2, 3):
        top, bottom = edge[k], foot[k]
        start = top + (bottom - top) * (0.05 + 0.11 * (k % 4))
        end = top + (bottom - top) * (0.62 + 0.12 * (k % 3))
        bow = (start + end) / 2 + complex(-5 if k % 2 else 5, 0)
        sheet.line([start, bow, end], 5 + k % 3, inks.MIST, taper=0.1)
    sheet.line(edge, 5, taper=0.2)
    for k in range(0, len(foot), 4):
        sheet.fill(Place(foot[k]).oval(34, 15), inks.PAPER, rough=4)


def windmill(sheet: Sheet, x: float, foot: float, tall: float) -> None:
    """A wind turbine."""
    sheet.line(
        [complex(x, foot), complex(x, foot - tall * 0.5), complex(x, foot - tall)],
        tall * 0.035 + 4,
        inks.PAPER,
        taper=0.7,
    )
    for k in range(3):
        blade = Place(complex(x, foot - tall), tall / 300, 20 + 120 * k)
        sheet.shape(blade("-7,0! -13,-40 -2,-150! 9,-40 7,0!"), inks.PAPER, width=4.5)


def salt_field(sheet: Sheet, top: float) -> None:
    """Pans of brine with white heaps in rows."""
    water(sheet, top, inks.MIST, inks.PAPER, number=20)
    for row in range(4):
        y = top + 30 + row * (52 + row * 22)
        size = 0.4 + 0.3 * row
        for k in range(11):
            at = Place(complex(-40 + k * 230 + (row % 2) * 110, y + 50 * size), size)
            sheet.shape(
                at("-70,0! -40,-44 0,-92! 44,-40 72,0! 0,14"), inks.PAPER, shade=inks.HAZE, width=6
            )
    for k in range(7):
        sheet.line(
            [complex(-900 + k * 660, HEIGHT + 30), complex(400 + k * 220, top)],
            8,
            inks.CLAY,
            taper=0.3,
        )


def arc_of(x: float, y: float, rx: float, ry: float, start: float, stop: float) -> Points:
    return ellipse(rx, ry, at=complex(x, y), start=start, stop=stop)
