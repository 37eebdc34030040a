"""Loads the reference rows of this app; idempotent.

Sources are named in docs/geography.md. A row is found again by its official code, so database
ids stay; rows that are as they should be are not written; nothing is deleted but successions.
"""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db import models, transaction

from . import former, gazetteer, selectors
from .models import (
    Commune,
    FormerDistrict,
    FormerProvince,
    FormerWard,
    Province,
    Region,
    Succession,
)
from .names import bare_name, plain

DATA = Path(__file__).parent / "data"
_BATCH = 1000

Row = dict[str, Any]


def load() -> None:
    """Regions, provinces, communes and former units from data/."""
    with transaction.atomic():
        regions = _sync(Region, _regions(), by="slug")
        provinces = _sync(Province, _provinces(regions))
        communes = _sync(Commune, _communes(provinces))
        former_provinces = _sync(FormerProvince, _former_provinces(provinces))
        units = list(rows("former_units.csv"))
        districts = _sync(FormerDistrict, _former_districts(units, former_provinces))
        wards = _sync(FormerWard, _former_wards(units, districts))
        _sync_successions(units, districts, wards, communes)
    gazetteer.forget()
    former.forget()
    selectors.forget()


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the files in data/."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _regions() -> Iterator[Row]:
    for position, row in enumerate(rows("regions.csv"), start=1):
        yield {**row, "position": position}


def _provinces(regions: dict[str, int]) -> Iterator[Row]:
    for row in rows("provinces.csv"):
        yield {
            "code": row["code"],
            "slug": row["slug"],
            "name_vi": row["name_vi"],
            "name_en": row["name_en"],
            "kind": row["kind"],
            "region_id": regions[row["region"]],
            "latitude": float(row["lat"]),
            "longitude": float(row["lon"]),
            "admin_center": row["admin_center"],
        }


def _communes(provinces: dict[str, int]) -> Iterator[Row]:
    for row in rows("communes.csv"):
        yield {
            "code": row["code"],
            "name_vi": row["name_vi"],
            "kind": row["kind"].replace("_", "-"),
            "folded_name": plain(row["name_vi"]),
            "province_id": provinces[row["province_code"]],
            "latitude": float(row["lat"]) if row["lat"] else None,
            "longitude": float(row["lon"]) if row["lon"] else None,
        }


def _former_provinces(provinces: dict[str, int]) -> Iterator[Row]:
    for row in rows("former_provinces.csv"):
        yield {
            "code": row["former_code"],
            "slug": row["former_slug"],
            "name_vi": row["former_name_vi"],
            "folded_name": bare_name(row["former_name_vi"]),
            "province_id": provinces[row["new_code"]],
        }


def _former_districts(
    units: Iterable[dict[str, str]], former_provinces: dict[str, int]
) -> Iterator[Row]:
    for row in {unit["former_district_code"]: unit for unit in units}.values():
        yield {
            "code": row["former_district_code"],
            "name_vi": row["former_district"],
            "folded_name": bare_name(row["former_district"]),
            "former_province_id": former_provinces[row["former_province_code"]],
        }


def _former_wards(units: Iterable[dict[str, str]], districts: dict[str, int]) -> Iterator[Row]:
    by_code = {unit["former_ward_code"]: unit for unit in units if unit["former_ward_code"]}
    for row in by_code.values():
        yield {
            "code": row["former_ward_code"],
            "name_vi": row["former_ward"],
            "folded_name": bare_name(row["former_ward"]),
            "district_id": districts[row["former_district_code"]],
        }


def _sync(model: type[models.Model], rows: Iterable[Row], *, by: str = "code") -> dict[str, int]:
    """Create or update what differs; every row's code → database id."""
    wanted = {row[by]: row for row in rows}
    fields = list(next(iter(wanted.values())))
    manager = model._default_manager
    present = {row[by]: row for row in manager.values(*fields)}
    differing = [model(**row) for code, row in wanted.items() if present.get(code) != row]
    manager.bulk_create(
        differing,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=[by],
        update_fields=[field for field in fields if field != by],
    )
    return dict(manager.values_list(by, "pk"))


def _sync_successions(
    units: Iterable[dict[str, str]],
    districts: dict[str, int],
    wards: dict[str, int],
    communes: dict[str, int],
) -> None:
    wanted = {
        (
            districts[unit["former_district_code"]],
            wards.get(unit["former_ward_code"]),
            communes[unit["commune_code"]],
        )
        for unit in units
    }
    present = set(Succession.objects.values_list("district_id", "ward_id", "commune_id"))
    if gone := present - wanted:
        stale = [
            pk
            for pk, *units_of in Succession.objects.values_list(
                "pk", "district_id", "ward_id", "commune_id"
            )
            if tuple(units_of) in gone
        ]
        Succession.objects.filter(pk__in=stale).delete()
    Succession.objects.bulk_create(
        [
            Succession(district_id=district, ward_id=ward, commune_id=commune)
            for district, ward, commune in sorted(
                wanted - present, key=lambda row: (row[0], row[1] or 0, row[2])
            )
        ],
        batch_size=_BATCH,
    )
