"""The shelves of the front page together: what is in season, newly certified, of five stars."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from oscar.core.loading import get_model

from catalog.catalogue import registries
from catalog.catalogue.models import Product
from catalog.catalogue.season import ALL_YEAR, is_in_season
from marketplace.kernel.prepared import Prepared

from .cards import COLUMNS, Card, cards_of
from .lists import in_season_where, listed_where
from .packs import offers

#: Of each shelf so many are read that neighbours can differ.
_CANDIDATES = 24
SHELF = 6
_BEST = 5

Row = Mapping[str, Any]


@dataclass(frozen=True)
class FrontPage:
    """Cards; a product may stand on several shelves."""

    in_season: tuple[Card, ...]
    newest: tuple[Card, ...]
    five_stars: tuple[Card, ...]


def front_page(*, on: datetime.date) -> FrontPage:
    """What the front page shows on a day: three queries, whatever the size of the market."""
    rows = _candidates(on=on)
    if not rows:
        return FrontPage((), (), ())
    ids = [row["id"] for row in rows]
    badges = registries.badges(ids, on=on)
    seasonal = [
        row
        for row in rows
        if row["season_months"] != ALL_YEAR and is_in_season(row["season_months"], on=on)
    ]
    best = [row for row in rows if badges[row["id"]].star == _BEST]
    recent = sorted(rows, key=lambda row: (badges[row["id"]].issued_on, row["id"]), reverse=True)
    shelves = [varied(shelf) for shelf in (seasonal, recent, best)]
    shown = {row["id"]: row for shelf in shelves for row in shelf}
    drawn = cards_of(list(shown.values()), badges=badges, sold=offers(shown, on=on), on=on)
    by_id = dict(zip(shown, drawn, strict=True))
    in_season, newest, five_stars = (tuple(by_id[row["id"]] for row in shelf) for shelf in shelves)
    return FrontPage(in_season=in_season, newest=newest, five_stars=five_stars)


def _candidates(*, on: datetime.date) -> list[Row]:
    """The newest of each shelf, newest first; each part ends at some rows of an index.

    Newly certified are products by the day of the certificate that is live: a renewal and a further
    star come to a product that is here long since.
    """
    rows = _newest(on=on, this_month=1 << (on.month - 1))
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


@Prepared
def _newest(on: datetime.date, this_month: int) -> QuerySet[Product, Any]:
    found = Product.objects.none()
    seasonal = in_season_where(on=on, month_bit=this_month)
    for part in (seasonal, listed_where(on=on, star=_BEST)):
        newest = part.order_by("-pk").values("pk")[:_CANDIDATES]
        found = found | Product.objects.filter(pk__in=newest)
    found = found | Product.objects.filter(pk__in=_newly_certified(on)[:_CANDIDATES])
    return found.order_by("-pk").values_list(*COLUMNS)


def _newly_certified(on: datetime.date) -> QuerySet[Any, Any]:
    """Numbers of listed products by their live certificates, the last issued first."""
    approved = Product.objects.approved().filter(pk=OuterRef("product_id"))
    return (
        get_model("certification", "Certificate")
        .objects.live(on=on)
        .filter(Exists(approved))
        .order_by("-issued_on", "-pk")
        .values("product_id")
    )


def varied(rows: Iterable[Row], *, limit: int = SHELF) -> list[Row]:
    """The first ``limit`` rows, those first that repeat neither kind nor producer of one before."""
    kinds: set[str] = set()
    producers: set[str] = set()
    first, rest = [], []
    for row in rows:
        kind, producer = row["criteria_set__code"], row["producer__name"]
        if kind in kinds or producer in producers:
            rest.append(row)
            continue
        kinds.add(kind)
        producers.add(producer)
        first.append(row)
    return [*first, *rest][:limit]
