"""What stands above a province's products: what it is, and its figures of today."""

import datetime
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from oscar.core.loading import get_model

from catalog.catalogue.models import Product
from catalog.catalogue.season import bits
from marketplace.geography.models import Province
from marketplace.geography.selectors import province_list
from marketplace.kernel.prepared import Prepared


@dataclass(frozen=True)
class ProvinceFacts:
    """``former``: the provinces that it was made of, empty where it is as it was."""

    province: Province
    former: tuple[str, ...]
    products: int
    by_star: tuple[tuple[int, int], ...]
    producers: int
    in_season: int


def province_facts(province: Province, *, on: datetime.date) -> ProvinceFacts:
    """Counts of what may be shown on a day; one query of three columns a product."""
    rows = _listed(province=province.pk, on=on)
    this_month = bits([on.month])
    stars = Counter(star for star, _producer, _months in rows)
    known = next((one for one in province_list() if one.slug == province.slug), province)
    former = tuple(one.name_vi for one in known.former_provinces.all())
    return ProvinceFacts(
        province=known,
        former=former if len(former) > 1 else (),
        products=len(rows),
        by_star=tuple(sorted(stars.items(), reverse=True)),
        producers=len({producer for _star, producer, _months in rows}),
        in_season=sum(bool(months & this_month) for _star, _producer, months in rows),
    )


@Prepared
def _listed(province: int, on: datetime.date) -> QuerySet[Any, Any]:
    """Star, producer and months of what is listed, from its live certificates."""
    approved = Product.objects.approved().filter(producer__province=province)
    return (
        get_model("certification", "Certificate")
        .objects.live(on=on)
        .filter(product__in=approved)
        .order_by()
        .values_list("star", "product__producer_id", "product__season_months")
    )
