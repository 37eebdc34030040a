"""Tax withheld from household sellers, by kind and day, with the source of each rate.

Rates of the revenue of a sale, for residents. Sources: VAT Law 48/2024/QH15, Art. 12; PIT Law
109/2025/QH15, Art. 7; withholding by platforms: Decree 117/2025/NĐ-CP until 30 June 2026, since
then Decree 252/2026/NĐ-CP under the Law on Tax Administration 108/2025/QH15, Art. 43–44.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.formats import number_format

from marketplace.kernel.money import to_dong

from .accounts import SupplyKind

#: A whole, in basis points.
WHOLE = 10_000

_UNDER_117 = (datetime.date(2025, 7, 1), datetime.date(2026, 6, 30), "117/2025/NĐ-CP")
_UNDER_252 = (datetime.date(2026, 7, 1), None, "252/2026/NĐ-CP")
_RATES_OF_LAW = "48/2024/QH15 Art. 12; 109/2025/QH15 Art. 7"


@dataclass(frozen=True)
class Withheld:
    """VAT and personal income tax in basis points (100 are one per cent)."""

    kind: str
    vat_bp: int
    pit_bp: int
    valid_from: datetime.date
    valid_until: datetime.date | None
    legal_reference: str


RATES: tuple[Withheld, ...] = tuple(
    Withheld(kind, vat, pit, first, last, f"{decree}; {_RATES_OF_LAW}")
    for first, last, decree in (_UNDER_117, _UNDER_252)
    for kind, vat, pit in (
        (SupplyKind.GOODS, 100, 50),
        (SupplyKind.PRODUCTION, 300, 150),
        (SupplyKind.SERVICES, 500, 200),
        (SupplyKind.OTHER, 200, 100),
    )
)


def withheld(kind: str, *, on: datetime.date) -> Withheld:
    """The rates of that day; a kind that nobody knows has the highest (Decree 117/2025/NĐ-CP).

    Raises LookupError for a day that no row covers.
    """
    of_the_day = [
        rate
        for rate in RATES
        if rate.valid_from <= on and (rate.valid_until is None or on <= rate.valid_until)
    ]
    if not of_the_day:
        raise LookupError(f"no rates of withholding on {on}")
    for rate in of_the_day:
        if rate.kind == kind:
            return rate
    return max(of_the_day, key=lambda rate: rate.vat_bp + rate.pit_bp)


def share(amount: int, basis_points: int) -> int:
    """So many basis points of ``amount`` đồng, rounded once, half up."""
    return to_dong(Decimal(amount) * basis_points / WHOLE)


def commission_words() -> str:
    """The commission of today for people, as "2,5 %"; empty where there is none."""
    basis_points = settings.COMMISSION_BASIS_POINTS
    if not basis_points:
        return ""
    percent = number_format(Decimal(basis_points) / 100, use_l10n=True)
    return f"{percent} %"


def part_of(whole: int, *, part: int, of: int, before: int) -> int:
    """What of ``whole`` goes with ``part`` of ``of``, where ``before`` of it had gone already.

    Counted from the beginning each time, so that the parts of ``of`` give ``whole`` to the đồng
    and the last takes the rest.
    """
    if of == 0:
        return 0

    def until(gone: int) -> int:
        return to_dong(Decimal(whole) * gone / of)

    return until(before + part) - until(before)
