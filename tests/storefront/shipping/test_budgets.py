"""A budget of free deliveries reaches exactly as far as it reaches, and comes back with the order."""

import datetime
from typing import Any

import pytest

from marketplace.caching import stamps
from marketplace.kernel.clock import now
from storefront.basket.contents import basket_contents
from storefront.ledger.checking import faults
from storefront.order.models import Order
from storefront.order.services import cancel_order, expire_order, revive_order
from storefront.refunds.services import Wanted, propose_refund
from storefront.shipping.free import FreeDeliveryRefused, promise_free_delivery
from storefront.shipping.models import DeliveryBudget, DeliveryUse, FreeDelivery
from storefront.shipping.tariffs import forget
from tests.factories import make_pack, make_user, make_vendor, province
from tests.storefront.factories import destination, make_basket
from tests.storefront.ledger.books import deliver, part_of
from tests.storefront.transfers.factories import owner_of
from tests.storefront.vouchers.test_using import order_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def promised(today: datetime.date):
    """Đồng Tháp pays deliveries from 50.000 ₫ on, 60.000 ₫ in all: of 34.000 ₫ each it is one."""

    def promise(**values: Any) -> FreeDelivery:
        free = promise_free_delivery(
            **{
                "province": province("dong-thap"),
                "free_from": 50_000,
                "first": today,
                "last": None,
                "budget": 60_000,
                "acting_user": make_user(is_staff=True, is_superuser=True),
                **values,
            }
        )
        forget()
        return free

    yield promise
    forget()


def placed(**values: Any) -> Order:
    return order_with(packs=[(make_pack(price=60_000), 1)], **values)


def held() -> int:
    return DeliveryBudget.objects.get().committed


def test_the_order_takes_of_the_budget_what_the_delivery_costs(promised):
    promised()

    part = part_of(placed())

    assert part.shipping_charge == 0
    assert held() == part.delivery_aid == DeliveryUse.objects.get().amount > 30_000
    assert faults() == []


def test_once_it_is_used_up_the_delivery_costs_again(promised):
    promised()
    placed()

    basket = make_basket(make_pack(price=60_000))
    [group] = basket_contents(
        basket,
        on=now().date(),
        destination=destination().province,
        commune=destination().commune,
    ).groups
    part = part_of(placed())

    assert group.delivery > 0
    assert not group.sent.is_free
    assert group.sent.free_words == ""
    assert (part.shipping_charge, part.delivery_aid) == (group.delivery, 0)
    assert DeliveryUse.objects.count() == 1


def test_then_the_next_one_pays_where_there_is_one(promised):
    promised()
    promised(province=None, free_from=55_000, budget=None)
    placed()

    part = part_of(placed())

    assert (part.delivery_payer, part.shipping_charge) == ("platform", 0)
    assert DeliveryUse.objects.count() == 1


def test_a_cancelled_order_gives_it_back(promised):
    promised()
    order = placed()

    cancel_order(order=order)

    assert held() == 0
    assert part_of(placed()).shipping_charge == 0
    assert faults() == []


def test_goods_that_go_back_with_their_delivery_give_their_share_back(promised):
    promised()
    part = deliver(part_of(order_with(packs=[(make_pack(price=60_000), 2)])))

    for key, left in (("1", part.delivery_aid - part.delivery_aid // 2), ("2", 0)):
        propose_refund(
            vendor_order=part_of(part.order),
            wanted=[Wanted(part.lines.get().pk, 1)],
            with_shipping=True,
            reason="Hỏng",
            form_key=key,
            acting_user=owner_of(part.vendor),
        )
        assert held() == left
    assert faults() == []


def test_an_order_that_ran_out_of_time_takes_it_again_or_does_not_stand(promised):
    promised()
    first, second = (placed(confirmed=False) for _one in range(2))
    assert held() == part_of(first).delivery_aid
    assert part_of(second).delivery_aid == 0
    for order in (first, second):
        Order.objects.filter(pk=order.pk).update(expires_at=now() - datetime.timedelta(minutes=1))
    assert expire_order(order=first)
    assert held() == 0
    third = placed()
    assert held() == part_of(third).delivery_aid

    assert not revive_order(order=first, payment=first.payments.get())
    cancel_order(order=third)
    assert revive_order(order=first, payment=first.payments.get())

    assert held() == part_of(first).delivery_aid
    assert faults() == []


def test_without_a_budget_there_is_no_limit(promised):
    promised(budget=None)

    assert {part_of(placed()).shipping_charge for _one in range(3)} == {0}
    assert not DeliveryUse.objects.exists()


def test_a_budget_is_of_something(promised):
    with pytest.raises(FreeDeliveryRefused) as refusal:
        promised(budget=0)

    assert refusal.value.code == "budget"
    assert not FreeDelivery.objects.exists()


def test_a_basket_asks_for_the_budget_only_where_it_is_reached(
    promised, django_assert_max_num_queries
):
    promised()
    below = make_basket(make_pack(price=40_000, vendor=make_vendor()))
    above = make_basket(make_pack(price=60_000, vendor=make_vendor()))
    where = {
        "on": now().date(),
        "destination": destination().province,
        "commune": destination().commune,
    }
    basket_contents(below, **where)

    with django_assert_max_num_queries(2):
        basket_contents(below, **where)
    with django_assert_max_num_queries(3):
        assert basket_contents(above, **where).groups[0].delivery == 0


def test_pages_are_made_anew_for_the_last_of_a_budget_alone(promised):
    promised(budget=5_000_000)
    budget = DeliveryBudget.objects.all()
    seen = [stamps.read()]
    for committed in (34_000, 4_000_000, 4_990_000):
        budget.update(committed=committed)
        seen.append(stamps.read())

    assert seen[0] == seen[1] == seen[2] != seen[3]
