"""What a delivery's charge rests on, for people: zone, class, weight that counts, what is missing."""

from decimal import Decimal

from django.utils.translation import gettext as _

from catalog.catalogue.parcels import ParcelClass
from catalog.catalogue.units import content
from marketplace.kernel.money import dong

from .carriers import Quote
from .zones import Zone


def quote_words(quote: Quote) -> str:
    """ "between regions · fragile · 6 kg by its volume · surcharge for a remote commune 9.000 ₫"."""
    weight = content(Decimal(quote.chargeable_grams), "g")
    parts = [str(Zone(quote.zone).label)]
    if quote.parcel.parcel_class != ParcelClass.ORDINARY:
        parts.append(str(ParcelClass(quote.parcel.parcel_class).label))
    if quote.counts_by_volume:
        parts.append(_("%(weight)s by its volume") % {"weight": weight})
    else:
        parts.append(weight)
    if quote.surcharge:
        amount = dong(quote.surcharge)
        parts.append(_("surcharge for a remote commune %(amount)s") % {"amount": amount})
    return " · ".join(parts)
