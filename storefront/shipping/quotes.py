"""A quote per origin: what one vendor's goods cost to be sent to where the buyer lives."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.catalogue.parcels import ParcelClass
from marketplace.kernel.money import dong

from .budgets import left_of
from .carriers import Quote, carriers_on
from .models import FreeDelivery
from .parcels import Parcel, parcels_of
from .tariff import Free
from .tariffs import free_deliveries
from .words import quote_words
from .zones import Way


@dataclass(frozen=True)
class Arrival:
    """The days between which what is ordered today is expected."""

    first_day: datetime.date
    last_day: datetime.date


@dataclass(frozen=True)
class Delivery:
    """What one vendor's goods cost to be sent: a quote for each parcel. Whole đồng.

    ``free`` is the free delivery that is reached, or the nearest one that is not.
    """

    quotes: tuple[Quote, ...]
    goods: int
    on: datetime.date
    free: Free | None

    @property
    def full(self) -> int:
        """What the carriers ask, whoever pays it."""
        return sum(quote.charge for quote in self.quotes)

    @property
    def is_free(self) -> bool:
        return bool(self.quotes) and self.free is not None and self.goods >= self.free.free_from

    @property
    def charge(self) -> int:
        """What the buyer pays."""
        return 0 if self.is_free else self.full

    @property
    def aid(self) -> int:
        """What a province or the marketplace pays the vendor for it, instead of the buyer."""
        if self.free is None or self.free.payer == FreeDelivery.Payer.VENDOR:
            return 0
        return self.full - self.charge

    @property
    def missing(self) -> int:
        """How much more of this vendor's goods would make it free; 0 where nothing would."""
        if self.free is None or not self.quotes or self.is_free:
            return 0
        return self.free.free_from - self.goods

    @property
    def words(self) -> list[str]:
        """What each parcel's charge rests on, in words."""
        return [quote_words(quote) for quote in self.quotes]

    @property
    def free_words(self) -> str:
        """That it is free and who pays it, or how much more would make it so; empty where neither."""
        if self.is_free and self.free is not None:
            payer = FreeDelivery.Payer(self.free.payer).label
            return _("Free for you: paid by %(payer)s.") % {"payer": payer}
        if self.missing:
            return _("%(amount)s more from this seller and delivery is free.") % {
                "amount": dong(self.missing)
            }
        return ""

    @cached_property
    def arrival(self) -> Arrival | None:
        """None where everything is fetched at the seller's."""
        if not self.quotes:
            return None
        first, last = (max(quote.rate.days[end] for quote in self.quotes) for end in (0, 1))
        return Arrival(
            self.on + datetime.timedelta(days=first), self.on + datetime.timedelta(days=last)
        )

    @property
    def is_illustrative(self) -> bool:
        return any(quote.tariff.is_illustrative for quote in self.quotes)

    def frozen(self) -> dict[str, Any]:
        """Everything that the charge rests on, as JSON, independent of any row."""
        return {
            "full": self.full,
            "charge": self.charge,
            "paid_by": self.free.payer if self.is_free and self.free else "",
            "free_from": self.free.free_from if self.is_free and self.free else None,
            "parcels": [_frozen(quote) for quote in self.quotes],
        }


def _frozen(quote: Quote) -> dict[str, Any]:
    return {
        "carrier": quote.carrier,
        "carrier_name": quote.tariff.carrier_name,
        "tariff": quote.tariff.valid_from.isoformat(),
        "is_illustrative": quote.tariff.is_illustrative,
        "zone": quote.zone,
        "units": quote.tariff.units,
        "class": quote.parcel.parcel_class,
        "grams": quote.parcel.grams,
        "volume": quote.parcel.volume,
        "divisor": quote.tariff.divisor,
        "chargeable_grams": quote.chargeable_grams,
        "steps": [list(step) for step in quote.rate.steps],
        "each_further_kilogram": quote.rate.each_further_kilogram,
        "days": list(quote.rate.days),
        "surcharge": quote.surcharge,
        "charge": quote.charge,
    }


def best_quote(parcel: Parcel, way: Way, *, on: datetime.date) -> Quote | None:
    """The cheapest carrier's, the first by code among equals; None where nobody carries it there."""
    found = (carrier.quote(parcel, way) for carrier in carriers_on(on))
    return min(
        (quote for quote in found if quote is not None),
        key=lambda quote: (quote.charge, quote.carrier),
        default=None,
    )


def refused_classes(packs: Iterable[tuple[Any, int]], way: Way, *, on: datetime.date) -> set[str]:
    """The classes among (pack, quantity) that nobody carries that way."""
    return {
        parcel.parcel_class
        for parcel in parcels_of(packs)
        if best_quote(parcel, way, on=on) is None
    }


def delivery(
    packs: Sequence[tuple[Any, int]], way: Way, *, goods: int, vendor_id: int, on: datetime.date
) -> Delivery:
    """All of one vendor's (pack, quantity), none of a refused class; ``goods`` is what they cost.

    A free delivery that is reached and whose budget is used up is none; only that asks a query.
    """
    quotes = [best_quote(parcel, way, on=on) for parcel in parcels_of(packs)]
    known = [quote for quote in quotes if quote is not None]
    if len(known) != len(quotes):
        raise LookupError("nobody carries some of these there; ask refused_classes first")
    origin = way.origin.pk if way.origin else None
    full = sum(quote.charge for quote in known)
    free = (
        one
        for one in free_deliveries(vendor_id=vendor_id, province_id=origin, on=on)
        if one.budget_id is None or goods < one.free_from or full <= left_of(one.budget_id)
    )
    return Delivery(quotes=tuple(known), goods=goods, on=on, free=next(free, None))


def cheapest(packs: Iterable[tuple[Any, int]], *, on: datetime.date) -> int:
    """The least that these cost to be sent: the hint before an address is known."""
    carriers = carriers_on(on)
    found = ([one.least(parcel) for one in carriers] for parcel in parcels_of(packs))
    return sum(min((some for some in all_ if some is not None), default=0) for all_ in found)


_NOT_CARRIED: dict[str, Any] = {
    ParcelClass.ORDINARY: gettext_lazy("No carrier takes it to %(place)s."),
    ParcelClass.COLD: gettext_lazy(
        "It must travel chilled, and no carrier does that to %(place)s."
    ),
    ParcelClass.FRAGILE: gettext_lazy(
        "It is fragile, and no carrier takes such parcels to %(place)s."
    ),
    ParcelClass.LIVE: gettext_lazy("It is alive, and no carrier takes that to %(place)s."),
}


def not_carried_words(parcel_class: str, place: str) -> str:
    """Why goods of that class cannot be sent there, for the buyer."""
    return str(_NOT_CARRIED[parcel_class]) % {"place": place}
