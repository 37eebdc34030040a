"""Who carries parcels: one Protocol, one manual carrier. No carrier's programme is called.

An operator who has a contract with a carrier writes a class like ``ManualCarrier`` and registers it
under a name, which the carrier's row states as its ``service``.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import get_language

from .parcels import Parcel
from .tariff import Rate, Tariff, charge
from .tariffs import tariffs_on
from .zones import Way, zone


@dataclass(frozen=True)
class Quote:
    """One parcel's charge, whole đồng, and what it rests on; ``charge`` includes ``surcharge``."""

    carrier: str
    carrier_name: str
    parcel: Parcel
    zone: str
    chargeable_grams: int
    charge: int
    surcharge: int
    tariff: Tariff
    rate: Rate

    @property
    def counts_by_volume(self) -> bool:
        return self.chargeable_grams > self.parcel.grams


@dataclass(frozen=True)
class Handover:
    """A parcel that a vendor gives to a carrier; ``tracking`` as the vendor typed it, or empty."""

    reference: str
    tracking: str


@dataclass(frozen=True)
class Label:
    """What the carrier knows the parcel by, and a PDF to stick on it where the carrier makes one."""

    tracking: str
    document: bytes = b""


class Carrier(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def name(self) -> str: ...

    def quote(self, parcel: Parcel, way: Way) -> Quote | None:
        """None where this carrier does not take such a parcel there."""

    def least(self, parcel: Parcel) -> int | None:
        """The least charge over all zones: the hint before it is known where it goes."""

    def create_parcel(self, handover: Handover) -> Label:
        """Tell the carrier of a parcel."""

    def tracking_url(self, tracking: str) -> str:
        """Where the parcel can be followed, or an empty text."""


@dataclass(frozen=True)
class ManualCarrier:
    """The vendor hands the parcel over and types the number; charges follow the imported tariff."""

    tariff: Tariff

    @property
    def code(self) -> str:
        return self.tariff.carrier

    @property
    def name(self) -> str:
        """In the page's language."""
        in_english = get_language() == "en" and self.tariff.carrier_name_en
        return self.tariff.carrier_name_en if in_english else self.tariff.carrier_name

    def quote(self, parcel: Parcel, way: Way) -> Quote | None:
        where = zone(way, self.tariff.units)
        rate = self.tariff.rate(where, parcel.parcel_class)
        if rate is None:
            return None
        is_remote = way.destination_commune in self.tariff.remote_communes
        surcharge = self.tariff.remote_surcharge if is_remote else 0
        grams = parcel.chargeable_grams(self.tariff.divisor)
        return Quote(
            carrier=self.code,
            carrier_name=self.name,
            parcel=parcel,
            zone=where,
            chargeable_grams=grams,
            charge=charge(rate, grams) + surcharge,
            surcharge=surcharge,
            tariff=self.tariff,
            rate=rate,
        )

    def least(self, parcel: Parcel) -> int | None:
        grams = parcel.chargeable_grams(self.tariff.divisor)
        charges = [
            charge(rate, grams)
            for (_zone, parcel_class), rate in self.tariff.rates.items()
            if parcel_class == parcel.parcel_class
        ]
        return min(charges, default=None)

    def create_parcel(self, handover: Handover) -> Label:
        return Label(tracking=handover.tracking)

    def tracking_url(self, tracking: str) -> str:
        if not tracking or not self.tariff.tracking_address:
            return ""
        return self.tariff.tracking_address.replace("{number}", tracking)


_services: dict[str, Callable[[Tariff], Carrier]] = {"manual": ManualCarrier}


def register_service(name: str, make: Callable[[Tariff], Carrier]) -> None:
    """``make`` gives the carrier of a tariff whose carrier names this service."""
    _services[name] = make


def service_names() -> list[str]:
    return sorted(_services)


def carriers_on(day: datetime.date) -> list[Carrier]:
    """Every carrier in use with a tariff in force on a day, by code. No query once held."""
    return [_services[tariff.service](tariff) for tariff in tariffs_on(day)]


def carrier_named(code: str, *, on: datetime.date) -> Carrier | None:
    return next((one for one in carriers_on(on) if one.code == code), None)
