"""What foreign money is worth in đồng, so that a ceiling in it can be kept.

ILLUSTRATIVE round figures, no bank's rate: an operator keeps the table current.
"""

import datetime
from decimal import Decimal

AS_OF = datetime.date(2026, 11, 1)
_DONG = {
    "VND": Decimal(1),
    "USD": Decimal(26_000),
    "EUR": Decimal(30_000),
    "CNY": Decimal(3_600),
    "JPY": Decimal(170),
    "KRW": Decimal(18),
}


def in_dong(amount: Decimal, currency: str) -> int:
    """Whole đồng, rounded down, so that a ceiling is not exceeded."""
    return int(amount * _DONG[currency])
