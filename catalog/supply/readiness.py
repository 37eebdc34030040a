"""Readiness for supermarkets: six checks of a supply, each read off what its vendor states.

They are what trade papers name as reasons why OCOP goods do not enter modern retail. Pure.
"""

import datetime
from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Check(models.TextChoices):
    """In the order in which pages show them; the place is the bit in ``mask_of``."""

    BARCODE = "barcode", _("Barcode on each pack")
    SHELF_LIFE = "shelf_life", _("Shelf life stated")
    TEST_REPORT = "test_report", _("Test report of the last 12 months")
    E_INVOICE = "e_invoice", _("Issues e-invoices")
    PACKAGING = "packaging", _("Packed for retail shelves")
    VOLUME = "volume", _("Steady volume")


#: A self-declared product's test report may be no older (Decree 15/2018/NĐ-CP, Art. 5.1.b).
TEST_REPORT_DAYS = 365
#: Steady: the smallest order is free in so many calendar months from the present one on.
STEADY_MONTHS = 3


def checks_held(
    *,
    has_barcode: bool,
    shelf_life_days: int | None,
    tested_on: datetime.date | None,
    has_e_invoice: bool,
    has_retail_packaging: bool,
    minimum_quantity: int,
    left: Mapping[datetime.date, int],
    on: datetime.date,
) -> frozenset[str]:
    """The checks that a supply passes on a day; ``left`` is what is free, by first day of a month."""
    this_month = on.replace(day=1)
    steady = [
        day for day, amount in left.items() if day >= this_month and amount >= minimum_quantity
    ]
    found = {
        Check.BARCODE: has_barcode,
        Check.SHELF_LIFE: shelf_life_days is not None,
        Check.TEST_REPORT: tested_on is not None and (on - tested_on).days <= TEST_REPORT_DAYS,
        Check.E_INVOICE: has_e_invoice,
        Check.PACKAGING: has_retail_packaging,
        Check.VOLUME: len(steady) >= STEADY_MONTHS,
    }
    return frozenset(check.value for check, holds in found.items() if holds)
