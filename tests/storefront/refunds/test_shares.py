"""Whatever is refunded in whatever steps: no đồng is lost, none is given twice."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storefront.refunds.shares import Amounts, NotThatMuch, share_of

lines = st.builds(
    Amounts,
    st.integers(1, 12),
    st.integers(0, 10_000_000),
    st.integers(0, 500_000),
    st.integers(0, 5_000_000),
    st.integers(0, 500_000),
)


def add(back: Amounts, more: Amounts) -> Amounts:
    return Amounts(
        back.quantity + more.quantity,
        back.goods + more.goods,
        back.shipping + more.shipping,
        back.discount + more.discount,
        back.delivery_aid + more.delivery_aid,
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sold=lines, data=st.data())
def test_any_steps_that_give_all_units_back_give_exactly_the_whole(sold, data):
    back = Amounts(0, 0, 0)
    while back.quantity < sold.quantity:
        quantity = data.draw(st.integers(1, sold.quantity - back.quantity))
        more = share_of(sold, back, quantity=quantity)
        assert more.goods >= 0 <= more.shipping
        back = add(back, more)

    assert back == sold


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sold=lines, data=st.data())
def test_reductions_and_units_in_any_order_never_exceed_and_end_at_the_whole(sold, data):
    back = Amounts(0, 0, 0)
    for _step in range(data.draw(st.integers(0, 6))):
        quantity = data.draw(st.integers(0, sold.quantity - back.quantity))
        reduction = data.draw(st.integers(0, sold.goods - back.goods))
        more = share_of(
            sold,
            back,
            quantity=quantity,
            reduction=reduction,
            with_shipping=data.draw(st.booleans()),
        )
        back = add(back, more)
        assert back.goods <= sold.goods
        assert back.shipping <= sold.shipping
        assert 0 <= back.discount <= sold.discount
        assert 0 <= back.delivery_aid <= sold.delivery_aid

    back = add(back, share_of(sold, back, quantity=sold.quantity - back.quantity))

    if back.quantity and sold.quantity == back.quantity:
        assert back.goods == sold.goods
        assert back.discount == sold.discount


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sold=lines, data=st.data())
def test_more_than_is_left_is_refused(sold, data):
    back = Amounts(data.draw(st.integers(0, sold.quantity)), sold.goods, sold.shipping)

    with pytest.raises(NotThatMuch):
        share_of(sold, back, quantity=sold.quantity - back.quantity + 1)
    with pytest.raises(NotThatMuch):
        share_of(sold, back, quantity=0, reduction=1)


def test_the_last_unit_takes_the_rest():
    sold, back = Amounts(3, 100, 10), Amounts(0, 0, 0)
    shares = []
    for _unit in range(3):
        shares.append(share_of(sold, back, quantity=1))
        back = add(back, shares[-1])

    assert [(one.goods, one.shipping) for one in shares] == [(33, 3), (33, 3), (34, 4)]


def test_what_a_declined_refund_frees_is_all_that_the_next_one_takes():
    sold = Amounts(3, 186_000, 20_000)
    declined = share_of(sold, Amounts(0, 0, 0), quantity=1)
    back = Amounts(2, 186_000 - declined.goods, 20_000 - declined.shipping)

    assert share_of(sold, back, quantity=1) == declined
