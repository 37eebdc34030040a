"""What is like a product: of its criteria set, from its province first."""

import datetime
from collections.abc import Mapping
from typing import Any

from catalog.catalogue.models import Product

from .cards import COLUMNS, Card, cards
from .lists import listed_where

SIMILAR = 6


def similar_rows(
    product: Product, *, on: datetime.date, limit: int = SIMILAR
) -> list[Mapping[str, Any]]:
    """Rows for cards of what is certified on a day, the newest first; one query.

    Both halves end at ``limit`` rows of an index, so that the size of the market does not matter.
    Reads ``producer`` and ``criteria_set``: select them before.
    """
    if product.criteria_set is None:
        return []
    alike = (
        listed_where(on=on, category=product.criteria_set).exclude(pk=product.pk).order_by("-pk")
    )
    province = product.producer.province_id if product.producer else None
    near = alike.filter(producer__province=province).values("pk")[:limit]
    rows = Product.objects.filter(pk__in=near) | Product.objects.filter(
        pk__in=alike.values("pk")[:limit]
    )
    found = rows.values("producer__province_id", *COLUMNS)
    ordered = sorted(found, key=lambda row: (row["producer__province_id"] != province, -row["id"]))
    return list(ordered[:limit])


def similar_products(
    product: Product, *, on: datetime.date, limit: int = SIMILAR
) -> tuple[Card, ...]:
    """The same as cards; three queries."""
    return cards(similar_rows(product, on=on, limit=limit), on=on)
