"""VAT classes of goods, dated. Prices include VAT; these rates only say how much of it they hold.

Sources: VAT Law 48/2024/QH15 as amended by 149/2025/QH15, Resolution 204/2025/QH15 and Decree
174/2025/NĐ-CP (8 % until 31 December 2026), Decree 359/2025/NĐ-CP.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class VatClass(models.TextChoices):
    NOT_SUBJECT = "not_subject", _("not subject to VAT")
    REDUCED = "reduced", _("5 %")
    STANDARD = "standard", _("standard rate")
    DIRECT = "direct", _("seller pays by the direct method")


@dataclass(frozen=True)
class VatRate:
    vat_class: str
    percent: Decimal
    valid_from: datetime.date
    valid_until: datetime.date | None
    legal_reference: str


RATES: tuple[VatRate, ...] = (
    VatRate(
        VatClass.NOT_SUBJECT, Decimal(0), datetime.date(2025, 7, 1), None, "48/2024/QH15 Art. 5"
    ),
    VatRate(VatClass.REDUCED, Decimal(5), datetime.date(2025, 7, 1), None, "48/2024/QH15 Art. 9"),
    VatRate(
        VatClass.STANDARD,
        Decimal(8),
        datetime.date(2025, 7, 1),
        datetime.date(2026, 12, 31),
        "204/2025/QH15; 174/2025/NĐ-CP",
    ),
    VatRate(VatClass.STANDARD, Decimal(10), datetime.date(2027, 1, 1), None, "48/2024/QH15 Art. 9"),
    VatRate(VatClass.DIRECT, Decimal(0), datetime.date(2025, 7, 1), None, "48/2024/QH15 Art. 12"),
)


def vat_percent(vat_class: str, *, on: datetime.date) -> Decimal:
    """The rate of ``vat_class`` on a day, in percent. Raises LookupError where no row covers it."""
    for rate in RATES:
        began = rate.valid_from <= on
        ended = rate.valid_until is not None and rate.valid_until < on
        if rate.vat_class == vat_class and began and not ended:
            return rate.percent
    raise LookupError(f"no VAT rate for {vat_class} on {on}")
