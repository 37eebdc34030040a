"""Money is whole đồng: nothing is lost in splitting or rounding."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.kernel.money import apportion, to_dong, vat_included

amounts = st.integers(-(10**12), 10**12)
weights = st.lists(st.integers(0, 10**9), min_size=1, max_size=30)


@given(amounts, weights)
def test_the_parts_add_up_to_the_total(total, parts):
    assert sum(apportion(total, parts)) == total


@given(amounts, weights)
def test_each_part_is_within_one_dong_of_its_exact_share(total, parts):
    exact = parts if sum(parts) else [1] * len(parts)
    for share, weight in zip(apportion(total, parts), exact, strict=True):
        assert abs(share - Fraction(total * weight, sum(exact))) < 1


@given(amounts, weights)
def test_what_weighs_more_never_gets_less_and_earlier_ones_come_first(total, parts):
    shares = apportion(abs(total), parts)

    for i, one in enumerate(parts):
        for j, other in enumerate(parts):
            if one > other or (one == other and i < j):
                assert shares[i] >= shares[j]


@given(amounts, weights)
def test_who_weighs_nothing_gets_nothing_unless_nobody_weighs(total, parts):
    if sum(parts):
        nothing = [s for s, w in zip(apportion(total, parts), parts, strict=True) if not w]
        assert set(nothing) <= {0}


@given(amounts, weights)
def test_giving_back_mirrors_taking(total, parts):
    assert apportion(-total, parts) == [-share for share in apportion(total, parts)]


@pytest.mark.parametrize("parts", [[], [1, -1], [-1]])
def test_weights_must_be_there_and_not_negative(parts):
    with pytest.raises(ValueError, match="weights"):
        apportion(100, parts)


@given(st.decimals(-(10**11), 10**11, places=4, allow_nan=False))
def test_rounding_moves_by_half_a_dong_at_most(amount):
    assert abs(Decimal(to_dong(amount)) - amount) <= Decimal("0.5")


@pytest.mark.parametrize(
    ("amount", "dong"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("-0.5", -1), ("0.4999", 0), ("39997.80", 39998)],
)
def test_halves_go_away_from_zero(amount, dong):
    assert to_dong(Decimal(amount)) == dong


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_what_is_no_amount_is_refused(amount):
    with pytest.raises(ValueError, match="not an amount"):
        to_dong(Decimal(amount))


@given(st.integers(0, 10**12), st.sampled_from([Decimal(0), Decimal(5), Decimal(8), Decimal(10)]))
def test_the_vat_within_a_price_is_that_of_its_net_part(gross, rate):
    vat = vat_included(gross, rate_percent=rate)

    exact = Fraction(gross) * Fraction(rate) / (100 + Fraction(rate))
    assert 0 <= vat <= gross
    assert abs(vat - exact) <= Fraction(1, 2)


def test_vat_of_known_prices():
    assert vat_included(108_000, rate_percent=Decimal(8)) == 8_000
    assert vat_included(12_345, rate_percent=Decimal(8)) == 914
    assert vat_included(100_000, rate_percent=Decimal(0)) == 0
