"""Places on our map of the country: numbered points, and the same in words beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from marketplace.geography.outlines import HEIGHT, WIDTH, place

from .needs import Link

#: A map shows at least this much of the drawing, in its units: some 120 kilometres.
_LEAST = 56
#: Around the outermost points, as a share of what they span.
_AIR = 0.35
#: A map is as wide as eighteen marks of radius 11 stand side by side.
_MARKS = 18 * 22


@dataclass(frozen=True, slots=True)
class Point:
    """``url`` is empty where the place has no published page."""

    number: int
    name: str
    x: int
    y: int
    latitude: float
    longitude: float
    url: str


@dataclass(frozen=True, slots=True)
class Points:
    """``box``: the part of the drawing to show (x, y, width, height); ``scale``: of a mark of radius 11."""

    points: tuple[Point, ...]
    box: tuple[int, int, int, int]
    scale: float

    @property
    def view_box(self) -> str:
        return " ".join(map(str, self.box))


def points(rows: Iterable[tuple[str, float, float, Link | None]]) -> Points:
    """From rows of name, latitude, longitude (WGS 84) and the place's page."""
    found = []
    for number, (name, latitude, longitude, page) in enumerate(rows, start=1):
        x, y = place(latitude, longitude)
        url = page.url if page is not None else ""
        found.append(Point(number, name, x, y, latitude, longitude, url))
    box = _box(found)
    return Points(points=tuple(found), box=box, scale=round(max(box[2], box[3]) / _MARKS, 3))


def _box(found: list[Point]) -> tuple[int, int, int, int]:
    """A square around the points, within the drawing; all of it where there is none."""
    if not found:
        return (0, 0, WIDTH, HEIGHT)
    left, right = min(one.x for one in found), max(one.x for one in found)
    top, bottom = min(one.y for one in found), max(one.y for one in found)
    span = max(right - left, bottom - top)
    side = min(max(_LEAST, round(span * (1 + 2 * _AIR))), WIDTH)
    x = min(max(0, round((left + right - side) / 2)), WIDTH - side)
    y = min(max(0, round((top + bottom - side) / 2)), HEIGHT - side)
    return (x, y, side, side)
