"""What stands above a province's products: what it is, and its figures of today."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery
from oscar.core.loading import get_model

from marketplace.geography.models import Province
from marketplace.geography.selectors import province_list

from .lists import listed_where


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
    """Counts of what may be shown on a day; one query."""
    live = get_model("certification", "Certificate").objects.live(on=on)
    star = live.filter(product=OuterRef("pk")).values("star")[:1]
    counted = (
        listed_where(on=on, province=province)
        .annotate(
            live_star=Subquery(star), this_month=F("season_months").bitand(1 << (on.month - 1))
        )
        .aggregate(
            products=Count("pk"),
            producers=Count("producer", distinct=True),
            in_season=Count("pk", filter=Q(this_month__gt=0)),
            **{f"star_{number}": Count("pk", filter=Q(live_star=number)) for number in (5, 4, 3)},
        )
    )
    known = next((one for one in province_list() if one.slug == province.slug), province)
    former = tuple(one.name_vi for one in known.former_provinces.all())
    return ProvinceFacts(
        province=known,
        former=former if len(former) > 1 else (),
        products=counted["products"],
        by_star=tuple(
            (number, counted[f"star_{number}"]) for number in (5, 4, 3) if counted[f"star_{number}"]
        ),
        producers=counted["producers"],
        in_season=counted["in_season"],
    )
