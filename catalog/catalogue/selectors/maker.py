"""What a producer's page shows besides the producer: products, certificates, standards, sellers."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, IntegerField, Value
from django.db.models.functions import Coalesce
from oscar.core.loading import get_model

from catalog.catalogue import registries
from catalog.catalogue.models import StandardHeld
from catalog.producers.models import Producer

from .facts import holds
from .lists import ProductPage, product_list
from .packs import open_vendors

_MOST = 48
#: Which of two kinds a row of the one query is.
_HELD, _SOLD = 0, 1


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
    told: tuple[registries.Telling, ...]


def maker(producer: Producer, *, on: datetime.date, after: str = "") -> Maker:
    """What of a producer may be shown on a day; five queries. Names shops, never persons.

    ``after`` (a public id) is where the page of products begins; an unknown one is no place to begin.
    """
    page = product_list(on=on, producer=producer, after=after, limit=_MOST)
    if after and not page:
        page = product_list(on=on, producer=producer, limit=_MOST)
    standards, sellers = _held_and_sold([card.public_id for card in page.cards], on=on)
    told = tuple(registries.tellings(producer=producer))
    return Maker(page=page, standards=standards, sellers=sellers, told=told)


def _held_and_sold(
    shown: list[str], *, on: datetime.date
) -> tuple[tuple[StandardHeld, ...], tuple[Seller, ...]]:
    """Standards, each once with the longest term, and shops by name; one query for both."""
    if not shown:
        return (), ()
    nothing, no_day = Value("", CharField()), Value(None, DateField())
    held = StandardHeld.objects.filter(product__public_id__in=shown).values_list(
        Value(_HELD, IntegerField()), "code", "number", "issued_by", "valid_from", "valid_until"
    )
    sold = (
        get_model("partner", "StockRecord")
        .objects.filter(
            open_vendors(on=on),
            product__parent__public_id__in=shown,
            product__is_public=True,
            price__gt=0,
        )
        .values_list(
            Value(_SOLD, IntegerField()),
            "partner__vendor__name",
            Coalesce("partner__vendor__ships_from__province__name_vi", nothing),
            nothing,
            no_day,
            no_day,
        )
    )
    rows = list(held.order_by().union(sold.order_by()))
    shops = sorted({(name, place) for kind, name, place, *_more in rows if kind == _SOLD})
    return (
        _standards([row[1:] for row in rows if row[0] == _HELD], on=on),
        tuple(Seller(name=name, place=place) for name, place in shops),
    )


def _standards(rows: list[tuple[Any, ...]], *, on: datetime.date) -> tuple[StandardHeld, ...]:
    """No end is the longest term."""
    held: dict[str, StandardHeld] = {}
    for code, number, issued_by, begins, ends in sorted(
        rows, key=lambda row: (row[0], row[4] or datetime.date.max)
    ):
        row = StandardHeld(
            code=code, number=number, issued_by=issued_by, valid_from=begins, valid_until=ends
        )
        if holds(row, on=on):
            held[code] = row
    return tuple(held.values())
