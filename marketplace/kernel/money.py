"""Money is whole đồng (ISO 4217 VND, exponent 0), prices include VAT."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language

DONG = Decimal(1)
#: More digits than all the money there is; keeps the arithmetic exact.
_MOST_DIGITS = 18


def to_dong(amount: Decimal | int) -> int:
    """``amount`` as whole đồng, half up. Raises ValueError for what is not a finite number."""
    value = Decimal(amount)
    if not value.is_finite() or value.adjusted() > _MOST_DIGITS:
        raise ValueError(f"not an amount: {amount!r}")
    return int(value.quantize(DONG, rounding=ROUND_HALF_UP))


def dong(amount: Decimal | int) -> str:
    """``1234567`` → "1.234.567 ₫" in Vietnamese, "1,234,567 ₫" in English; narrow no-break space.

    What is owed the other way begins with a minus sign (U+2212), not with a hyphen.
    """
    grouped = f"{to_dong(amount):,}".replace("-", "\N{MINUS SIGN}")
    if get_language() != "en":
        grouped = grouped.replace(",", ".")
    return f"{grouped}\u202f₫"


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """``total`` đồng split in proportion to ``weights``; the parts add up to ``total`` exactly.

    Largest remainders first, earlier ones first among equals. All weights zero counts as equal
    weights. Raises ValueError without weights or with a negative one.
    """
    if not weights or min(weights) < 0:
        raise ValueError("weights must be there and not negative")
    if sum(weights) == 0:
        weights = [1] * len(weights)
    whole = sum(weights)
    sign = -1 if total < 0 else 1
    parts, remainders = zip(*(divmod(abs(total) * w, whole) for w in weights), strict=True)
    missing = abs(total) - sum(parts)
    order = sorted(range(len(weights)), key=lambda i: (-remainders[i], i))
    shares = list(parts)
    for i in order[:missing]:
        shares[i] += 1
    return [sign * share for share in shares]


def vat_included(gross: int, *, rate_percent: Decimal) -> int:
    """The VAT that a VAT-inclusive ``gross`` holds, rounded once, half up."""
    return to_dong(Decimal(gross) * rate_percent / (100 + rate_percent))
