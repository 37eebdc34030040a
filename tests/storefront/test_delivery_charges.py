"""Quotes per origin, and Oscar's seams for delivery."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oscar.core.loading import get_class

from storefront.shipping.quotes import cheapest, pack_grams, quote, zone
from storefront.shipping.tariff import IS_ILLUSTRATIVE, TARIFFS, Zone, charge, tariff_on
from tests.factories import commune, province
from tests.storefront.factories import make_basket, two_vendors

DAY = datetime.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("grams", "expected"),
    [(1, 28_000), (500, 28_000), (501, 34_000), (2_000, 42_000), (2_001, 50_000), (5_000, 66_000)],
)
def test_the_charge_rises_by_steps_and_then_by_kilograms(grams: int, expected: int) -> None:
    assert charge(tariff_on(DAY).rates[Zone.OTHER], grams) == expected


@given(st.integers(1, 200_000), st.integers(1, 200_000))
def test_a_heavier_parcel_never_costs_less(one: int, other: int) -> None:
    light, heavy = sorted((one, other))

    for rate in tariff_on(DAY).rates.values():
        assert 0 < charge(rate, light) <= charge(rate, heavy)


def test_figures_that_no_carrier_offered_say_so() -> None:
    assert IS_ILLUSTRATIVE is True


def test_before_the_first_tariff_there_is_no_charge() -> None:
    with pytest.raises(LookupError):
        tariff_on(min(tariff.valid_from for tariff in TARIFFS) - datetime.timedelta(days=1))


@pytest.mark.django_db
def test_zones_follow_provinces_and_regions() -> None:
    hanoi, dong_thap, can_tho = (province(slug) for slug in ("ha-noi", "dong-thap", "can-tho"))

    assert zone(dong_thap, dong_thap) is Zone.SAME_PROVINCE
    assert zone(dong_thap, can_tho) is Zone.SAME_REGION
    assert zone(dong_thap, hanoi) is Zone.OTHER
    assert zone(None, hanoi) is Zone.OTHER
    assert quote(origin=dong_thap, destination=dong_thap, grams=900, on=DAY) == 18_000
    assert cheapest(grams=900, on=DAY) == 18_000


@pytest.mark.parametrize(
    ("gross", "net", "unit", "expected"),
    [
        (1_100, Decimal(1_000), "g", 1_100),
        (None, Decimal(1_000), "g", 1_150),
        (None, Decimal(500), "ml", 575),
        (None, Decimal(6), "piece", 500),
        (None, None, "", 500),
    ],
)
def test_a_pack_weighs_what_is_stated_or_can_be_told(gross, net, unit, expected) -> None:
    pack = SimpleNamespace(gross_weight=gross, net_quantity=net, net_unit=unit)

    assert pack_grams(pack) == expected


@pytest.mark.django_db
def test_oscars_repository_offers_the_sum_of_the_vendors_parcels(today) -> None:
    basket = make_basket(*two_vendors())
    repository = get_class("shipping.repository", "Repository")()
    address = SimpleNamespace(commune=commune("ha-noi"))

    (method,) = repository.get_available_shipping_methods(basket, shipping_addr=address)

    assert repository.get_available_shipping_methods(basket) == []
    near = quote(
        origin=province("dong-thap"), destination=province("ha-noi"), grams=3_300, on=today
    )
    far = quote(origin=province("son-la"), destination=province("ha-noi"), grams=1_100, on=today)
    assert method.calculate(basket).incl_tax == near + far
