"""What a product card shows, made from plain rows: no model instance, no query per card."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from oscar.core.loading import get_model

from catalog.catalogue import registries
from catalog.catalogue.goods import MEDICINE, SERVICES
from catalog.catalogue.registries import Badge
from catalog.catalogue.season import ALL_YEAR, is_in_season
from marketplace.kernel.language import Words, words

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
    "criteria_set__code",
    "producer__name",
    "producer__name_en",
    "producer__commune_id",
    "producer__province__name_vi",
    "producer__province__name_en",
)


#: One drawing for the sets that it suits.
_MOTIFS = {
    code: motif
    for motif, codes in {
        "fruit": "B01 B07",
        "fish": "B02 B08 B25",
        "rice": "B03",
        "jar": "B04 B10",
        "bowl": "B05 B06",
        "bottle": "B09 B14 B15 B16 B17",
        "tea": "B11 B12 B13",
        "leaf": "B18 B19 B20",
        "basket": "B21 B22",
        "flower": "B23 B24",
        "house": "B26",
    }.items()
    for code in codes.split()
}


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
    picture: str
    motif_file: str
    offer: Offer | None
    note: str
    is_illustrative: bool


def first_picture(product: str) -> Subquery:
    """The path of the first picture of the product that the outer column ``product`` names."""
    images = get_model("catalogue", "ProductImage").objects.filter(product=OuterRef(product))
    return Subquery(images.order_by("display_order").values("original")[:1])


def picture_address(name: str | None) -> str:
    """Where the browser finds a stored picture; empty for none."""
    return default_storage.url(name) if name else ""


def cards(rows: Sequence[Mapping[str, Any]], *, on: datetime.date) -> tuple[Card, ...]:
    """Cards for rows of COLUMNS and ``picture``, in their order; three queries, none for no rows."""
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
        picture=picture_address(row["picture"]),
        motif_file=motif_file(code),
        offer=offer,
        note=note(code, offer, season_months=row["season_months"], on=on),
        is_illustrative=row["is_illustrative"],
    )


def motif_file(code: str) -> str:
    """The drawing that stands in for a picture, by criteria set."""
    return f"marketplace/motifs/{_MOTIFS.get(code, 'leaf')}.svg"


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
