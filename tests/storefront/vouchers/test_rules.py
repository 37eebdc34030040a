"""What a voucher gives: whole đồng, shared out without a rest, never more than may be given."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront.payers import Payer
from storefront.vouchers.codes import normal
from storefront.vouchers.rules import Goods, Rule, give

DONG_THAP, SON_LA = 1, 2


def rule(**values) -> Rule:
    return Rule(
        **{
            "payer": Payer.PROVINCE,
            "province_id": DONG_THAP,
            "vendor_id": None,
            "star": 3,
            "sets": frozenset(),
            "minimum": 0,
            "amount": 0,
            "percent": 20,
            "most": 0,
            "cap_percent": 50,
        }
        | values
    )


def goods(key: int = 1, total: int = 100_000, **values) -> Goods:
    return Goods(
        **{
            "key": key,
            "total": total,
            "province_id": DONG_THAP,
            "vendor_id": 7,
            "star": 4,
            "criteria_set": "B04",
        }
        | values
    )


things = st.lists(
    st.builds(
        goods,
        key=st.integers(1, 10_000),
        total=st.integers(1_000, 50_000_000),
        province_id=st.sampled_from([DONG_THAP, SON_LA]),
        star=st.integers(3, 5),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda one: one.key,
)
rules = st.one_of(
    st.builds(
        lambda amount, minimum: rule(percent=0, amount=amount, minimum=minimum),
        st.integers(1, 5_000_000),
        st.integers(0, 1_000_000),
    ),
    st.builds(
        lambda percent, most: rule(percent=percent, most=most),
        st.integers(1, 50),
        st.integers(0, 500_000),
    ),
)


@given(rule=rules, things=things)
def test_shares_are_whole_and_add_up_and_stay_within_half_of_each_line(rule, things):
    given_ = give(rule, things)

    mine = {one.key: one for one in things if one.province_id == DONG_THAP}
    worth = sum(one.total for one in mine.values())
    assert given_.worth == worth
    assert given_.amount == (rule.gives_on(worth) if mine and worth >= rule.minimum else 0)
    assert given_.amount <= worth // 2
    assert set(given_.by_key) <= set(mine)
    assert all(0 < share <= mine[key].total // 2 + 1 for key, share in given_.by_key.items())


@given(things=things, taken=st.sets(st.integers(1, 10_000)))
def test_a_line_has_one_voucher(things, taken):
    assert not set(give(rule(), things, taken=taken).by_key) & taken


@pytest.mark.parametrize("kind", ["B14", "B15", "B18", "B26"])
def test_alcohol_medicine_and_services_are_never_promoted(kind):
    assert give(rule(), [goods(criteria_set=kind)]).by_key == {}


def test_a_star_a_kind_and_a_seller_are_asked_for():
    assert give(rule(star=5), [goods()]).by_key == {}
    assert give(rule(sets=frozenset({"B01"})), [goods()]).by_key == {}
    seller = rule(payer=Payer.VENDOR, province_id=None, vendor_id=7)
    assert give(seller, [goods(province_id=SON_LA), goods(2, vendor_id=8)]).by_key == {1: 20_000}


@pytest.mark.parametrize("typed", ["SEN2027", " sen 2027 ", "sen-2027", "Sẹn2027", "s e n 2 0 2 7"])
def test_a_code_is_read_as_people_type_it(typed):
    assert normal(typed) == "SEN2027"
