"""What the product page tells about delivery before anything is in a basket."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from catalog.catalogue.parcels import ParcelClass
from catalog.catalogue.registries import DeliveryEstimate
from marketplace.geography.models import Commune, Province
from marketplace.geography.selectors import province_list

from .carriers import Quote
from .parcels import parcels_of
from .quotes import best_quote, not_carried_words
from .zones import Way, way_between, zone


def estimate(
    pack: Any, *, ships_from: Commune | None, destination: Province | None, on: datetime.date
) -> DeliveryEstimate:
    """Charge and days for one ``pack``; over the whole country where no destination is known.

    No query. ``problem`` says in words why it is not sent, or not there.
    """
    if pack.parcel_class == ParcelClass.PICK_UP:
        return DeliveryEstimate(problem=_("It is not sent: you fetch it at the seller's."))
    (parcel,) = parcels_of([(pack, 1)])
    ways = _ways(ships_from, destination)
    quotes = [best_quote(parcel, way, on=on) for way in ways]
    found = [quote for quote in quotes if quote is not None]
    if not found:
        place = destination.name if destination is not None else _("any province")
        return DeliveryEstimate(problem=not_carried_words(parcel.parcel_class, place))
    return _over(found, on=on)


def _ways(ships_from: Commune | None, destination: Province | None) -> list[Way]:
    """To the destination, else to one province near, one in the region, one beyond."""
    if destination is not None:
        return [way_between(ships_from, destination)]
    ways: dict[str, Way] = {}
    for place in province_list():
        way = way_between(ships_from, place)
        ways.setdefault(zone(way), way)
    return list(ways.values())


def _over(quotes: list[Quote], *, on: datetime.date) -> DeliveryEstimate:
    return DeliveryEstimate(
        least=min(quote.charge for quote in quotes),
        most=max(quote.charge for quote in quotes),
        first_day=on + datetime.timedelta(days=min(quote.rate.days[0] for quote in quotes)),
        last_day=on + datetime.timedelta(days=max(quote.rate.days[1] for quote in quotes)),
        is_illustrative=any(quote.tariff.is_illustrative for quote in quotes),
    )
