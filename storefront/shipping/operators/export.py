"""A tariff as the file that an import understands: change the day and the figures, take it in again."""

from collections.abc import Iterator
from typing import IO

from marketplace.kernel.spreadsheets import Row, as_workbook

from ..models import Tariff

_HEAD = (
    "carrier", "name", "name_en", "tracking", "service", "valid_from", "divisor", "units",
    "remote_surcharge", "illustrative", "zone", "class",
)  # fmt: skip


def rate_rows(tariff: Tariff) -> Iterator[Row]:
    """The table of rates: a header, then a row for each zone and class."""
    rates = list(tariff.rates.all())
    limits = sorted({grams for rate in rates for grams, _amount in rate.steps})
    yield [
        *_HEAD,
        *(f"up_to_{limit}" for limit in limits),
        "further_kilogram",
        "first_day",
        "last_day",
    ]
    carrier = tariff.carrier
    begin: Row = [
        carrier.code,
        carrier.name,
        carrier.name_en,
        carrier.tracking_address,
        carrier.service,
        tariff.valid_from.isoformat(),
        tariff.divisor,
        tariff.units,
        tariff.remote_surcharge,
        int(tariff.is_illustrative),
    ]
    for rate in rates:
        amounts = dict(rate.steps)
        yield [
            *begin,
            rate.zone,
            rate.parcel_class,
            *(amounts.get(limit, "") for limit in limits),
            rate.each_further_kilogram,
            rate.first_day,
            rate.last_day,
        ]


def remote_rows(tariff: Tariff) -> Iterator[Row]:
    """The table of remote communes, by their codes."""
    yield ["carrier", "valid_from", "commune"]
    day = tariff.valid_from.isoformat()
    for code in tariff.remote_communes.order_by("commune__code").values_list(
        "commune__code", flat=True
    ):
        yield [tariff.carrier.code, day, code]


def workbook(tariff: Tariff) -> IO[bytes]:
    """Both tables, each on its sheet."""
    return as_workbook([("rates", rate_rows(tariff)), ("remote", remote_rows(tariff))])
