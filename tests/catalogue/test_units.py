"""What a pack holds and what that costs by the kilogram."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from catalog.catalogue.units import UnitPrice, content, unit_price


@pytest.mark.parametrize(
    ("price", "quantity", "unit", "expected"),
    [
        (62_000, Decimal(1000), "g", UnitPrice(62_000, "kg")),
        (31_500, Decimal(500), "g", UnitPrice(63_000, "kg")),
        (45_000, Decimal(100), "g", UnitPrice(45_000, "100 g")),
        (45_000, Decimal(249), "g", UnitPrice(18_072, "100 g")),
        (70_000, Decimal(750), "ml", UnitPrice(93_333, "l")),
        (20_000, Decimal(50), "ml", UnitPrice(40_000, "100 ml")),
        (90_000, Decimal(12), "piece", UnitPrice(7_500, "piece")),
        (90_000, Decimal(1), "piece", None),
        (90_000, None, "g", None),
        (90_000, Decimal(0), "g", None),
    ],
)
def test_a_pack_is_compared_by_a_common_amount(price, quantity, unit, expected):
    with override("en"):
        assert unit_price(price, quantity, unit) == expected


def test_content_is_written_as_the_language_writes_it():
    with override("vi"):
        assert content(Decimal("1500.000"), "g") == "1,5 kg"
    with override("en"):
        assert content(Decimal("1500.000"), "g") == "1.5 kg"
        assert content(Decimal(500), "g") == "500 g"
        assert content(Decimal(2000), "ml") == "2 l"
        assert content(Decimal(1), "piece") == "1 piece"
        assert content(Decimal(12), "piece") == "12 pieces"
        assert content(None, "g") == ""
