"""What comes back: the order ends, the money of what arrived alone counts, each unit is shelved once."""

import pytest
from django.db import IntegrityError, transaction

from storefront.ledger.accounts import Account
from storefront.ledger.checking import faults
from storefront.order.models import OrderMail
from storefront.order.reconciliation import disagreements
from storefront.order.services import cancel_order
from storefront.payment.models import Payment
from storefront.refunds.deciding import approve_refund, decline_refund
from storefront.refunds.models import Refund
from storefront.refunds.selectors import refunds_of
from storefront.shipments import services
from storefront.shipments.models import ShelfCount, Shipment
from storefront.transfers.models import Transfer
from storefront.vendors.models import VendorOrder
from tests.factories import make_member, make_pack, make_vendor, stock_of
from tests.storefront.factories import make_order
from tests.storefront.ledger.books import balances, open_balances
from tests.storefront.refunds.shops import bring, paid_order, part_of, propose
from tests.storefront.shipments.sending import Packed, again, packed_order
from tests.storefront.transfers.factories import make_account, owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def packed(today) -> Packed:
    return packed_order()


def shelf(packed: Packed) -> list[tuple[int, int]]:
    return [(one.num_in_stock, one.num_allocated) for one in map(stock_of, packed.packs)]


def come_back(shipment: Shipment, by, **how) -> None:
    services.send_back_shipment(shipment=again(shipment), reason="khách từ chối", acting_user=by)
    services.return_shipment(shipment=again(shipment), acting_user=by, **how)


def arrive(shipment: Shipment, by) -> None:
    services.deliver_shipment(shipment=again(shipment), acting_user=by)


def transferred(quantity: int = 3) -> tuple[VendorOrder, object]:
    """A part paid by transfer, packed; and the shop's owner."""
    vendor = make_vendor()
    make_account(vendor)
    owner = owner_of(vendor)
    part = paid_order((make_pack(vendor=vendor, price=62_000, stock=20), quantity))
    return bring(part, "packed", by=owner), owner


def send(part: VendorOrder, quantity: int, by) -> Shipment:
    line = part.lines.get()
    return services.create_shipment(
        vendor_order=part, lines=[(line, quantity)], carrier="", tracking="", acting_user=by
    )


def test_cash_of_an_order_that_came_back_whole_was_never_received(packed: Packed):
    first, second = packed.send(3, 0), packed.send(0, 2)
    come_back(first, packed.owner)
    assert packed.part.status == "shipped"
    come_back(second, packed.owner)

    packed.order.refresh_from_db()
    assert (packed.part.status, packed.order.status) == ("returned", "cancelled")
    assert Payment.objects.get(order=packed.order).state == "cancelled"
    assert shelf(packed) == [(10, 0), (10, 0)]
    assert open_balances() == {}
    assert {(one.way, one.state) for one in Refund.objects.all()} == {("never", "settled")}
    assert refunds_of(packed.order) == []
    assert not OrderMail.objects.filter(kind__in=["refund", "delivered"]).exists()
    assert faults() == []
    assert disagreements() == []


def test_cash_is_counted_parcel_by_parcel_and_only_of_what_arrived(packed: Packed):
    first, second = packed.send(3, 0), packed.send(0, 2)
    arrive(first, packed.owner)
    so_far = balances()[Account.COLLECTED]
    goods = int(packed.line(0).line_price_incl_tax)
    assert goods < so_far < packed.part.total

    come_back(second, packed.owner)

    packed.order.refresh_from_db()
    assert (packed.part.status, packed.order.status) == ("delivered", "completed")
    refund = Refund.objects.get()
    assert refund.goods == int(packed.line(1).line_price_incl_tax)
    assert balances()[Account.COLLECTED] == so_far == packed.part.total - refund.total
    assert balances().get(Account.BUYER, 0) == 0
    assert open_balances() == {}
    assert Payment.objects.get(order=packed.order).state == "captured"
    assert faults() == []


@pytest.mark.parametrize("restock", [True, False])
def test_what_was_paid_is_proposed_as_a_refund_and_waits_for_the_owner(restock):
    part, owner = transferred()
    parcel = send(part, 3, owner)
    stock = stock_of(part.lines.get().product)

    come_back(parcel, owner, restock=restock)

    part.refresh_from_db()
    part.order.refresh_from_db()
    assert (part.status, part.order.status) == ("returned", "cancelled")
    stock.refresh_from_db()
    assert stock.num_in_stock == (20 if restock else 17)
    refund = Refund.objects.get()
    assert (refund.state, refund.total, refund.shipment) == ("proposed", part.total, parcel)
    assert Transfer.objects.get().owed == 0

    approve_refund(refund=refund, acting_user=owner)

    assert Transfer.objects.get().owed == part.total
    stock.refresh_from_db()
    assert stock.num_in_stock == (20 if restock else 17)
    assert balances()[Account.BUYER] == -part.total
    assert faults() == []


def test_an_owner_may_decline_it_and_refund_less():
    part, owner = transferred()
    come_back(send(part, 3, owner), owner)
    part.refresh_from_db()

    decline_refund(refund=Refund.objects.get(), note="Trừ phí gửi", acting_user=owner)
    made = propose(part, (3, 0), by=owner, with_shipping=False, restock=True)

    assert (made.state, made.total) == ("approved", 186_000)
    assert stock_of(part.lines.get().product).num_in_stock == 20
    assert ShelfCount.objects.get().by_refunds == 0


def test_a_parcel_that_came_back_and_its_refund_shelve_the_same_goods_once():
    part, owner = transferred(5)
    returned, kept = send(part, 3, owner), send(part, 2, owner)
    come_back(returned, owner)
    arrive(kept, owner)
    part.refresh_from_db()
    refund = Refund.objects.get()
    approve_refund(refund=refund, acting_user=owner)
    stock = stock_of(part.lines.get().product)
    assert stock.num_in_stock == 18

    propose(part, (1, 0), by=owner, restock=True)
    stock.refresh_from_db()
    assert stock.num_in_stock == 19
    propose(part, (1, 0), by=owner, restock=True)
    stock.refresh_from_db()

    assert stock.num_in_stock == 20
    count = ShelfCount.objects.get()
    assert (count.by_parcels, count.by_refunds) == (3, 2)
    assert part.status == "delivered"


def test_what_is_refunded_on_its_way_is_shelved_when_it_is_back():
    part, owner = transferred()
    parcel = send(part, 3, owner)
    propose(part, (3, 0), by=owner, restock=True)
    stock = stock_of(part.lines.get().product)
    assert stock.num_in_stock == 17

    come_back(parcel, owner)

    stock.refresh_from_db()
    assert stock.num_in_stock == 20
    assert Refund.objects.count() == 1


def test_the_table_itself_refuses_to_shelve_more_than_was_sold():
    part, owner = transferred()
    come_back(send(part, 3, owner), owner)

    with pytest.raises(IntegrityError), transaction.atomic():
        ShelfCount.objects.update(by_refunds=1)


def test_a_refund_of_what_was_not_sent_ends_an_order_whose_parcels_have_arrived():
    part, owner = transferred(5)
    arrive(send(part, 3, owner), owner)
    part.refresh_from_db()
    assert part.status == "shipped"

    propose(part, (2, 0), by=owner, restock=True)

    part.refresh_from_db()
    part.order.refresh_from_db()
    assert (part.status, part.order.status) == ("delivered", "completed")


def test_one_sellers_parcel_that_came_back_leaves_the_others_to_go_on(today):
    vendors = [make_vendor(), make_vendor()]
    order = make_order(*(make_pack(vendor=one) for one in vendors))
    first, second = part_of(order), part_of(order, 1)
    owner = owner_of(first.vendor)
    bring(first, "packed", by=owner)

    come_back(send(first, 1, owner), owner)
    order.refresh_from_db()
    assert order.status == "placed"
    bring(second, "delivered", by=owner_of(second.vendor))

    order.refresh_from_db()
    assert order.status == "completed"
    assert Payment.objects.get(order=order).state == "captured"
    assert balances()[Account.COLLECTED] == second.total


def test_the_rest_of_an_order_of_which_a_part_came_back_can_be_cancelled(today):
    order = make_order(make_pack(vendor=make_vendor()), make_pack(vendor=make_vendor()))
    first = part_of(order)
    owner = owner_of(first.vendor)
    bring(first, "packed", by=owner)
    come_back(send(first, 1, owner), owner)

    cancel_order(order=order)

    assert [part_of(order, n).status for n in (0, 1)] == ["returned", "cancelled"]
    assert open_balances() == {}


def test_a_clerk_is_led_to_the_refund_that_a_parcel_that_came_back_proposes(client):
    part, owner = transferred()
    parcel = send(part, 3, owner)
    services.send_back_shipment(shipment=again(parcel), reason="vỡ", acting_user=owner)
    client.force_login(owner)
    page = f"/en/vendor/{part.vendor.public_id}/orders/{part.public_id}/"

    answer = client.post(
        f"{page}parcels/{parcel.public_id}/", {"to": "returned", "seen": "returning"}
    )
    shown = client.get(answer["Location"]).content.decode()

    assert answer["Location"] == f"{page}refund/"
    assert "an owner of the shop decides" in shown
    assert Refund.objects.get().reason == "Kiện hàng đã quay về người bán."


def test_a_clerk_says_on_the_page_that_goods_cannot_be_sold_again(client, packed: Packed):
    parcel = packed.send(3, 2)
    services.send_back_shipment(shipment=again(parcel), reason="vỡ", acting_user=packed.owner)
    client.force_login(make_member(packed.part.vendor.organisation, role="orders"))
    page = f"/en/vendor/{packed.part.vendor.public_id}/orders/{packed.part.public_id}/"

    shown = client.get(page).content.decode()
    client.post(
        f"{page}parcels/{parcel.public_id}/",
        {"to": "returned", "seen": "returning", "spoiled": "on"},
    )

    assert "These goods cannot be sold any more" in shown
    assert again(parcel).status == "returned"
    assert shelf(packed) == [(7, 0), (8, 0)]
    assert "came back" in client.get(page).content.decode()
