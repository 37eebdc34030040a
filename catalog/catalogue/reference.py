"""Loads the reference rows of this app; idempotent.

The taxonomy is that of Decision 26/2026/QĐ-TTg, Appendices I and II: 6 sectors, 17 groups and
26 criteria sets. What a product of a sector states: attributes.py, with its sources.
"""

import csv
from functools import cache
from pathlib import Path

from django.db import transaction
from oscar.core.loading import get_model

from marketplace.kernel.text import slugify

from .attributes import attributes_of
from .models import Category
from .selectors.taxonomy import forget

DATA = Path(__file__).parent / "data"
#: Tourism services take an enquiry, not a parcel.
_SERVICES = "S6"


def load() -> None:
    """Sectors, groups, criteria sets and product classes from data/."""
    with transaction.atomic():
        rows = taxonomy_rows()
        _load_categories(rows)
        _load_product_classes([row for row in rows if row["level"] == Category.Level.SECTOR])
    forget()


def taxonomy_rows() -> list[dict[str, str]]:
    """Sectors, groups and criteria sets in the order of the decision, parents before children."""
    with (DATA / "groups.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def criteria_sets() -> dict[str, tuple[str, str]]:
    """Code (B01 …) → Vietnamese and English name of the 26 criteria sets, without the database."""
    return {
        row["code"]: (row["name_vi"], row["name_en"])
        for row in taxonomy_rows()
        if row["level"] == Category.Level.SET
    }


def _load_categories(rows: list[dict[str, str]]) -> None:
    """Parents stand before their children in the file."""
    present = {category.code: category for category in Category.objects.exclude(code=None)}
    for row in rows:
        fields = {
            "name": row["name_vi"],
            "name_en": row["name_en"],
            "level": row["level"],
            "slug": slugify(row["name_vi"], limit=120),
        }
        category = present.get(row["code"])
        if category is None:
            present[row["code"]] = _add(row, fields)
        elif any(getattr(category, name) != value for name, value in fields.items()):
            Category.objects.filter(pk=category.pk).update(**fields)


def _add(row: dict[str, str], fields: dict[str, str]) -> Category:
    if not row["parent_code"]:
        return Category.add_root(code=row["code"], **fields)
    parent = Category.objects.get(code=row["parent_code"])  # treebeard needs its fresh state
    return parent.add_child(code=row["code"], **fields)


def _load_product_classes(sectors: list[dict[str, str]]) -> None:
    product_classes = get_model("catalogue", "ProductClass")
    attributes = get_model("catalogue", "ProductAttribute")
    wanted = []
    for row in sectors:
        is_goods = row["code"] != _SERVICES
        product_class, _created = product_classes.objects.update_or_create(
            slug=row["code"].lower(),
            defaults={
                "name": row["name_vi"],
                "requires_shipping": is_goods,
                "track_stock": is_goods,
            },
        )
        wanted += [
            attributes(
                product_class=product_class,
                code=attribute.code,
                name=attribute.name_vi,
                type=attribute.type,
            )
            for attribute in attributes_of(row["code"])
        ]
    attributes.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["code", "product_class"],
        update_fields=["name", "type"],
    )
