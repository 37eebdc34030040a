"""Many buyers at one budget: it reaches exactly as far as it reaches."""

import pytest

from marketplace.kernel.ids import new_token
from storefront.basket.codes import put_in_code
from storefront.checkout.services import ReviewOutdated, place_order
from storefront.order.models import Order
from storefront.order.services import cancel_order
from storefront.vouchers.errors import VoucherRefused
from storefront.vouchers.models import Campaign, Use
from storefront.vouchers.services.using import committed_by_uses
from tests.concurrency.buyers import placing
from tests.concurrency.threads import at_once
from tests.factories import make_pack, make_producer, make_product, make_vendor
from tests.storefront.factories import destination, make_basket
from tests.storefront.vouchers.campaigns import make_campaign

BUYERS = 8


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request):
    request.getfixturevalue(request.param)


def with_code(pack, code, email):
    basket = make_basket((pack, 1))
    put_in_code(basket=basket, typed=code)
    return placing(basket, email)


def orders_and_refusals(answers):
    made = [one for one in answers if isinstance(one, Order)]
    refused = [one for one in answers if isinstance(one, VoucherRefused | ReviewOutdated)]
    assert len(made) + len(refused) == len(answers), answers
    return len(made), len(refused)


def test_a_budget_for_three_is_given_to_three(database):
    pack = make_pack(vendor=make_vendor(), price=100_000, stock=50)
    campaign = make_campaign("BANGAY", amount=20_000, budget=70_000)

    answers = at_once([with_code(pack, "BANGAY", f"{n}@example.vn") for n in range(BUYERS)])

    campaign.refresh_from_db()
    assert orders_and_refusals(answers) == (3, BUYERS - 3)
    assert (campaign.committed, campaign.uses, Use.objects.count()) == (60_000, 3, 3)
    assert committed_by_uses(campaign) == campaign.committed


def test_one_buyer_at_once_in_many_windows_has_it_once(database):
    pack = make_pack(vendor=make_vendor(), price=100_000, stock=50)
    campaign = make_campaign("MOTLAN", amount=20_000)

    answers = at_once([with_code(pack, "MOTLAN", "hoa@example.vn") for _n in range(4)])

    campaign.refresh_from_db()
    assert orders_and_refusals(answers) == (1, 3)
    assert (campaign.committed, campaign.uses) == (20_000, 1)


def test_orders_that_end_while_others_are_placed_leave_the_books_right(database):
    packs = [
        make_pack(
            make_product(producer=make_producer(province_slug=slug)),
            vendor=make_vendor(province_slug=slug),
            price=100_000,
            stock=50,
        )
        for slug in ("dong-thap", "son-la")
    ]
    make_campaign("DONG1", amount=20_000, budget=200_000, uses_each=0)
    make_campaign("SONLA1", slug="son-la", amount=30_000, budget=300_000, uses_each=0)

    def both(order_of):
        basket = make_basket(*[(pack, 1) for pack in order_of])
        for code in ("DONG1", "SONLA1"):
            put_in_code(basket=basket, typed=code)
        return place_order(
            basket=basket,
            address=destination(),
            buyer_email="hoa@example.vn",
            phone="",
            user=None,
            provider="cod",
            checkout_key=new_token(),
            language="vi",
        )

    first = [both(packs if n % 2 else packs[::-1]) for n in range(3)]
    answers = at_once(
        [lambda order=order: cancel_order(order=order) for order in first]
        + [lambda n=n: both(packs if n % 2 else packs[::-1]) for n in range(3)]
    )

    assert all(isinstance(one, Order) for one in answers), answers
    for campaign in Campaign.objects.all():
        assert campaign.committed == committed_by_uses(campaign)
        assert campaign.uses == 3
