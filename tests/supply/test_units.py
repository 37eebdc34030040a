"""Amounts in words and converted: what is written in one unit is the same amount in another."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from catalog.supply.units import (
    WRITTEN,
    Content,
    Unit,
    amount_words,
    content_of,
    convert,
    pack_words,
    unit_label,
)

AMOUNTS = st.decimals(min_value="0.001", max_value="1000000", places=3)
CONTENTS = st.sampled_from([Decimal(n) for n in ("0.5", "1", "2.5", "5", "25", "50")])


def _of(unit: str, *, kg=None, size=None, pack_unit=None) -> Content:
    return content_of(unit, kg=kg, pack_size=size, pack_unit=pack_unit)


@pytest.mark.parametrize(
    ("written", "kg"), [("yến", 10), ("tạ", 100), ("tấn", 1000), ("kg", 1), ("cân", 1)]
)
def test_weights_are_kilograms_however_they_are_written(written, kg):
    assert WRITTEN[written] == (Unit.KG, Decimal(kg))


def test_bags_of_25_kg_are_counted_by_their_own_content():
    bag = _of("bag", size=Decimal(25), pack_unit="kg")

    assert convert(Decimal(1000), "kg", "bag", bag) == 40
    assert convert(Decimal(40), "bag", "kg", bag) == 1000


def test_grams_and_millilitres_of_a_pack_tell_its_weight_or_volume():
    assert _of("jar", size=Decimal(500), pack_unit="g") == Content("jar", kg=Decimal("0.5"))
    assert _of("bottle", size=Decimal(750), pack_unit="ml") == Content(
        "bottle", litre=Decimal("0.75")
    )
    assert _of("box", size=Decimal(10), pack_unit="piece") == Content("box", pieces=Decimal(10))


def test_the_weight_that_is_stated_goes_before_that_of_the_pack():
    assert _of("bag", kg=Decimal("26"), size=Decimal(25), pack_unit="kg").kg == 26


def test_the_bags_that_hold_goods_sold_by_weight_say_nothing_of_a_kilogram():
    assert _of("kg", size=Decimal(10), pack_unit="kg") == Content("kg", kg=Decimal(1))


def test_what_the_content_does_not_tell_is_not_converted():
    assert convert(Decimal(5), "kg", "box", Content("box")) is None
    assert convert(Decimal(5), "litre", "kg", _of("kg")) is None
    assert convert(Decimal(5), "basket", "box", _of("box", kg=Decimal(1))) is None


@given(amount=AMOUNTS, kg=CONTENTS, unit=st.sampled_from(["bag", "box", "carton", "piece"]))
def test_there_and_back_is_the_same_amount(amount, kg, unit):
    content = _of(unit, kg=kg)

    there = convert(amount, unit, "kg", content)
    back = convert(there, "kg", unit, content)

    assert back == amount


@given(amount=AMOUNTS, more=AMOUNTS, kg=CONTENTS)
def test_more_stays_more(amount, more, kg):
    content = _of("bag", kg=kg)

    assert convert(amount, "kg", "bag", content) < convert(amount + more, "kg", "bag", content)


@given(unit=st.sampled_from(Unit.values), amount=AMOUNTS)
def test_a_unit_converts_to_itself(unit, amount):
    assert convert(amount, unit, unit, Content(unit)) == amount


@pytest.mark.parametrize(
    ("amount", "unit", "vi", "en"),
    [
        (2500, "kg", "2,5 tấn", "2.5 tonnes"),
        (800, "kg", "800 kg", "800 kg"),
        (1, "bag", "1 túi", "1 bag"),
        (30000, "piece", "30.000 cái", "30,000 pieces"),
        (Decimal("0.75"), "litre", "0,75 lít", "0.75 litres"),
        (5, None, "5", "5"),
        (1234, "kg", "1.234 kg", "1,234 kg"),
    ],
)
def test_amounts_in_words(amount, unit, vi, en):
    assert amount_words(amount, unit) == vi
    with translation.override("en"):
        assert amount_words(amount, unit) == en


def test_packs_in_words():
    assert pack_words(500, "g") == "500 g"
    assert pack_words(Decimal("0.5"), "kg") == "0,5 kg"
    assert pack_words(10, "piece") == "10 cái"


def test_units_have_names():
    assert unit_label("carton") == "thùng"
    assert unit_label("order") == "cả đơn hàng"
    assert unit_label(None) == ""
