"""What a supply states, in words of the page's language."""

import datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalog.catalogue.models import StandardHeld
from marketplace.kernel.money import dong

from .standards import ProducerType, Standard
from .suppliers import Offer


def price_words(offer: Offer) -> str:
    """ "52.000 ₫ / kg from 500 kg"; empty where no price is stated."""
    if offer.price is None:
        return ""
    words = _("%(price)s / %(unit)s from %(amount)s")
    return words % {"price": dong(offer.price), "unit": offer.unit, "amount": offer.price_from}


def lead_time_words(offer: Offer) -> str:
    """Empty where it is not stated."""
    days = offer.lead_time_days
    if days is None:
        return ""
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}


def month_words(month: datetime.date) -> str:
    return _("%(month)d/%(year)d") % {"month": month.month, "year": month.year}


def standard_words(code: str) -> str:
    """A standard or paper by its code; the code itself where nobody names it."""
    for codes in (StandardHeld.Code, Standard):
        if code in codes.values:
            return capfirst(str(codes(code).label))
    return code


def producer_type_words(code: str) -> str:
    return str(ProducerType(code).label)
