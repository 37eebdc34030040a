"""What a product card shows, made from plain rows: no model instance, no query per card.

What is the same for all cards of a list (the shape of addresses, the words) is looked up once.
"""

import datetime
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.catalogue import registries
from catalog.catalogue.addresses import addresser
from catalog.catalogue.goods import MEDICINE, SERVICES
from catalog.catalogue.pictures import pictures_in_a_list
from catalog.catalogue.registries import Badge
from catalog.catalogue.season import ALL_YEAR, is_in_season
from marketplace.geography.former import former_province_of
from marketplace.kernel.language import Words, speaker
from marketplace.kernel.prepared import Columns, several
from marketplace.pictures.values import Picture

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
    "producer__commune__code",
    "producer__province__slug",
    "producer__province__name_vi",
    "producer__province__name_en",
)

#: Of these what a card says itself.
_SHOWN = (
    *("public_id", "slug", "title", "title_en", "season_months", "is_illustrative"),
    *("criteria_set__code", "producer__name", "producer__name_en", "producer__commune__code"),
    *("producer__province__name_vi", "producer__province__name_en"),
)


@dataclass(frozen=True, slots=True)
class Note:
    """The one line that matters today; ``kind`` says how much: season, few, gone, quiet."""

    words: str = ""
    kind: str = "quiet"

    def __str__(self) -> str:
        return self.words

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True, slots=True)
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
    note: Note
    is_illustrative: bool


#: From rows of COLUMNS to their cards, in their order: how a page that shows more than a list draws it.
Draw = Callable[[Sequence[Mapping[str, Any]]], tuple[Card, ...]]


def cards(rows: Sequence[Columns], *, on: datetime.date) -> tuple[Card, ...]:
    """Cards for rows of COLUMNS, in their order; two queries, none for no rows."""
    if not rows:
        return ()
    ids = [row["id"] for row in rows]
    return cards_of(rows, badges=registries.badges(ids, on=on), sold=offers(ids, on=on), on=on)


def cards_of(
    rows: Sequence[Columns],
    *,
    badges: Mapping[int, Badge],
    sold: Mapping[int, Offer],
    on: datetime.date,
) -> tuple[Card, ...]:
    """The same where certificates and offers are known already; no query."""
    told, address, language = speaker(), addresser(), get_language() or ""
    return tuple(
        _card(
            row,
            picture=picture,
            badge=badges.get(row["id"]),
            offer=sold.get(row["id"]),
            told=told,
            address=address,
            language=language,
            on=on,
        )
        for row, picture in zip(rows, pictures_in_a_list(rows), strict=True)
    )


def _card(
    row: Columns,
    *,
    picture: Picture,
    badge: Badge | None,
    offer: Offer | None,
    told: Callable[[str, str], Words],
    address: Callable[[str, str], str],
    language: str,
    on: datetime.date,
) -> Card:
    public_id, slug, title, title_en, season, is_illustrative, code, *made = several(row, _SHOWN)
    producer, producer_en, commune, province, province_en = made
    former = former_province_of(commune)
    return Card(
        public_id=public_id,
        url=address(slug, public_id),
        title=told(title, title_en),
        producer=told(producer or "", producer_en or ""),
        place=told(province or "", province_en or ""),
        former_place=former if former != province else "",
        badge=badge,
        picture=picture,
        offer=offer,
        note=_note(code or "", offer, season, on, language),
        is_illustrative=is_illustrative,
    )


@functools.lru_cache(maxsize=4096)
def _note(
    code: str, offer: Offer | None, season_months: int, on: datetime.date, _language: str
) -> Note:
    """The first that applies: why there is no price, what runs out, the season, the place."""
    in_season = is_in_season(season_months, on=on)
    if code in SERVICES:
        return Note(_("Ask the producer"))
    if offer is None:
        return Note(_("Shown, not sold") if code in MEDICINE else _("Not sold here yet"))
    if offer.left < FEW:
        return _runs_out(offer.left, in_season=in_season)
    if in_season and season_months != ALL_YEAR:
        return Note(_("In season"), "season")
    place = offer.ships_from
    return Note(_("Ships from %(place)s") % {"place": place}) if place else Note()


def _runs_out(left: int, *, in_season: bool) -> Note:
    if left:
        return Note(_("Only %(number)s left") % {"number": left}, "few")
    return Note(_("Sold out") if in_season else _("Out of season"), "gone")
