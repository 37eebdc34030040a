"""VAT classes by date (docs: catalog/catalogue/vat.py names the laws)."""

import datetime
from decimal import Decimal

import pytest

from catalog.catalogue.vat import RATES, VatClass, vat_percent


@pytest.mark.parametrize(
    ("vat_class", "day", "percent"),
    [
        (VatClass.STANDARD, "2026-12-31", 8),
        (VatClass.STANDARD, "2027-01-01", 10),
        (VatClass.REDUCED, "2026-11-23", 5),
        (VatClass.NOT_SUBJECT, "2026-11-23", 0),
        (VatClass.DIRECT, "2026-11-23", 0),
    ],
)
def test_the_rate_is_that_of_the_day(vat_class, day, percent):
    assert vat_percent(vat_class, on=datetime.date.fromisoformat(day)) == Decimal(percent)


def test_a_day_without_a_rate_is_an_error_and_never_zero():
    with pytest.raises(LookupError):
        vat_percent(VatClass.STANDARD, on=datetime.date(2025, 6, 30))


def test_every_class_has_exactly_one_rate_on_each_day_from_july_2025():
    day = datetime.date(2025, 7, 1)
    while day < datetime.date(2028, 1, 1):
        for vat_class in VatClass.values:
            rows = [
                rate
                for rate in RATES
                if rate.vat_class == vat_class
                and rate.valid_from <= day
                and (rate.valid_until is None or day <= rate.valid_until)
            ]
            assert len(rows) == 1, (vat_class, day)
        day += datetime.timedelta(days=1)
