"""Tariffs as tables: a row per zone and class, a column per weight; history stays below."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from catalog.catalogue.parcels import ParcelClass
from marketplace.kernel.clock import today

from ..models import Carrier, FreeDelivery, Rate, Tariff
from ..tariff import Rate as Asked
from ..tariff import charge
from ..zones import Zone

#: What the examples weigh, in grams.
EXAMPLES = (500, 1_000, 3_000, 5_000, 10_000, 20_000)
_ZONES = {zone: place for place, zone in enumerate(Zone.values)}
_CLASSES = {name: place for place, name in enumerate(ParcelClass.values)}


@dataclass(frozen=True)
class Row:
    """One zone and class; ``amounts`` by the table's limits, None where a step is missing."""

    zone: str
    parcel_class: str
    amounts: tuple[int | None, ...]
    further: int
    days: str
    examples: tuple[int, ...]


@dataclass(frozen=True)
class TariffTable:
    """A tariff with its rows; in force until ``until`` (the day before the next one), if there is one."""

    tariff: Tariff
    limits: tuple[int, ...]
    rows: tuple[Row, ...]
    until: datetime.date | None
    remote: int

    @property
    def columns(self) -> int:
        """Of the drawn table: the zone, the weights, each further kilogram, the days."""
        return len(self.limits) + 3

    @property
    def is_ahead(self) -> bool:
        return self.tariff.valid_from > today()

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < today()


@dataclass(frozen=True)
class CarrierTables:
    """One carrier: what holds today (None before its first day), what comes, what was, newest first."""

    carrier: Carrier
    now: TariffTable | None
    ahead: list[TariffTable]
    past: list[TariffTable]


def carriers_with_tables() -> list[CarrierTables]:
    """Every carrier; three queries, however many tariffs."""
    tariffs = (
        Tariff.objects.annotate(remotes=Count("remote_communes"))
        .prefetch_related(Prefetch("rates", Rate.objects.order_by("pk")))
        .order_by("valid_from")
    )
    carriers = Carrier.objects.prefetch_related(Prefetch("tariffs", tariffs))
    return [_of(carrier) for carrier in carriers.order_by("-is_active", "code")]


def free_deliveries() -> list[FreeDelivery]:
    """All of them, those in force or to come first."""
    return list(
        FreeDelivery.objects.select_related("vendor", "province", "budget").order_by(
            "-valid_from", "-pk"
        )
    )


def _of(carrier: Carrier) -> CarrierTables:
    rows = list(carrier.tariffs.all())
    tables = [
        _table(one, following) for one, following in zip(rows, [*rows[1:], None], strict=True)
    ]
    now = [table for table in tables if not table.is_ahead and not table.is_over]
    return CarrierTables(
        carrier,
        now[-1] if now else None,
        ahead=[table for table in tables if table.is_ahead],
        past=[table for table in tables if table.is_over][::-1],
    )


def _table(tariff: Tariff, following: Tariff | None) -> TariffTable:
    rates = sorted(
        tariff.rates.all(), key=lambda one: (_CLASSES[one.parcel_class], _ZONES[one.zone])
    )
    limits = sorted({grams for rate in rates for grams, _amount in rate.steps})
    until = following.valid_from - datetime.timedelta(days=1) if following else None
    return TariffTable(
        tariff,
        tuple(limits),
        tuple(_row(rate, limits) for rate in rates),
        until,
        remote=tariff.remotes,  # type: ignore[attr-defined]  # annotated above
    )


def _row(rate: Rate, limits: Sequence[int]) -> Row:
    by_limit = dict(rate.steps)
    asked = Asked(
        steps=tuple((grams, amount) for grams, amount in rate.steps),
        each_further_kilogram=rate.each_further_kilogram,
        days=(rate.first_day, rate.last_day),
    )
    return Row(
        zone=rate.get_zone_display(),
        parcel_class=rate.get_parcel_class_display(),
        amounts=tuple(by_limit.get(limit) for limit in limits),
        further=rate.each_further_kilogram,
        days=_days(rate.first_day, rate.last_day),
        examples=tuple(charge(asked, grams) for grams in EXAMPLES),
    )


def _days(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
