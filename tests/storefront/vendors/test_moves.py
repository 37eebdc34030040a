"""A vendor's part of an order moves by the table, and stock, money and the order follow."""

import pytest

from marketplace.kernel.errors import IllegalTransition, NotAllowed
from marketplace.kernel.models import AuditEntry
from storefront.order.models import Order
from storefront.payment.models import Payment
from storefront.vendors.errors import ChangedMeanwhile, ReasonMissing
from storefront.vendors.models import VendorOrderEvent
from storefront.vendors.services import move_vendor_order
from tests.factories import make_member, make_vendor, stock_of
from tests.storefront.factories import make_order


def walk(shop, *path: str, by=None):
    for to in path:
        move_vendor_order(shop.vendor_order, to=to, acting_user=by or shop.owner, note="vì bão")
    return shop.vendor_order


def stock(shop) -> tuple[int, int]:
    record = stock_of(shop.pack)
    return record.num_in_stock, record.num_allocated


def test_from_new_to_delivered_with_who_and_when(shop):
    walk(shop, "accepted", "packed", "shipped", "delivered")

    assert shop.vendor_order.status == "delivered"
    events = VendorOrderEvent.objects.filter(vendor_order=shop.vendor_order, actor=shop.owner)
    assert [event.status for event in events] == ["accepted", "packed", "shipped", "delivered"]
    audited = AuditEntry.objects.filter(
        object_type="vendors.VendorOrder", object_id=shop.vendor_order.public_id
    ).order_by("pk")
    assert [(entry.action, entry.actor, entry.data["before"]) for entry in audited] == [
        ("vendor_order.accepted", shop.owner, "new"),
        ("vendor_order.packed", shop.owner, "accepted"),
        ("vendor_order.shipped", shop.owner, "packed"),
        ("vendor_order.delivered", shop.owner, "shipped"),
    ]


def test_stock_is_promised_until_it_is_shipped_and_gone_then(shop):
    assert stock(shop) == (20, 3)

    walk(shop, "accepted", "packed")
    assert stock(shop) == (20, 3)

    walk(shop, "shipped")
    assert stock(shop) == (17, 0)

    walk(shop, "delivered")
    assert stock(shop) == (17, 0)


@pytest.mark.parametrize("path", [[], ["accepted"], ["accepted", "packed"]])
def test_cancelling_gives_the_stock_back_and_ends_the_order(shop, path):
    walk(shop, *path, "cancelled")

    assert stock(shop) == (20, 0)
    shop.order.refresh_from_db()
    assert shop.order.status == "cancelled"
    assert Payment.objects.get(order=shop.order).state == Payment.State.CANCELLED


def test_cancelling_needs_a_reason(shop):
    with pytest.raises(ReasonMissing):
        move_vendor_order(shop.vendor_order, to="cancelled", acting_user=shop.owner, note="  ")

    assert shop.vendor_order.status == "new"
    assert stock(shop) == (20, 3)


def test_one_vendor_cancels_the_other_delivers_and_the_order_is_completed(two_shops):
    near, far = two_shops

    walk(far, "cancelled")
    assert Order.objects.get(pk=near.order.pk).status == "placed"
    walk(near, "accepted", "packed", "shipped", "delivered")

    assert Order.objects.get(pk=near.order.pk).status == "completed"
    assert stock(near) == (18, 0)
    assert stock(far) == (20, 0)


def test_cash_is_received_parcel_by_parcel(two_shops):
    near, far = two_shops
    payment = Payment.objects.get(order=near.order)

    walk(near, "accepted", "packed", "shipped", "delivered")
    payment.refresh_from_db()
    assert payment.state == Payment.State.DUE
    walk(far, "accepted", "packed", "shipped", "delivered")

    payment.refresh_from_db()
    assert payment.state == Payment.State.CAPTURED
    shares = AuditEntry.objects.filter(action="payment.collected").order_by("pk")
    assert [share.data["amount"] for share in shares] == [
        near.vendor_order.total,
        far.vendor_order.total,
    ]
    assert sum(share.data["amount"] for share in shares) == payment.amount


def test_the_last_part_cancelled_closes_the_payment_of_those_delivered(two_shops):
    near, far = two_shops

    walk(near, "accepted", "packed", "shipped", "delivered")
    walk(far, "cancelled")

    assert Payment.objects.get(order=near.order).state == Payment.State.CAPTURED
    assert Order.objects.get(pk=near.order.pk).status == "completed"


@pytest.mark.parametrize(
    ("path", "to"),
    [
        ([], "packed"),
        ([], "new"),
        ([], "expired"),
        ([], "nonsense"),
        (["accepted"], "accepted"),
        (["accepted", "packed", "shipped"], "cancelled"),
        (["accepted", "packed", "shipped", "delivered"], "accepted"),
        (["cancelled"], "accepted"),
    ],
)
def test_what_the_table_does_not_know_is_refused(shop, path, to):
    before = walk(shop, *path).status
    held = stock(shop)

    with pytest.raises(IllegalTransition):
        move_vendor_order(shop.vendor_order, to=to, acting_user=shop.owner, note="vì bão")

    assert shop.vendor_order.status == before
    assert stock(shop) == held


def test_an_unpaid_order_waits_for_its_payment_not_for_the_vendor(shop):
    waiting = make_order(shop.pack, confirmed=False).vendor_orders.get()

    for to in ("new", "accepted", "cancelled"):
        with pytest.raises(IllegalTransition):
            move_vendor_order(waiting, to=to, acting_user=shop.owner, note="vì bão")


def test_of_two_clerks_one_moves_the_order_and_the_other_is_told(shop):
    mine, theirs = shop.vendor_order, shop.vendor_order
    clerk = shop.member("orders")

    move_vendor_order(mine, to="accepted", acting_user=shop.owner)
    with pytest.raises(ChangedMeanwhile):
        move_vendor_order(theirs, to="cancelled", acting_user=clerk, note="vì bão")

    assert shop.vendor_order.status == "accepted"
    assert VendorOrderEvent.objects.filter(actor=clerk).count() == 0
    assert stock(shop) == (20, 3)


@pytest.mark.parametrize("role", ["owner", "orders", "officer"])
def test_owner_clerk_and_officer_move_orders(shop, role):
    assert walk(shop, "accepted", by=shop.member(role)).status == "accepted"


def test_a_content_helper_and_strangers_do_not(shop):
    stranger = make_member(make_vendor().organisation)

    for user in (shop.member("content"), stranger):
        with pytest.raises(NotAllowed):
            move_vendor_order(shop.vendor_order, to="accepted", acting_user=user)

    assert shop.vendor_order.status == "new"
