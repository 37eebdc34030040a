"""A product and what is like it: of its criteria set, from its province first. One query for all."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, QuerySet, Subquery, When
from oscar.core.loading import get_model

from catalog.catalogue.models import Product
from catalog.producers.models import Producer
from marketplace.kernel.prepared import Prepared, ReadRow

SIMILAR = 6
_RELATED = (
    *("producer__province", "producer__commune", "criteria_set", "product_class"),
    "visit_terms",
)
#: What a page or a card reads of them. All of their columns would take as long as finding them.
_READ = (
    *("public_id", "slug", "structure", "title", "title_en", "description", "description_en"),
    *("folded_title", "season_months", "is_illustrative", "photographs", "scope", "vat_class"),
    *("raw_material_zone", "geographical_indication", "product_class__requires_shipping"),
    *(
        f"producer__{name}"
        for name in ("public_id", "slug", "name", "name_en", "folded_name", "organisation")
    ),
    *(f"producer__province__{name}" for name in ("slug", "name_vi", "name_en", "region")),
    *(
        f"producer__commune__{name}"
        for name in ("code", "kind", "name_vi", "latitude", "longitude")
    ),
    *(f"criteria_set__{name}" for name in ("code", "name", "name_en")),
)


@dataclass(frozen=True, slots=True)
class Family:
    """``alike``: rows of COLUMNS for cards of what is certified on the day, the newest first.

    ``row``: what ``product`` was made of.
    """

    product: Product
    row: ReadRow
    alike: list[ReadRow]


def family(public_id: str, *, on: datetime.date) -> Family | None:
    """An approved product, certified or not, with all that its page reads; None where there is none.

    Both halves of what is like it end at SIMILAR rows of an index, so that the size of the market
    does not matter.
    """
    rows = _family.rows(public_id=public_id, on=on)
    if not rows or rows[0]["public_id"] != public_id:
        return None
    return Family(product=rows[0].instance(), row=rows[0], alike=rows[1:])


@Prepared
def _family(public_id: str, on: datetime.date) -> QuerySet[Product]:
    """The product itself first, if it is approved.

    Who makes what is like it is asked by a list of producers and not by a join, so that a database
    looks at the province before it looks at certificates.
    """
    own = Product.objects.filter(public_id=public_id).order_by()
    province = Subquery(own.values("producer__province"))
    alike = (
        Product.objects.listed(on=on)
        .filter(criteria_set=Subquery(own.values("criteria_set")))
        .exclude(public_id=public_id)
        .order_by("-pk")
    )
    neighbours = Producer.objects.filter(province=province).order_by().values("pk")
    near = alike.filter(producer__in=neighbours).values("pk")[:SIMILAR]
    itself = Product.objects.approved().filter(public_id=public_id).order_by().values("pk")
    place = Case(
        When(public_id=public_id, then=0), When(producer__province=province, then=1), default=2
    )
    return (
        Product.objects.filter(
            Q(pk__in=itself) | Q(pk__in=near) | Q(pk__in=alike.values("pk")[:SIMILAR])
        )
        .select_related(*_RELATED)
        .only(*_READ, *(f"visit_terms__{field.name}" for field in _visit_terms()))
        .order_by(place, "-pk")[: SIMILAR + 1]
    )


def _visit_terms() -> list[Any]:
    return list(get_model("partner", "VisitTerms")._meta.concrete_fields)
