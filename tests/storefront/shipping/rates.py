"""Tables of rates as an operator keeps them."""

import csv
from pathlib import Path
from typing import Any

from storefront.shipping.importing import Imported, import_rates

#: Cheaper than the seed.
RATE: dict[str, Any] = {
    "carrier": "post",
    "name": "Bưu điện",
    "valid_from": "2026-01-01",
    "divisor": 5_000,
    "units": "today",
    "zone": "other",
    "class": "ordinary",
    "up_to_500": 10_000,
    "up_to_1000": 12_000,
    "up_to_2000": 15_000,
    "further_kilogram": 2_000,
    "first_day": 2,
    "last_day": 4,
}


def rate(**changes: Any) -> dict[str, Any]:
    """A row of the table of rates."""
    return RATE | changes


def write_table(path: Path, rows: list[dict[str, Any]]) -> Path:
    """A CSV with the columns that the rows have."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
    return path


def import_table(folder: Path, *rows: dict[str, Any], name: str = "rates.csv") -> Imported:
    return import_rates(write_table(folder / name, list(rows)))
