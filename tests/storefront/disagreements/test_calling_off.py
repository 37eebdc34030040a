"""An operator calls an order off: money and goods are said first, then done once; walls."""

import pytest

from marketplace.accounts.models import User
from storefront.cards.models import CardRefund
from storefront.order.models import Order, OrderMail
from storefront.transfers.models import Transfer
from storefront.vendors.models import VendorOrderEvent
from tests.factories import make_pack, make_user, make_vendor, stock_of
from tests.storefront.cards.conftest import stripe, world  # noqa: F401
from tests.storefront.cards.world import World
from tests.storefront.factories import make_order
from tests.storefront.refunds.shops import bring, paid_order, part_of
from tests.storefront.transfers.factories import make_account, owner_of

pytestmark = pytest.mark.django_db
PAGES = "/en/office/orders/"


@pytest.fixture
def operator(client) -> User:
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def call_off(client, order: Order, what: str, reason: str = "Người bán không trả lời"):
    return client.post(f"{PAGES}{order.number}/", {"what": what, "reason": reason})


def two_parts() -> Order:
    return make_order(make_pack(vendor=make_vendor()), make_pack(vendor=make_vendor()))


def test_nobody_but_an_operator_of_money_looks_or_calls_off(client, today):
    order = two_parts()
    for user in (make_user(), make_user(is_staff=True), owner_of(part_of(order).vendor)):
        client.force_login(user)
        assert client.get(PAGES).status_code == 403
        assert client.get(f"{PAGES}{order.number}/").status_code == 403
        assert call_off(client, order, "all").status_code == 403
    order.refresh_from_db()
    assert order.status == "placed"


def test_an_order_is_found_by_its_number_or_that_of_a_part(client, operator, today):
    order = two_parts()

    for number in (order.number.lower(), part_of(order, 1).number):
        found = client.get(PAGES, {"number": number})
        assert found["Location"] == f"{PAGES}{order.number}/"
    assert client.get(PAGES, {"number": "OC26-NOTHING"}).status_code == 404
    assert client.get(f"{PAGES}OC26-NOTHING/").status_code == 404
    assert client.get(PAGES).status_code == 200


def test_money_and_goods_are_said_before_and_are_so_afterwards(client, operator, today):
    vendor = make_vendor()
    make_account(vendor)
    pack = make_pack(vendor=vendor, stock=20)
    part = paid_order((pack, 3))
    before = client.get(f"{PAGES}{part.order.number}/").content.decode()

    answer = call_off(client, part.order, "all")
    again = call_off(client, part.order, "all")

    assert f"{part.total:,}" in before
    assert "The seller owes" in before
    assert "3 ×" in before
    assert (answer.status_code, again.status_code) == (302, 422)
    assert Transfer.objects.get().owed == part.total
    assert (stock_of(pack).num_in_stock, stock_of(pack).num_allocated) == (20, 0)
    event = VendorOrderEvent.objects.get(vendor_order=part, status="cancelled")
    assert (event.actor, event.note) == (operator, "Người bán không trả lời")
    assert "It is over" in client.get(f"{PAGES}{part.order.number}/").content.decode()


def test_one_sellers_part_is_called_off_and_the_card_gets_its_money_back(
    client,
    operator,
    world: World,  # noqa: F811
):
    order = world.place()
    world.pay(order)
    world.tell_all()
    part = part_of(order)

    assert call_off(client, order, part.public_id).status_code == 302

    assert [(one.vendor_order, one.amount) for one in CardRefund.objects.all()] == [
        (part, part.total)
    ]
    order.refresh_from_db()
    assert (order.status, part_of(order, 1).status) == ("placed", "new")
    assert OrderMail.objects.filter(kind="called_off", vendor_order=part).exists()


def test_what_has_left_cannot_be_called_off_and_the_rest_can(client, operator, today):
    order = two_parts()
    sent, waiting = part_of(order), part_of(order, 1)
    bring(sent, "shipped", by=owner_of(sent.vendor))

    page = client.get(f"{PAGES}{order.number}/").content.decode()
    whole = call_off(client, order, "all")
    gone = call_off(client, order, sent.public_id)
    rest = call_off(client, order, waiting.public_id)

    assert "Its parcel has left" in page
    assert (whole.status_code, gone.status_code, rest.status_code) == (422, 422, 302)
    assert [part_of(order, n).status for n in (0, 1)] == ["shipped", "cancelled"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_a_reason_nothing_is_called_off(client, operator, today, reason):
    order = two_parts()

    assert call_off(client, order, "all", reason).status_code == 422

    order.refresh_from_db()
    assert order.status == "placed"


def test_an_order_that_waits_for_its_money_ends_as_a_whole(client, operator, today):
    order = make_order(make_pack(vendor=make_vendor()), confirmed=False)

    page = client.get(f"{PAGES}{order.number}/").content.decode()
    call_off(client, order, "all")

    assert "Nothing was paid, nothing goes back." in page
    order.refresh_from_db()
    assert order.status == "cancelled"
