"""What carriers ask and when delivery is free, as of a day. Pure values; tariffs.py reads the rows.

A parcel's charge depends on the zone between origin and destination, its class and its chargeable
weight: the first step that it fits into, beyond the last step so much for each further kilogram
begun. Whole đồng, VAT included.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from .zones import Zone


@dataclass(frozen=True)
class Rate:
    """``steps``: (weight up to and including, in grams; charge in đồng), rising.

    ``days``: from and to how many days after the order a parcel arrives, packing included.
    """

    steps: tuple[tuple[int, int], ...]
    each_further_kilogram: int
    days: tuple[int, int]


@dataclass(frozen=True)
class Tariff:
    """A carrier's, in force from ``valid_from`` until its next one."""

    carrier: str
    carrier_name: str
    carrier_name_en: str
    service: str
    tracking_address: str
    valid_from: datetime.date
    divisor: int
    units: str
    remote_surcharge: int
    remote_communes: frozenset[str]
    rates: Mapping[tuple[str, str], Rate]
    is_illustrative: bool

    def rate(self, zone: str, parcel_class: str) -> Rate | None:
        """None where the carrier does not take that class there.

        A carrier without a rate for its own district asks what it asks in the province.
        """
        found = self.rates.get((zone, parcel_class))
        if found is None and zone == Zone.SAME_DISTRICT:
            return self.rates.get((Zone.SAME_PROVINCE, parcel_class))
        return found


@dataclass(frozen=True)
class Free:
    """Delivery is free from so much of one vendor's goods; who pays it instead of the buyer."""

    payer: str
    vendor_id: int | None
    province_id: int | None
    free_from: int
    valid_from: datetime.date
    valid_until: datetime.date | None
    #: None: as much as is asked for.
    budget_id: int | None = None

    def applies(self, *, vendor_id: int, province_id: int | None, on: datetime.date) -> bool:
        return (
            self.valid_from <= on
            and (self.valid_until is None or on <= self.valid_until)
            and self.vendor_id in (None, vendor_id)
            and self.province_id in (None, province_id)
        )


def charge(rate: Rate, grams: int) -> int:
    """The charge for one parcel of that chargeable weight, in đồng."""
    for limit, amount in rate.steps:
        if grams <= limit:
            return amount
    limit, amount = rate.steps[-1]
    kilograms = -(-(grams - limit) // 1000)
    return amount + kilograms * rate.each_further_kilogram


def volumetric_grams(volume: int, divisor: int) -> int:
    """What ``volume`` cubic centimetres count as, begun grams whole."""
    return -(-volume * 1000 // divisor)
