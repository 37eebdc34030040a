"""What goods by the lorry cost to bring: dated rows by zone (data/freight.csv). ILLUSTRATIVE.

So much for each order that is fetched from a supplier, and so much for each kilogram, to the gram;
whole đồng, VAT included. No carrier's offer: an operator keeps the table. Parcels of the shop have a
tariff of their own (storefront.shipping).
"""

import csv
import datetime
import enum
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "freight.csv"
_GRAMS = 1000
#: Of a unit of which nothing is known, packed.
UNKNOWN_GRAMS = 500


class Zone(enum.StrEnum):
    SAME_PROVINCE = "same_province"
    SAME_REGION = "same_region"
    OTHER = "other"


@dataclass(frozen=True)
class Rate:
    each_order: int
    each_kilogram: int

    def charge(self, *, orders: int, grams: int) -> int:
        return self.each_order * orders + self.each_kilogram * grams // _GRAMS


#: Where nobody has said where the goods go.
NOTHING = Rate(0, 0)


@cache
def _rows() -> list[tuple[datetime.date, Zone, Rate]]:
    with _FILE.open(encoding="utf-8", newline="") as file:
        return [
            (
                datetime.date.fromisoformat(row["valid_from"]),
                Zone(row["zone"]),
                Rate(int(row["each_order"]), int(row["each_kilogram"])),
            )
            for row in csv.DictReader(file)
        ]


def rate_of(zone: Zone, *, on: datetime.date) -> Rate:
    """The newest in force on a day. Raises LookupError before the first."""
    found = [(day, rate) for day, one, rate in _rows() if one is zone and day <= on]
    if not found:
        raise LookupError(f"no freight on {on}")
    return max(found, key=lambda pair: pair[0])[1]


def grams_of(*, mass: int, volume: int) -> int:
    """A unit's weight: as stated, a litre as a kilogram, else a guess."""
    return mass or volume or UNKNOWN_GRAMS
