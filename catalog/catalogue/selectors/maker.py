"""What a producer's page shows besides the producer: products, certificates, standards, sellers."""

import datetime
from dataclasses import dataclass

from django.db.models import F
from oscar.core.loading import get_model

from catalog.catalogue.models import StandardHeld
from catalog.producers.models import Producer

from .facts import holds
from .lists import ProductPage, product_list
from .packs import open_vendors

_MOST = 48


@dataclass(frozen=True)
class Seller:
    """A shop that sells something of the producer's, and from where it ships."""

    name: str
    place: str


@dataclass(frozen=True)
class Maker:
    page: ProductPage
    standards: tuple[StandardHeld, ...]
    sellers: tuple[Seller, ...]


def maker(producer: Producer, *, on: datetime.date, after: str = "") -> Maker:
    """What of a producer may be shown on a day; five queries. Names shops, never persons.

    ``after`` (a public id) is where the page of products begins; an unknown one is no place to begin.
    """
    page = product_list(on=on, producer=producer, after=after, limit=_MOST)
    if after and not page:
        page = product_list(on=on, producer=producer, limit=_MOST)
    shown = [card.public_id for card in page.cards]
    return Maker(page=page, standards=_standards(shown, on=on), sellers=_sellers(shown, on=on))


def _standards(shown: list[str], *, on: datetime.date) -> tuple[StandardHeld, ...]:
    """Each once, with the longest term."""
    held: dict[str, StandardHeld] = {}
    longest_last = F("valid_until").asc(nulls_last=True)  # no end is the longest term
    rows = StandardHeld.objects.filter(product__public_id__in=shown).order_by("code", longest_last)
    for row in rows:
        if holds(row, on=on):
            held[row.code] = row
    return tuple(held.values())


def _sellers(shown: list[str], *, on: datetime.date) -> tuple[Seller, ...]:
    rows = (
        get_model("partner", "StockRecord")
        .objects.filter(
            open_vendors(on=on),
            product__parent__public_id__in=shown,
            product__is_public=True,
            price__gt=0,
        )
        .values_list("partner__vendor__name", "partner__vendor__ships_from__province__name_vi")
        .distinct()
        .order_by("partner__vendor__name")
    )
    return tuple(Seller(name=name, place=place or "") for name, place in rows)
