"""The tariffs of the database, held in each process's memory.

Held under the stamp of reference data (marketplace.caching.stamps): triggers on the tables make a
new one with every change, so that all processes read again. Placing an order looks at the stamp
itself (``look_again``); an import forgets what its own process holds.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from marketplace.caching import stamps

from . import models
from .tariff import Free, Rate, Tariff

T = TypeVar("T")

_MOST_RECKONED = 2048


@dataclass(frozen=True)
class Book:
    """All tariffs of carriers in use, and all free deliveries; and what was reckoned with them."""

    tariffs: tuple[Tariff, ...]
    free: tuple[Free, ...]
    reckoned: dict[Any, Any] = field(default_factory=dict, compare=False)


def tariffs_on(day: datetime.date) -> tuple[Tariff, ...]:
    """Each carrier's newest tariff in force on a day, by the carriers' codes. No query once held."""
    newest: dict[str, Tariff] = {}
    for tariff in _held().tariffs:
        if tariff.valid_from <= day:
            newest[tariff.carrier] = tariff
    return tuple(newest.values())


def reckoned(key: Hashable, reckon: Callable[[], T]) -> T:
    """What ``reckon`` answers, kept by ``key`` as long as the tariffs are held."""
    kept = _held().reckoned
    if key not in kept:
        if len(kept) >= _MOST_RECKONED:
            kept.clear()
        kept[key] = reckon()
    found: T = kept[key]
    return found


def free_deliveries(
    *, vendor_id: int, province_id: int | None, on: datetime.date
) -> tuple[Free, ...]:
    """Those that apply to a vendor's goods on a day, the lowest threshold first.

    ``province_id`` is the province that the vendor ships from.
    """
    found = (
        one
        for one in _held().free
        if one.applies(vendor_id=vendor_id, province_id=province_id, on=on)
    )
    return tuple(sorted(found, key=lambda one: (one.free_from, one.payer)))


def look_again() -> None:
    """What other processes have changed counts from now on, in this thread; one query."""
    stamps.read()


def forget() -> None:
    """Read again at the next look."""
    _book.cache_clear()


def _held() -> Book:
    return _book(*stamps.held_for())


@lru_cache(maxsize=2)
def _book(_database: str, _version: int) -> Book:
    remote: dict[int, set[str]] = defaultdict(set)
    for tariff_id, code in models.RemoteCommune.objects.values_list("tariff_id", "commune__code"):
        remote[tariff_id].add(code)
    rates: dict[int, dict[tuple[str, str], Rate]] = defaultdict(dict)
    for row in models.Rate.objects.all():
        rates[row.tariff_id][row.zone, row.parcel_class] = Rate(
            steps=tuple((grams, amount) for grams, amount in row.steps),
            each_further_kilogram=row.each_further_kilogram,
            days=(row.first_day, row.last_day),
        )
    tariffs = models.Tariff.objects.filter(carrier__is_active=True).select_related("carrier")
    return Book(
        tariffs=tuple(
            Tariff(
                carrier=row.carrier.code,
                carrier_name=row.carrier.name,
                carrier_name_en=row.carrier.name_en,
                service=row.carrier.service,
                tracking_address=row.carrier.tracking_address,
                valid_from=row.valid_from,
                divisor=row.divisor,
                units=row.units,
                remote_surcharge=row.remote_surcharge,
                remote_communes=frozenset(remote[row.pk]),
                rates=rates[row.pk],
                is_illustrative=row.is_illustrative,
            )
            for row in tariffs.order_by("carrier__code", "valid_from")
        ),
        free=tuple(
            Free(
                payer=row.payer,
                vendor_id=row.vendor_id,
                province_id=row.province_id,
                free_from=row.free_from,
                valid_from=row.valid_from,
                valid_until=row.valid_until,
                budget_id=row.budget.pk if hasattr(row, "budget") else None,
            )
            for row in models.FreeDelivery.objects.select_related("budget")
        ),
    )
