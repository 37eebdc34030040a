"""What a product card shows, made from plain rows: no model instance, no query per card."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.catalogue import registries
from catalog.catalogue.goods import MEDICINE, SERVICES
from catalog.catalogue.pictures import first_of
from catalog.catalogue.registries import Badge
from catalog.catalogue.season import ALL_YEAR, is_in_season
from marketplace.kernel.language import Words, words
from marketplace.pictures.values import Picture

from .former import former_provinces
from .packs import FEW, Offer, offers

#: Read of the product; a list that starts elsewhere puts its way to the product in front.
COLUMNS = (
    "id",
    "public_id",
    "slug",
    "title",
    "title_en",
    "season_months",
    "is_illustrative",
    "photographs",
    "criteria_set__code",
    "producer__name",
    "producer__name_en",
    "producer__commune_id",
    "producer__province__slug",
    "producer__province__name_vi",
    "producer__province__name_en",
)


@dataclass(frozen=True)
class Card:
    """One product in a list."""

    public_id: str
    url: str
    title: Words
    producer: Words
    place: Words
    former_place: str
    badge: Badge | None
    picture: Picture
    offer: Offer | None
    note: str
    is_illustrative: bool


def cards(rows: Sequence[Mapping[str, Any]], *, on: datetime.date) -> tuple[Card, ...]:
    """Cards for rows of COLUMNS, in their order; three queries, none for no rows."""
    if not rows:
        return ()
    ids = [row["id"] for row in rows]
    badges = registries.badges(ids, on=on)
    sold = offers(ids, on=on)
    former = former_provinces(row["producer__commune_id"] for row in rows)
    return tuple(
        _card(row, badge=badges.get(row["id"]), offer=sold.get(row["id"]), former=former, on=on)
        for row in rows
    )


def _card(
    row: Mapping[str, Any],
    *,
    badge: Badge | None,
    offer: Offer | None,
    former: Mapping[int, str],
    on: datetime.date,
) -> Card:
    code = row["criteria_set__code"] or ""
    if code in MEDICINE | SERVICES:
        offer = None
    before = former.get(row["producer__commune_id"], "")
    return Card(
        public_id=row["public_id"],
        url=reverse(
            "catalogue:detail", kwargs={"slug": row["slug"], "public_id": row["public_id"]}
        ),
        title=words(row["title"], row["title_en"]),
        producer=words(row["producer__name"] or "", row["producer__name_en"] or ""),
        place=words(
            row["producer__province__name_vi"] or "", row["producer__province__name_en"] or ""
        ),
        former_place=before if before != row["producer__province__name_vi"] else "",
        badge=badge,
        picture=first_of(
            row["photographs"],
            criteria_set=code,
            public_id=row["public_id"],
            province=row["producer__province__slug"] or "",
        ),
        offer=offer,
        note=note(code, offer, season_months=row["season_months"], on=on),
        is_illustrative=row["is_illustrative"],
    )


def note(code: str, offer: Offer | None, *, season_months: int, on: datetime.date) -> str:
    """The one line that matters today."""
    in_season = is_in_season(season_months, on=on)
    if code in SERVICES:
        return _("Ask the producer")
    if offer is None:
        return _("Shown, not sold") if code in MEDICINE else _("Not sold here yet")
    if offer.left == 0:
        return _("Sold out") if in_season else _("Out of season")
    if offer.left < FEW:
        return _("Only %(number)s left") % {"number": offer.left}
    return _("In season") if in_season and season_months != ALL_YEAR else ""
