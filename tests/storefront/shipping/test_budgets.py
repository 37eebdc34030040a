"""A budget of free deliveries reaches exactly as far as it reaches, and comes back with the order."""

import datetime
from typing import Any

import pytest
from django.db import connection

from marketplace.caching import stamps
from marketplace.kernel.clock import now
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.models import AuditEntry
from storefront.basket.contents import basket_contents
from storefront.ledger.checking import faults
from storefront.order.models import Order
from storefront.order.services import cancel_order, expire_order, revive_order
from storefront.refunds.services import Wanted, propose_refund
from storefront.shipping.free import FreeDeliveryRefused, promise_free_delivery
from storefront.shipping.models import DeliveryBudget, DeliveryUse, FreeDelivery
from storefront.shipping.raising import raise_budget
from storefront.shipping.tariffs import forget
from tests.certification.factories import a_province_officer
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


def raised(free: FreeDelivery, more: int, *, by: Any = None, seen: int = 60_000) -> int:
    return raise_budget(
        free=free, seen=seen, more=more, acting_user=by or a_province_officer("dong-thap")
    )


def test_its_payer_s_office_raises_it_and_the_delivery_is_free_again(promised):
    free = promised()
    placed()
    officer = a_province_officer("dong-thap")

    amount = raised(free, 40_000, by=officer)
    part = part_of(placed())

    assert (amount, part.shipping_charge, held()) == (100_000, 0, 2 * part.delivery_aid)
    entry = AuditEntry.objects.get(action="free_delivery.raised")
    assert (entry.actor, entry.object_id) == (officer, str(free.pk))
    assert entry.data == {"before": 60_000, "budget": 100_000}
    assert faults() == []


def test_the_same_press_again_adds_nothing(promised):
    free = promised()

    assert [raised(free, 40_000) for _press in range(2)] == [100_000, 100_000]

    assert AuditEntry.objects.filter(action="free_delivery.raised").count() == 1


def test_it_is_not_raised_from_what_it_no_longer_is_nor_once_it_is_over(promised):
    free = promised()
    raised(free, 40_000)
    words = []

    for change in (
        lambda: raised(free, 1_000),
        lambda: raised(free, 0, seen=100_000),
        lambda: raised(free, 1_000, seen=100_000),
    ):
        with pytest.raises(FreeDeliveryRefused) as refusal:
            change()
        words.append(str(refusal.value))
        free.valid_until = free.valid_from - datetime.timedelta(days=1)

    assert len(set(words)) == 3
    assert DeliveryBudget.objects.get().amount == 100_000


@pytest.mark.parametrize(
    "who", [lambda: a_province_officer("son-la"), make_user, lambda: owner_of(make_vendor())]
)
def test_nobody_else_raises_it(promised, who):
    free = promised()

    with pytest.raises(NotAllowed):
        raised(free, 1_000, by=who())

    assert DeliveryBudget.objects.get().amount == 60_000
    assert not AuditEntry.objects.filter(action="free_delivery.raised").exists()


def test_the_office_s_page_says_what_is_left_and_takes_more(promised, client):
    free = promised()
    placed()
    client.force_login(a_province_officer("dong-thap"))
    page = f"/en/office/vouchers/deliveries/{free.pk}/"

    listed = client.get("/en/office/vouchers/deliveries/").content.decode()
    wrong = client.post(page, {"seen": "60000", "amount": "-5"})
    right = client.post(page, {"seen": "60000", "amount": "40.000"}, follow=True)

    assert page in listed
    assert wrong.status_code == 422
    assert "Write a whole number" in wrong.content.decode()
    assert "The budget is 100,000\u202f₫ now." in right.content.decode()


def test_a_page_that_was_late_shows_what_it_is_now_and_is_pressed_again(promised, client):
    free = promised()
    raised(free, 40_000)
    client.force_login(a_province_officer("dong-thap"))
    page = f"/en/office/vouchers/deliveries/{free.pk}/"

    late = client.post(page, {"seen": "60000", "amount": "1.000"})
    again = {name: late.context["form"][name].value() for name in ("seen", "amount")}
    client.post(page, again)

    assert "is 100,000\u202f₫ now. Please look once more." in late.content.decode()
    assert again == {"seen": 100_000, "amount": "1.000"}
    assert DeliveryBudget.objects.get().amount == 101_000


@pytest.mark.parametrize("language", ["", "/en"])
def test_another_province_s_and_what_has_no_budget_are_not_found(promised, client, language):
    free = promised()
    without = promised(province=province("son-la"), budget=None)
    client.force_login(a_province_officer("son-la"))
    pages = [f"{language}/office/vouchers/deliveries/{one.pk}/" for one in (free, without)]

    statuses = {client.get(page).status_code for page in pages}
    statuses |= {client.post(page, {"seen": 60_000, "amount": 1}).status_code for page in pages}

    assert statuses == {404}
    assert DeliveryBudget.objects.get().amount == 60_000


def test_operators_raise_what_they_have_promised_and_no_shop_s(promised, client):
    free = promised(province=None)
    client.force_login(make_user(is_staff=True, is_superuser=True))

    page = client.get("/en/office/tariffs/").content.decode()
    client.post(f"/en/office/tariffs/free/{free.pk}/raise/", {"seen": 60_000, "amount": 1})

    assert f"/en/office/tariffs/free/{free.pk}/raise/" in page
    assert DeliveryBudget.objects.get().amount == 60_001
    assert client.get("/en/office/tariffs/free/0/raise/").status_code == 404


@pytest.mark.parametrize("seen", ["", "x", "9223372036854775807"])
def test_a_page_without_the_budget_that_it_showed_is_pressed_again_from_what_it_is(
    promised, client, seen
):
    free = promised(province=None)
    client.force_login(make_user(is_staff=True, is_superuser=True))
    address = f"/en/office/tariffs/free/{free.pk}/raise/"

    wrong = client.post(address, {"seen": seen, "amount": "1.000"})

    assert wrong.status_code == 422
    assert wrong.context["form"].data == {"seen": 60_000, "amount": "1.000"}
    assert "is 60,000\u202f₫ now. Please look once more." in wrong.content.decode()
    assert client.post(address, {"seen": 60_000, "amount": "₫"}).status_code == 422
    assert DeliveryBudget.objects.get().amount == 60_000


def test_a_budget_that_was_taken_away_meanwhile_is_told_on_the_list(promised, client):
    free = promised(province=None)
    client.force_login(make_user(is_staff=True, is_superuser=True))

    def meanwhile(execute, sql, params, many, context):
        if sql.startswith(f'UPDATE "{DeliveryBudget._meta.db_table}"'):
            DeliveryBudget.objects.all().delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        answer = client.post(
            f"/en/office/tariffs/free/{free.pk}/raise/", {"seen": 60_000, "amount": 1}, follow=True
        )

    assert answer.redirect_chain == [("/en/office/tariffs/", 302)]
    assert "It has no budget: there is no limit." in answer.content.decode()
