"""The map of Viet Nam: 34 provinces with Hoàng Sa (Đà Nẵng) and Trường Sa (Khánh Hoà) where they lie.

One drawing for all pages, made from data/provinces.geojson by ``manage.py draw_map``. Every
province is a path of its own with its slug as id, so that a page shows one by ``<use>``, colours it
by its own style sheet and loads the outlines once.
"""

import json
import math
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUTLINES = Path(__file__).parent / "data" / "provinces.geojson"
#: The drawing's size in its own units; 50 to a degree of latitude.
WIDTH, HEIGHT = 776, 832
#: The id of all provinces together.
ALL = "viet-nam"
_UNITS = 50
_WEST, _NORTH = 101.9, 23.6
#: Of the middle latitude, so that shapes are not stretched.
_SQUEEZE = math.cos(math.radians(16))
_CORNERS = 3

Point = tuple[int, int]


def place(latitude: float, longitude: float) -> Point:
    """Where a position (degrees, WGS 84) stands in the drawing, in whole units."""
    return (
        round((longitude - _WEST) * _UNITS * _SQUEEZE),
        round((_NORTH - latitude) * _UNITS),
    )


def draw() -> str:
    """The whole drawing as SVG, the same for the same outlines."""
    paths = "\n".join(
        f'<path id="{slug}" vector-effect="non-scaling-stroke" d="{_path(rings)}"/>'
        for slug, rings in _provinces()
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n'
        f'<g id="{ALL}">\n{paths}\n</g>\n</svg>\n'
    )


def _provinces() -> Iterator[tuple[str, list[list[list[float]]]]]:
    for feature in json.loads(OUTLINES.read_text(encoding="utf-8"))["features"]:
        polygons: list[Any] = feature["geometry"]["coordinates"]
        yield feature["properties"]["slug"], [ring for polygon in polygons for ring in polygon]


def _path(rings: list[list[list[float]]]) -> str:
    """Rings one after another; an islet smaller than a unit stands as a dot, once a place."""
    drawn, dots = [], set()
    for ring in rings:
        points = _corners([place(latitude, longitude) for longitude, latitude in ring])
        if len(points) >= _CORNERS:
            drawn.append(_ring(points))
        else:
            dots.add(tuple(place(ring[0][1], ring[0][0])))
    return "".join(drawn) + "".join(f"M{x} {y}h2v2h-2z" for x, y in sorted(dots))


def _corners(points: list[Point]) -> list[Point]:
    """Without what repeats the point before or lies on the line between its neighbours."""
    kept = [
        point
        for before, point in zip([points[-1], *points], points, strict=False)
        if point != before
    ]
    return [
        point
        for before, point, after in zip(
            [*kept[-1:], *kept], kept, [*kept[1:], *kept[:1]], strict=False
        )
        if (point[0] - before[0]) * (after[1] - point[1])
        != (point[1] - before[1]) * (after[0] - point[0])
    ]


def _ring(points: list[Point]) -> str:
    (x, y), *rest = points
    steps = []
    for following in rest:
        steps.append(f"{following[0] - x} {following[1] - y}")
        x, y = following
    line = " ".join(steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{line}z"
