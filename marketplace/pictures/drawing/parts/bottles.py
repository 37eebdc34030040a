"""Glass: bottles and jars one sees through."""

from .. import inks
from ..curves import ellipse
from ..place import Place
from ..sheet import Sheet


def bottle(
    sheet: Sheet,
    place: Place,
    *,
    drink: str = inks.CLAY,
    shade: str = inks.BARK,
    glass: str = inks.HAZE,
    cap: str = inks.LOTUS,
    label: str | None = inks.SHELL,
    mark: str = inks.LOTUS,
    level: float = 0.6,
) -> None:
    """A tall bottle, 380 high, its foot at the origin; the label bears a sign, never words."""
    body = place(
        "-66,0! -72,-18 -72,-200 -62,-232 -28,-268 -25,-350! 25,-350! 28,-268 62,-232 72,-200 72,-18 66,0! 0,12"
    )
    sheet.fill(body, glass)
    top = -18 - 330 * level
    inner = place(
        f"-62,-6! -66,-18 -66,{max(top, -200):.0f}! 66,{max(top, -200):.0f}! 66,-18 62,-6! 0,4"
    )
    sheet.body(inner, drink, shade, depth=0.2)
    if top < -200:
        sheet.fill(place("-66,-196! -58,-228 -30,-256! 30,-256! 58,-228 66,-196!"), drink)
    if label:
        patch = place("-71,-168! -30,-160 30,-160 71,-168! 71,-62! 30,-54 -30,-54 -71,-62!")
        sheet.fill(patch, label)
        sheet.fill(place.oval(29, 29, -112j), mark, slip=0.5)
        sheet.line(place.line("-60,-150 0,-143 60,-150"), 4.5, mark, taper=0.6)
        sheet.line(place.line("-60,-76 0,-69 60,-76"), 4.5, mark, taper=0.6)
        sheet.contour(patch, 4.5, gaps=3)
    sheet.line(place.line("-50,-30 -52,-140 -48,-204 -26,-246"), 8, inks.PAPER, taper=0.15)
    sheet.contour(body, 7.5, gaps=2, gap=0.04)
    stopper = place("-30,-346! -32,-392 0,-398 32,-392 30,-346! 0,-338")
    sheet.shape(stopper, cap, width=6.5)
    sheet.line(place.line("-28,-358 0,-352 28,-358"), 4.5)


def glass_jar(
    sheet: Sheet,
    place: Place,
    *,
    filling: str = inks.RIPE,
    shade: str = inks.CLAY,
    lid: str = inks.STRAW,
    tall: float = 220,
    wide: float = 105,
) -> None:
    """A preserving jar, its foot at the origin."""
    t, w = tall, wide
    body = place(
        f"{-w * 0.9},0! {-w},{-t * 0.1} {-w},{-t * 0.72} {-w * 0.74},{-t * 0.88}! "
        f"{w * 0.74},{-t * 0.88}! {w},{-t * 0.72} {w},{-t * 0.1} {w * 0.9},0! 0,{w * 0.14}"
    )
    sheet.body(body, filling, shade, depth=0.15)
    sheet.fill(place.all(ellipse(w * 0.82, w * 0.15, at=complex(0, -t * 0.76))), shade, slip=0.5)
    sheet.line(
        place.line(f"{-w * 0.74},{-t * 0.14} {-w * 0.78},{-t * 0.5} {-w * 0.68},{-t * 0.68}"),
        11,
        inks.PAPER,
        taper=0.15,
    )
    sheet.line(
        place.line(f"{-w * 0.5},{-t * 0.2} {-w * 0.53},{-t * 0.4}"), 7, inks.PAPER, taper=0.15
    )
    sheet.contour(body, 7.5, gaps=2, gap=0.04)
    cap = place(
        f"{-w * 0.8},{-t * 0.86}! {-w * 0.82},{-t} 0,{-t * 1.07} {w * 0.82},{-t} {w * 0.8},{-t * 0.86}! 0,{-t * 0.8}"
    )
    sheet.shape(cap, lid, width=7)
    sheet.line(place.line(f"{-w * 0.8},{-t * 0.96} 0,{-t * 0.9} {w * 0.8},{-t * 0.96}"), 5)
