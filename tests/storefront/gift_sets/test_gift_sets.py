"""Gift sets of several sellers: made of a basket, bought and taken out as one, honest about stock."""

import datetime
from dataclasses import fields
from typing import Any

import pytest
from django.test import Client

from catalog.catalogue.models import Product
from marketplace.kernel.clock import today
from marketplace.kernel.ids import new_token
from storefront.basket.codes import put_in_code
from storefront.basket.contents import basket_contents
from storefront.basket.models import Basket
from storefront.basket.services import put_in, take_out
from storefront.checkout.services import LinesRefused, place_order
from storefront.gift_sets.baskets import put_set_in, set_sets
from storefront.gift_sets.errors import SetRefused
from storefront.gift_sets.making import make_set, withdraw_set
from storefront.gift_sets.models import GiftSet
from storefront.gift_sets.selectors import set_view
from storefront.gift_sets.terms import SetTerms
from storefront.ledger.accounts import Account
from storefront.ledger.checking import faults
from storefront.order.models import Order
from storefront.order.services import cancel_order
from storefront.payers import Payer
from storefront.payment.services import begin_payment
from storefront.refunds.services import Wanted, propose_refund
from tests.certification.factories import a_national_officer, a_province_officer
from tests.factories import (
    make_member,
    make_pack,
    make_producer,
    make_product,
    make_vendor,
    province,
    stock_of,
)
from tests.storefront.conftest import Shop
from tests.storefront.factories import BUYER, destination, make_basket
from tests.storefront.ledger.books import balances, deliver
from tests.storefront.transfers.factories import owner_of
from tests.storefront.vouchers.campaigns import make_campaign

pytestmark = pytest.mark.django_db

_TERMS = {field.name for field in fields(SetTerms)}


def two_sellers() -> list[Product]:
    """Packs of two sellers, both made in Đồng Tháp: 60.000 ₫ and 100.000 ₫."""
    near, far = make_vendor(province_slug="dong-thap"), make_vendor(province_slug="son-la")
    return [
        make_pack(vendor=near, price=60_000, stock=10),
        make_pack(vendor=far, price=100_000, stock=4),
    ]


def terms_and_rest(title: str, days: int, **values: Any) -> dict[str, Any]:
    """20.000 ₫ off, 100.000 ₫ in all, for so many days; what is no term is the rest."""
    rest = {key: value for key, value in values.items() if key not in _TERMS}
    said = {
        "title": title,
        "discount": 20_000,
        "budget": 100_000,
        "last_day": today() + datetime.timedelta(days=days),
        "reference": "123/QĐ-UBND",
    }
    said |= {key: value for key, value in values.items() if key in _TERMS}
    return {"acting_user": a_province_officer("dong-thap"), **rest, "terms": SetTerms(**said)}


def made(packs: list[Product], **values: Any) -> GiftSet:
    """Two of the first and one of the second, 20.000 ₫ off, paid by Đồng Tháp."""
    lines = basket_contents(make_basket((packs[0], 2), (packs[1], 1)), on=today()).lines
    return make_set(
        **{
            "curator": Payer.PROVINCE,
            "province": province("dong-thap"),
            "lines": lines,
            **terms_and_rest("Giỏ quà Đất Sen hồng", 30, **values),
        }
    )


def order_of(basket: Basket) -> Order:
    order = place_order(
        basket=basket,
        address=destination(),
        buyer_email=BUYER["email"],
        phone=BUYER["phone"],
        user=None,
        provider="cod",
        checkout_key=new_token(),
        language="vi",
    )
    begin_payment(order=order)
    return order


def empty_basket() -> Basket:
    basket = Basket()
    basket.save()
    return basket


def test_a_set_costs_its_parts_less_what_its_maker_gives_and_is_there_as_often_as_they_are() -> (
    None
):
    view = set_view(made(two_sellers()).public_id, on=today())

    assert (view.full, view.discount, view.price) == (220_000, 20_000, 200_000)
    assert view.left == 4
    assert view.problem == ""


def test_putting_it_in_adds_all_parts_and_taking_it_out_removes_them() -> None:
    gift_set, basket = made(two_sellers()), empty_basket()

    assert put_set_in(basket=basket, gift_set=gift_set) == 1
    assert put_set_in(basket=basket, gift_set=gift_set) == 2
    contents = basket_contents(basket, on=today())

    [one] = contents.sets
    assert (one.count, one.discount, one.total) == (2, 40_000, 400_000)
    assert [line.quantity for line in contents.lines] == [4, 2]
    assert [group.discount for group in contents.groups] == [21_818, 18_182]
    assert take_out(basket=basket, line_id=contents.lines[0].pk) is None
    set_sets(basket=basket, gift_set=gift_set, count=0)
    assert not basket.lines.exists()


def test_more_than_its_parts_make_up_is_refused() -> None:
    gift_set, basket = made(two_sellers()), empty_basket()

    with pytest.raises(SetRefused):
        put_set_in(basket=basket, gift_set=gift_set, count=5)

    assert not basket.lines.exists()


def test_the_order_takes_stock_of_each_part_and_each_seller_sends_its_own() -> None:
    packs = two_sellers()
    gift_set, basket = made(packs), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set)

    order = order_of(basket)

    assert [stock_of(pack).num_allocated for pack in packs] == [2, 1]
    near, far = order.vendor_orders.order_by("pk")
    assert (order.goods_total, order.discount_total) == (220_000, 20_000)
    assert (near.discount_total, far.discount_total) == (10_909, 9_091)
    assert {line.gift_set_title for line in order.lines.all()} == {"Giỏ quà Đất Sen hồng"}
    assert balances(vendor_order=near)[Account.DISCOUNT_PROVINCE] == 10_909
    assert balances(vendor_order=near)[Account.VENDOR] == -120_000
    assert gift_set.campaign is not None
    gift_set.campaign.refresh_from_db()
    assert gift_set.campaign.committed == 20_000
    assert faults() == []

    cancel_order(order=order)

    gift_set.campaign.refresh_from_db()
    assert (gift_set.campaign.committed, gift_set.campaign.uses) == (0, 0)
    assert [stock_of(pack).num_allocated for pack in packs] == [0, 0]


def test_a_part_is_refunded_by_line() -> None:
    gift_set, basket = made(two_sellers()), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set)
    far = order_of(basket).vendor_orders.order_by("pk").last()
    assert far is not None
    deliver(far)

    propose_refund(
        vendor_order=far,
        wanted=[Wanted(far.lines.get().pk, 1)],
        with_shipping=False,
        reason="Vỡ",
        form_key="1",
        acting_user=owner_of(far.vendor),
    )

    back = balances(vendor_order=far, posting__kind="refund")
    assert back[Account.BUYER] == -(100_000 - 9_091)
    assert back[Account.DISCOUNT_PROVINCE] == -9_091
    assert faults() == []


def test_a_part_that_lost_its_certificate_makes_the_set_not_to_be_had() -> None:
    recognised = make_product(last_day=today() + datetime.timedelta(days=9))
    packs = [make_pack(stock=10), make_pack(recognised, stock=10)]
    gift_set, basket = made(packs), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set)
    later = today() + datetime.timedelta(days=10)

    view = set_view(gift_set.public_id, on=later)
    contents = basket_contents(basket, on=later)

    assert recognised.title in view.problem
    assert view.left == 0
    assert contents.lines == []
    assert len(contents.blocked) == 2


def test_a_part_that_ran_out_ends_the_set_alone_and_in_the_basket() -> None:
    packs = two_sellers()
    gift_set, basket = made(packs), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set)
    order_of(make_basket((packs[1], 4)))

    contents = basket_contents(basket, on=today())

    assert set_view(gift_set.public_id, on=today()).problem
    assert len(contents.blocked) == 2
    with pytest.raises(LinesRefused):
        order_of(basket)
    assert stock_of(packs[0]).num_allocated in (0, None)


def test_the_same_pack_alone_and_in_a_set_is_counted_once() -> None:
    packs = two_sellers()
    gift_set, basket = made(packs), empty_basket()
    put_in(basket=basket, pack=packs[1], quantity=4)
    put_set_in(basket=basket, gift_set=gift_set)

    contents = basket_contents(basket, on=today())

    assert [line.quantity for line in contents.lines] == [4]
    assert len(contents.blocked) == 2


def test_what_a_set_gives_is_not_given_once_more_by_a_code() -> None:
    make_campaign()
    gift_set, basket = made(two_sellers()), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set)

    applied = put_in_code(basket=basket, typed="SEN2027")

    assert (applied.amount, applied.waits) == (0, True)
    assert (
        applied.problem
        == "Hàng dùng được phiếu này đã được giảm giá, theo giỏ quà hoặc phiếu khác."
    )
    assert basket_contents(basket, on=today()).discount == 20_000


def test_where_the_money_is_used_up_the_set_costs_its_parts() -> None:
    gift_set, basket = made(two_sellers(), budget=20_000), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set)
    order_of(basket)

    view = set_view(gift_set.public_id, on=today())

    assert (view.discount, view.price) == (0, 220_000)


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"discount": 110_001}, "discount"),
        ({"budget": 10_000}, "budget"),
        ({"last_day": None}, "last_day"),
        ({"reference": ""}, "reference"),
        ({"province": "son-la"}, "parts"),
    ],
)
def test_a_set_that_may_not_be_is_refused_in_words(values: dict[str, Any], code: str) -> None:
    if "province" in values:
        values = {"province": province("son-la"), "acting_user": a_province_officer("son-la")}

    with pytest.raises(SetRefused) as refused:
        made(two_sellers(), **values)

    assert refused.value.code == code
    assert not GiftSet.objects.exists()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


TYPED = {"title": "Giỏ Tết", "discount": "", "budget": ""}


def carrying(client: Client, basket: Basket) -> Client:
    shop = Shop(client)
    shop.carry(basket)
    return client


def test_an_office_makes_a_set_of_its_basket_and_withdraws_it() -> None:
    packs = two_sellers()
    user = a_province_officer("dong-thap")
    make_basket((packs[0], 2), (packs[1], 1), owner=user)
    client = signed_in(user)

    page = client.get("/office/sets/new/")
    answer = client.post("/office/sets/new/", TYPED | {"curator": "dong-thap"})

    assert packs[0].parent.title in page.content.decode()
    assert answer["Location"] == "/office/sets/"
    gift_set = GiftSet.objects.get()
    assert [part.quantity for part in gift_set.parts.all()] == [2, 1]
    assert "Giỏ Tết" in client.get("/office/sets/").content.decode()
    assert "Giỏ Tết" in Client().get("/gift-sets/").content.decode()

    client.post(f"/office/sets/{gift_set.public_id}/withdraw/")

    assert "Giỏ Tết" not in Client().get("/gift-sets/").content.decode()
    assert Client().get(gift_set.get_absolute_url()).status_code == 200


def test_another_province_s_set_is_not_found() -> None:
    gift_set = made(two_sellers())

    answer = signed_in(a_province_officer("son-la")).post(
        f"/office/sets/{gift_set.public_id}/withdraw/"
    )

    assert answer.status_code == 404
    gift_set.refresh_from_db()
    assert gift_set.withdrawn_at is None


def test_a_seller_makes_a_set_of_its_own_packs_alone() -> None:
    packs = two_sellers()
    vendor = make_vendor()
    own = [make_pack(vendor=vendor), make_pack(vendor=vendor)]
    owner = make_member(vendor.organisation)
    client = signed_in(owner)
    basket = make_basket(own[0], own[1], packs[0], owner=owner)
    address = f"/vendor/{vendor.public_id}/sets/"

    refused = client.post(f"{address}new/", TYPED)
    basket.lines.filter(product=packs[0]).delete()
    taken = client.post(f"{address}new/", TYPED)

    assert refused.status_code == 422
    assert taken["Location"] == address
    assert client.get(address).status_code == 200
    gift_set = GiftSet.objects.get()
    assert client.post(f"{address}{gift_set.public_id}/withdraw/")["Location"] == address


def test_the_marketplace_puts_together_what_it_likes() -> None:
    plum = make_product(producer=make_producer(province_slug="son-la"))
    packs = [make_pack(), make_pack(plum)]

    gift_set = made(packs, curator=Payer.PLATFORM, province=None, acting_user=a_national_officer())

    assert gift_set.campaign is not None
    assert gift_set.campaign.payer == Payer.PLATFORM


def test_a_buyer_finds_it_and_has_it_in_the_basket_without_a_script(shop: Shop) -> None:
    gift_set = made(two_sellers())
    page = shop.client.get(f"/en{gift_set.get_absolute_url()}").content.decode()

    answer = shop.client.post("/en/gift-sets/into-basket/", {"set": gift_set.public_id})
    basket = shop.client.get("/en/basket/").content.decode()

    assert "200,000" in page
    assert answer["Location"] == "/en/basket/"
    assert "Part of the gift set" in basket
    assert "Take out the whole set" in basket
    shop.client.post("/en/gift-sets/into-basket/", {"set": gift_set.public_id, "count": "0"})
    assert "Part of the gift set" not in shop.client.get("/en/basket/").content.decode()


def test_a_withdrawn_set_says_so() -> None:
    gift_set, basket = made(two_sellers()), empty_basket()
    put_set_in(basket=basket, gift_set=gift_set)

    withdraw_set(gift_set=gift_set, acting_user=a_province_officer("dong-thap"))

    assert set_view(gift_set.public_id, on=today()).problem
    assert len(basket_contents(basket, on=today()).blocked) == 2
