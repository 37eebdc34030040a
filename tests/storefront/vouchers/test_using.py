"""A voucher from the basket to the books: who pays what, and who gets what back."""

import datetime
from typing import Any

import pytest

from marketplace.kernel.clock import now, today
from marketplace.kernel.ids import new_token
from storefront.basket.codes import put_in_code
from storefront.basket.contents import basket_contents
from storefront.checkout.services import place_order
from storefront.ledger.accounts import Account
from storefront.ledger.checking import faults
from storefront.order.models import Order
from storefront.order.services import cancel_order, expire_order, revive_order
from storefront.payers import Payer
from storefront.payment.services import begin_payment
from storefront.refunds.services import Wanted, propose_refund
from storefront.vouchers.errors import VoucherRefused
from storefront.vouchers.models import Campaign, Use
from tests.factories import make_pack, make_vendor
from tests.storefront.factories import BUYER, destination, make_basket
from tests.storefront.ledger.books import (
    balances,
    deliver,
    every_posting_sums_to_zero,
    open_balances,
    part_of,
)
from tests.storefront.transfers.factories import make_account, owner_of, pay, transfers_of
from tests.storefront.vouchers.campaigns import make_campaign, two_provinces

pytestmark = pytest.mark.django_db


def order_with(
    *codes: str, packs: Any = None, provider: str = "cod", email: str = "", confirmed: bool = True
) -> Order:
    basket = make_basket(*(packs or two_provinces()))
    for code in codes:
        put_in_code(basket=basket, typed=code)
    order = place_order(
        basket=basket,
        address=destination(),
        buyer_email=email or BUYER["email"],
        phone=BUYER["phone"] if not email else "",
        user=None,
        provider=provider,
        checkout_key=new_token(),
        language="vi",
    )
    if confirmed:
        begin_payment(order=order)
    return order


def test_a_voucher_of_a_province_counts_for_its_products_alone() -> None:
    make_campaign()
    basket = make_basket(*two_provinces())

    applied = put_in_code(basket=basket, typed=" sen-2027 ")
    contents = basket_contents(basket, on=today())

    assert applied.amount == 33_800
    assert [line.discount for line in contents.lines] == [24_800, 9_000, 0]
    assert [group.discount for group in contents.groups] == [33_800, 0]
    assert contents.total == contents.goods - 33_800 + contents.delivery


def test_the_order_keeps_what_was_given_and_who_pays_it() -> None:
    campaign = make_campaign()
    order = order_with("SEN2027")

    near, far = order.vendor_orders.order_by("pk")
    campaign.refresh_from_db()
    assert (order.goods_total, order.discount_total) == (349_000, 33_800)
    assert order.total == 349_000 - 33_800 + order.shipping_total
    assert order.payments.get().amount == order.total
    assert (near.discount_total, far.discount_total) == (33_800, 0)
    assert near.total + far.total == order.total
    assert [line.paid for line in near.lines.order_by("pk")] == [99_200, 36_000]
    assert {line.discount_payer for line in near.lines.all()} == {Payer.PROVINCE}
    assert {line.revenue for line in near.lines.all()} == {124_000, 45_000}
    assert (campaign.committed, campaign.uses) == (33_800, 1)
    assert order.frozen_terms["vouchers"][0]["code"] == "SEN2027"
    assert [one.amount for one in order.discounts.all()] == [33_800]


def test_the_vendor_gets_the_full_price_and_the_province_owes_the_discount() -> None:
    make_campaign()
    near = order_with("SEN2027").vendor_orders.order_by("pk").first()

    assert near is not None
    assert balances(vendor_order=near) == {
        Account.BUYER: 169_000 - 33_800 + near.shipping_charge,
        Account.VENDOR: -169_000,
        Account.SHIPPING: -near.shipping_charge,
        Account.DISCOUNT_PROVINCE: 33_800,
    }
    deliver(near)
    assert balances(vendor_order=near)[Account.DISCOUNT_PROVINCE] == 33_800
    assert every_posting_sums_to_zero()
    assert faults() == []


def test_a_refunded_line_gives_the_buyer_what_it_paid_and_the_province_its_share() -> None:
    campaign = make_campaign()
    near = order_with("SEN2027").vendor_orders.order_by("pk").first()
    assert near is not None
    deliver(near)
    line = near.lines.order_by("pk").first()
    assert line is not None

    propose_refund(
        vendor_order=near,
        wanted=[Wanted(line.pk, 1)],
        with_shipping=False,
        reason="Dập khi vận chuyển",
        form_key="one",
        acting_user=owner_of(near.vendor),
    )

    assert near.refunds.get().total == 49_600
    assert balances(vendor_order=near, posting__kind="refund") == {
        Account.BUYER: -49_600,
        Account.REFUNDS: 62_000,
        Account.DISCOUNT_PROVINCE: -12_400,
    }
    campaign.refresh_from_db()
    assert (campaign.committed, campaign.uses) == (33_800 - 12_400, 1)
    assert faults() == []


def test_a_cancelled_order_gives_budget_and_use_back() -> None:
    campaign = make_campaign(uses_all=1)
    order = order_with("SEN2027")

    cancel_order(order=order)

    campaign.refresh_from_db()
    assert (campaign.committed, campaign.uses) == (0, 0)
    assert not Use.objects.get().is_counted
    assert open_balances() == {}
    assert order_with("SEN2027").discount_total == 33_800


def test_a_buyer_uses_it_as_often_as_it_says_by_mail_or_by_phone() -> None:
    campaign = make_campaign()
    order_with("SEN2027")

    once_more = order_with("SEN2027")

    campaign.refresh_from_db()
    assert once_more.discount_total == 0
    assert (Order.objects.count(), campaign.uses, campaign.committed) == (2, 1, 33_800)
    assert order_with("SEN2027", email="lan@example.vn").discount_total == 33_800


def test_a_seller_pays_its_own_voucher_and_is_taxed_for_what_it_gets() -> None:
    vendor = make_vendor()
    make_campaign("CUATOI", payer=Payer.VENDOR, vendor=vendor, amount=10_000)
    part = order_with("CUATOI", packs=[(make_pack(vendor=vendor, price=62_000), 1)])
    part = part.vendor_orders.get()

    assert balances(vendor_order=part) == {
        Account.BUYER: 52_000 + part.shipping_charge,
        Account.VENDOR: -62_000,
        Account.SHIPPING: -part.shipping_charge,
        Account.DISCOUNT_VENDOR: 10_000,
    }
    assert part.lines.get().revenue == 52_000


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"first_day": today() + datetime.timedelta(days=2)}, "Dùng được từ"),
        (
            {
                "first_day": today() - datetime.timedelta(days=9),
                "last_day": today() - datetime.timedelta(days=1),
            },
            "hết hạn",
        ),
        ({"budget": 33_799}, "hết lượt"),
    ],
)
def test_a_voucher_that_is_not_to_be_had_says_why(values: dict[str, Any], words: str) -> None:
    make_campaign(**values)
    basket = make_basket(*two_provinces())

    with pytest.raises(VoucherRefused, match=words):
        put_in_code(basket=basket, typed="SEN2027")

    basket.refresh_from_db()
    assert basket.codes == []


def test_a_minimum_that_is_not_reached_says_how_much_is_missing() -> None:
    make_campaign(minimum=200_000)
    basket = make_basket(*two_provinces())

    applied = put_in_code(basket=basket, typed="SEN2027")

    assert (applied.amount, applied.waits) == (0, True)
    assert "31.000" in applied.problem


def test_two_provinces_pay_each_for_its_own() -> None:
    make_campaign()
    make_campaign("SONLA26", slug="son-la", amount=30_000)
    order = order_with("SEN2027", "SONLA26")

    assert sorted(use.amount for use in Use.objects.all()) == [30_000, 33_800]
    assert order.discount_total == 63_800
    cancel_order(order=order)
    assert set(Campaign.objects.values_list("committed", flat=True)) == {0}


def test_an_expired_order_that_is_paid_after_all_takes_its_voucher_again() -> None:
    campaign = make_campaign()
    order = order_with("SEN2027", confirmed=False)
    assert expire_order(order=order, at=now() + datetime.timedelta(days=9))
    campaign.refresh_from_db()
    assert (campaign.committed, campaign.uses) == (0, 0)
    Campaign.objects.update(stopped_at=now())

    assert revive_order(order=order, payment=order.payments.get())

    campaign.refresh_from_db()
    assert (campaign.committed, campaign.uses) == (33_800, 1)
    assert faults() == []


def test_it_does_not_stand_where_the_money_is_gone_meanwhile() -> None:
    campaign = make_campaign(budget=40_000)
    order = order_with("SEN2027", confirmed=False)
    expire_order(order=order, at=now() + datetime.timedelta(days=9))
    order_with("SEN2027", email="lan@example.vn")

    assert not revive_order(order=order, payment=order.payments.get())

    campaign.refresh_from_db()
    assert (campaign.committed, campaign.uses) == (33_800, 1)


def test_a_cancelled_order_gives_its_use_back_though_its_price_had_been_given_up_before() -> None:
    campaign = make_campaign(uses_all=1)
    vendor = make_vendor(province_slug="dong-thap")
    make_account(vendor)
    packs = [(make_pack(vendor=vendor, price=60_000), 2)]
    order = order_with("SEN2027", packs=packs, provider="vietqr")
    pay(transfers_of(order)[0])
    part = part_of(order)
    line = part.lines.get()
    propose_refund(
        vendor_order=part,
        wanted=[Wanted(line.pk, 0, reduction=line.paid)],
        with_shipping=False,
        reason="Quà của nhà làm",
        form_key="1",
        acting_user=owner_of(part.vendor),
    )
    campaign.refresh_from_db()
    assert (campaign.committed, campaign.uses) == (0, 1)

    cancel_order(order=order)

    campaign.refresh_from_db()
    assert (campaign.committed, campaign.uses) == (0, 0)
    assert faults() == []
