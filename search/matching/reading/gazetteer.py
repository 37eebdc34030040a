"""Names of places for the reader: today's and former provinces, districts, regions, folk names.

Taken from the tables of ``marketplace.geography``; what those lack (folk names, villages known by
a product, harbours, foreign cities) stands in ``data/places.csv``. A name that means several
places of different provinces is left out: the reader never guesses.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from marketplace.kernel.text import fold

from .tables import rows

_KINDS = ("Thành phố ", "Thành Phố ", "Tỉnh ", "Thị xã ", "Thị Xã ", "Huyện ", "Quận ")
_WARDS = ("Phường ", "Xã ", "Thị trấn ", "Thị Trấn ")
Row = tuple[str, "Place", str]


@dataclass(frozen=True, slots=True)
class Place:
    """What a name means: provinces of today, the former ones it lies in, or official regions.

    ``is_current``: the bare name of a province that still exists. ``own_former``: the former
    province in which a place of a province that was not merged lies (it narrows nothing).
    """

    kind: str
    name: str
    provinces: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


def place_entries() -> Iterator[Row]:
    """(kind, place, phrase) for the lexicon."""
    current = {row["slug"]: row for row in _table("provinces.csv")}
    merged = {slug for slug, row in current.items() if row["is_merged"] == "1"}
    seen: set[str] = set()

    def entry(kind: str, place: Place, phrase: str) -> Iterator[Row]:
        seen.add(fold(phrase))
        yield kind, place, phrase

    for row in rows("places.csv"):
        place = Place(
            row["kind"],
            "",
            tuple(row["provinces"].split("|")) if row["provinces"] else (),
            tuple(row["former"].split("|")) if row["former"] else (),
            tuple(row["regions"].split("|")) if row["regions"] else (),
        )
        kind = {"abroad": "abroad", "country": "country", "port": "port"}.get(row["kind"], "place")
        for name in row["names"].split("|"):
            yield from entry(kind, place, name)
    for slug, row in current.items():
        for name in {row["name_vi"], row["name_en"]}:
            for phrase in (name, f"{name} province"):
                yield from entry("place", Place("province", row["name_vi"], (slug,)), phrase)
    for row in _table("former_provinces.csv"):
        if row["former_slug"] in current or row["former_slug"] == "thua-thien-hue":
            continue
        name = row["former_name_vi"]
        place = Place("former", name, (row["new_slug"],), (row["former_slug"],))
        for phrase in (name, f"{name} province"):
            yield from entry("place", place, phrase)
    yield from _units(merged, seen)


def _units(merged: set[str], seen: set[str]) -> Iterator[Row]:
    """Former districts, then wards and communes whose name lies in one province only."""
    slug_of = {row["former_code"]: row for row in _table("former_provinces.csv")}
    districts: dict[str, set[str]] = defaultdict(set)
    wards: dict[str, set[str]] = defaultdict(set)
    for row in _table("former_units.csv"):
        districts[_bare(row["former_district"], _KINDS)].add(row["former_province_code"])
        wards[_bare(row["former_ward"], _WARDS)].add(row["former_province_code"])
    for kind, names in (("place", districts), ("ward", wards)):
        for name, codes in names.items():
            folded = fold(name)
            if folded in seen or len(codes) > 1 or name.isdigit() or " " not in name:
                continue
            seen.add(folded)
            row = slug_of[next(iter(codes))]
            former = (row["former_slug"],) if row["new_slug"] in merged else ()
            yield kind, Place("below", name, (row["new_slug"],), former), name


def _bare(name: str, kinds: tuple[str, ...]) -> str:
    for kind in kinds:
        if name.startswith(kind):
            return name.removeprefix(kind)
    return name


def _table(name: str) -> Iterator[dict[str, str]]:
    path = resources.files("marketplace.geography") / "data" / name
    yield from csv.DictReader(path.read_text(encoding="utf-8").splitlines())
