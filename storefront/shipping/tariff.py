"""What delivery costs and how long it takes, as dated tables. ILLUSTRATIVE: no carrier's offer.

A parcel's charge depends on the zone between origin and destination and on its weight: the first
step that it fits into, beyond the last step so much for each further kilogram begun. Whole đồng,
VAT included.
"""

import datetime
import enum
from dataclasses import dataclass

IS_ILLUSTRATIVE = True


class Zone(enum.Enum):
    SAME_PROVINCE = "same province"
    SAME_REGION = "same region"
    OTHER = "other"


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
    valid_from: datetime.date
    rates: dict[Zone, Rate]


TARIFFS: tuple[Tariff, ...] = (
    Tariff(
        valid_from=datetime.date(2025, 7, 1),
        rates={
            Zone.SAME_PROVINCE: Rate(
                ((500, 16_000), (1_000, 18_000), (2_000, 22_000)), 3_000, (1, 2)
            ),
            Zone.SAME_REGION: Rate(
                ((500, 22_000), (1_000, 26_000), (2_000, 32_000)), 5_000, (2, 3)
            ),
            Zone.OTHER: Rate(((500, 28_000), (1_000, 34_000), (2_000, 42_000)), 8_000, (3, 5)),
        },
    ),
)


def tariff_on(day: datetime.date) -> Tariff:
    """The newest tariff in force on a day. Raises LookupError before the first one."""
    begun = [tariff for tariff in TARIFFS if tariff.valid_from <= day]
    if not begun:
        raise LookupError(f"no tariff on {day}")
    return max(begun, key=lambda tariff: tariff.valid_from)


def charge(rate: Rate, grams: int) -> int:
    """The charge for one parcel of that weight, in đồng."""
    for limit, amount in rate.steps:
        if grams <= limit:
            return amount
    limit, amount = rate.steps[-1]
    kilograms = -(-(grams - limit) // 1000)
    return amount + kilograms * rate.each_further_kilogram
