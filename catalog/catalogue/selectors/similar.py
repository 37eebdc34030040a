"""What is like a product: of its criteria set, from its province first."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, QuerySet, When

from catalog.catalogue.models import Product
from marketplace.kernel.prepared import Prepared

from .cards import COLUMNS, Card, cards

SIMILAR = 6


def similar_rows(product: Product, *, on: datetime.date) -> list[Mapping[str, Any]]:
    """Rows for cards of what is certified on a day, the newest first; one query.

    Both halves end at SIMILAR rows of an index, so that the size of the market does not matter.
    Reads ``producer`` and ``criteria_set``: select them before.
    """
    if product.criteria_set is None:
        return []
    province = product.producer.province_id if product.producer else None
    rows = _alike(
        criteria_set=product.criteria_set.pk, own=product.pk, province=province or 0, on=on
    )
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


@Prepared
def _alike(criteria_set: int, own: int, province: int, on: datetime.date) -> QuerySet[Product, Any]:
    alike = (
        Product.objects.listed(on=on)
        .filter(criteria_set=criteria_set)
        .exclude(pk=own)
        .order_by("-pk")
    )
    near = alike.filter(producer__province=province).values("pk")[:SIMILAR]
    rows = Product.objects.filter(pk__in=near) | Product.objects.filter(
        pk__in=alike.values("pk")[:SIMILAR]
    )
    is_far = Case(When(producer__province=province, then=0), default=1)
    return rows.order_by(is_far, "-pk").values_list(*COLUMNS)[:SIMILAR]


def similar_products(product: Product, *, on: datetime.date) -> tuple[Card, ...]:
    """The same as cards; three queries."""
    return cards(similar_rows(product, on=on), on=on)
