"""What the product page tells about delivery before anything is in a basket."""

import datetime
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from catalog.catalogue.parcels import ParcelClass
from catalog.catalogue.registries import DeliveryEstimate, Load
from marketplace.caching import stamps
from marketplace.geography.models import Province
from marketplace.geography.selectors import province_list, provinces_by_id

from .carriers import Quote
from .parcels import Parcel
from .quotes import best_quote, not_carried_words
from .tariffs import reckoned
from .zones import Way, zone


def estimate(
    load: Load,
    *,
    origin: Province | None,
    origin_commune: str,
    destination: Province | None,
    on: datetime.date,
) -> DeliveryEstimate:
    """Charge and days for one pack; over the whole country where no destination is known.

    No query. ``problem`` says in words why it is not sent, or not there.
    """
    key = (load, origin, origin_commune, destination, on, get_language())
    return reckoned(key, lambda: _estimate(load, origin, origin_commune, destination, on=on))


def _estimate(
    load: Load,
    origin: Province | None,
    origin_commune: str,
    destination: Province | None,
    *,
    on: datetime.date,
) -> DeliveryEstimate:
    if load.parcel_class == ParcelClass.PICK_UP:
        return DeliveryEstimate(problem=_("It is not sent: you fetch it at the seller's."))
    parcel = Parcel(parcel_class=load.parcel_class, grams=load.grams, volume=load.volume)
    ways = _ways(origin, origin_commune, destination)
    quotes = [best_quote(parcel, way, on=on) for way in ways]
    found = [quote for quote in quotes if quote is not None]
    if not found:
        place = destination.name if destination is not None else _("any province")
        return DeliveryEstimate(problem=not_carried_words(parcel.parcel_class, place))
    return _over(found, on=on)


def _ways(origin: Province | None, origin_commune: str, destination: Province | None) -> list[Way]:
    """To the destination, else to one province near, one in the region, one beyond."""
    if destination is not None:
        return [Way(origin, destination, origin_commune)]
    one_of_each = _one_of_each(origin.pk if origin else 0, stamps.reference())
    return [Way(origin, place, origin_commune) for place in one_of_each]


@lru_cache(maxsize=128)
def _one_of_each(origin: int, _reference: int) -> tuple[Province, ...]:
    """Where to, of each kind of way from a province (its number)."""
    begin = provinces_by_id().get(origin)
    places: dict[str, Province] = {}
    for place in province_list():
        places.setdefault(zone(Way(begin, place)), place)
    return tuple(places.values())


def _over(quotes: list[Quote], *, on: datetime.date) -> DeliveryEstimate:
    return DeliveryEstimate(
        least=min(quote.charge for quote in quotes),
        most=max(quote.charge for quote in quotes),
        first_day=on + datetime.timedelta(days=min(quote.rate.days[0] for quote in quotes)),
        last_day=on + datetime.timedelta(days=max(quote.rate.days[1] for quote in quotes)),
        is_illustrative=any(quote.tariff.is_illustrative for quote in quotes),
    )
