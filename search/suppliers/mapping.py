"""The directory on the map: each province with how many suppliers ship from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from marketplace.geography.models import Province
from marketplace.geography.outlines import place
from marketplace.geography.selectors import province_list
from search.filters import address
from search.menus import regions

#: Counts from which an area is darker; colour is never alone, the number stands in it.
_STEPS = (1, 3, 10)
#: What a number of two digits takes in the drawing.
_WIDE, _HIGH = 30, 22


@dataclass(frozen=True, slots=True)
class Area:
    """``shade`` is 0 (none) to 3; ``x`` and ``y`` are where its number stands in the drawing, if there
    is room for it.
    """

    slug: str
    name: str
    total: int
    shade: int
    x: int
    y: int
    url: str
    has_room: bool = True


@dataclass(frozen=True, slots=True)
class Mapped:
    """``areas`` for the drawing; ``regions`` (name, areas) from north to south for the list beside."""

    areas: tuple[Area, ...]
    regions: tuple[tuple[str, tuple[Area, ...]], ...]


def mapped(counts: Mapping[str, int], asked: QueryDict) -> Mapped:
    """Each province leads to the list of its suppliers, the other filters staying on."""
    found = [_area(one, counts.get(one.slug, 0), asked) for one in province_list()]
    areas = {one.slug: one for one in _with_room(found)}
    return Mapped(
        tuple(areas.values()),
        tuple(
            (region.name, tuple(areas[place.code] for place in region.provinces))
            for region in regions()
        ),
    )


def _with_room(areas: list[Area]) -> list[Area]:
    """Of numbers that would touch the larger one stands; the list beside has them all."""
    placed: list[Area] = []
    for one in sorted(areas, key=lambda area: -area.total):
        if one.total and not any(
            abs(one.x - other.x) < _WIDE and abs(one.y - other.y) < _HIGH for other in placed
        ):
            placed.append(one)
    shown = {one.slug for one in placed}
    return [replace(one, has_room=one.slug in shown) for one in areas]


def _area(province: Province, total: int, asked: QueryDict) -> Area:
    x, y = place(province.latitude, province.longitude)
    return Area(
        slug=province.slug,
        name=province.name,
        total=total,
        shade=sum(total >= step for step in _STEPS),
        x=x,
        y=y,
        url=address(asked, province=province.slug, region=None, view=None),
    )
