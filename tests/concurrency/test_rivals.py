"""Two who want opposite things of one order, and baskets that hold each other's goods."""

import datetime

import pytest

from marketplace.kernel.clock import now
from storefront.order.models import Line, Order
from storefront.order.services import cancel_order, expire_order
from storefront.payment.models import Payment
from storefront.payment.services import begin_payment
from storefront.vendors.errors import ChangedMeanwhile
from storefront.vendors.models import VendorOrder, VendorOrderEvent
from storefront.vendors.offers import change_offer
from storefront.vendors.services import move_vendor_order
from tests.concurrency.buyers import ordering
from tests.concurrency.threads import at_once
from tests.factories import make_member, make_pack, make_vendor, stock_of
from tests.storefront.factories import make_basket, make_order

ROUNDS = 8


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request):
    """The same on both."""
    request.getfixturevalue(request.param)


def books_agree(pack) -> bool:
    """What the lines hold is what the stock record has promised."""
    held = sum(Line.objects.filter(product=pack).values_list("num_allocated", flat=True))
    return stock_of(pack).num_allocated == held


def test_crossing_baskets_of_two_vendors_do_not_wait_in_a_circle(database):
    first, second = make_pack(stock=30), make_pack(stock=30)
    baskets = [
        make_basket((first, 1), (second, 1)) if number % 2 else make_basket((second, 1), (first, 1))
        for number in range(20)
    ]

    answers = at_once([ordering(basket) for basket in baskets])

    assert all(isinstance(answer, Order) for answer in answers), {repr(a) for a in answers}
    assert [stock_of(pack).num_allocated for pack in (first, second)] == [20, 20]


def test_crossing_baskets_that_cannot_both_be_filled_leave_nothing_half_reserved(database):
    first, second = make_pack(stock=10), make_pack(stock=10)
    baskets = [
        make_basket((first, 3), (second, 3)) if number % 2 else make_basket((second, 3), (first, 3))
        for number in range(12)
    ]

    answers = at_once([ordering(basket) for basket in baskets])

    assert sum(isinstance(answer, Order) for answer in answers) == 3
    assert [stock_of(pack).num_allocated for pack in (first, second)] == [9, 9]


def test_an_order_is_confirmed_or_expired_never_both(database):
    pack = make_pack(stock=ROUNDS)
    late = now() + datetime.timedelta(days=1)
    for _ in range(ROUNDS):
        order = make_order(pack, confirmed=False)

        answers = at_once(
            [
                lambda order=order: begin_payment(order=Order.objects.get(pk=order.pk)),
                lambda order=order: expire_order(order=Order.objects.get(pk=order.pk), at=late),
                lambda order=order: expire_order(order=Order.objects.get(pk=order.pk), at=late),
            ]
        )

        assert not [answer for answer in answers if isinstance(answer, Exception)], answers
        order.refresh_from_db()
        part = VendorOrder.objects.get(order=order)
        payment = Payment.objects.get(order=order)
        held = Line.objects.get(order=order).num_allocated
        assert (order.status, part.status, payment.state, held) in {
            ("placed", "new", "due", 1),
            ("expired", "expired", "cancelled", 0),
        }
        assert answers[1:].count(True) == (order.status == "expired")
    assert books_agree(pack)


def test_of_two_clerks_exactly_one_moves_the_order(database):
    vendor = make_vendor()
    pack = make_pack(vendor=vendor, stock=ROUNDS)
    clerks = [make_member(vendor.organisation, role="orders") for _ in range(2)]
    for _ in range(ROUNDS):
        part = make_order(pack).vendor_orders.get()
        seen = [
            VendorOrder.objects.select_related("vendor", "order").get(pk=part.pk) for _ in clerks
        ]

        answers = at_once(
            [
                lambda seen=seen: move_vendor_order(seen[0], to="accepted", acting_user=clerks[0]),
                lambda seen=seen: move_vendor_order(
                    seen[1], to="cancelled", acting_user=clerks[1], note="hết hàng"
                ),
            ]
        )

        assert sorted(type(answer).__name__ for answer in answers) == [
            "ChangedMeanwhile",
            "VendorOrder",
        ]
        part.refresh_from_db()
        assert (part.status == "accepted") == isinstance(answers[1], ChangedMeanwhile)
        assert (
            VendorOrderEvent.objects.filter(
                vendor_order=part, status__in=["accepted", "cancelled"]
            ).count()
            == 1
        )
    assert books_agree(pack)


def test_the_buyer_cancels_while_the_vendor_accepts(database):
    vendor = make_vendor()
    other = make_vendor(province_slug="son-la")
    packs = make_pack(vendor=vendor, stock=ROUNDS), make_pack(vendor=other, stock=ROUNDS)
    owner = make_member(other.organisation)
    for _ in range(ROUNDS):
        order = make_order(*packs)
        part = VendorOrder.objects.select_related("vendor", "order").get(order=order, vendor=other)

        cancelled, accepted = at_once(
            [
                lambda order=order: cancel_order(order=Order.objects.get(pk=order.pk)),
                lambda part=part: move_vendor_order(part, to="accepted", acting_user=owner),
            ]
        )

        order.refresh_from_db()
        statuses = {one.status for one in VendorOrder.objects.filter(order=order)}
        assert not isinstance(cancelled, Exception)
        assert isinstance(accepted, VendorOrder | ChangedMeanwhile)
        assert (order.status, statuses) == ("cancelled", {"cancelled"})
    assert all(books_agree(pack) for pack in packs)


def test_two_vendors_deliver_the_last_parcels_at_once_and_the_order_is_completed(database):
    vendors = make_vendor(), make_vendor(province_slug="son-la")
    packs = [make_pack(vendor=vendor) for vendor in vendors]
    owners = {vendor.pk: make_member(vendor.organisation) for vendor in vendors}
    for _ in range(ROUNDS // 2):
        order = make_order(*packs)
        parts = list(VendorOrder.objects.filter(order=order).select_related("vendor", "order"))
        for part in parts:
            for to in ("accepted", "packed", "shipped"):
                move_vendor_order(part, to=to, acting_user=owners[part.vendor_id])
        seen = list(VendorOrder.objects.filter(order=order).select_related("vendor", "order"))

        answers = at_once(
            [
                lambda part=part: move_vendor_order(
                    part, to="delivered", acting_user=owners[part.vendor_id]
                )
                for part in seen
            ]
        )

        assert not [answer for answer in answers if isinstance(answer, Exception)], answers
        order.refresh_from_db()
        assert order.status == "completed"
        assert Payment.objects.get(order=order).state == "captured"


def test_stock_is_lowered_while_it_is_being_sold(database):
    vendor = make_vendor()
    pack = make_pack(vendor=vendor, stock=5, price=62_000)
    owner = make_member(vendor.organisation)
    baskets = [make_basket(pack) for _ in range(8)]
    record = stock_of(pack)

    answers = at_once(
        [ordering(basket) for basket in baskets]
        + [
            lambda: change_offer(
                record,
                price=62_000,
                stock=2,
                seen_price=62_000,
                seen_stock=5,
                acting_user=owner,
            )
        ]
    )

    placed = sum(isinstance(answer, Order) for answer in answers)
    after = stock_of(pack)
    assert after.num_allocated == placed <= after.num_in_stock
    assert after.num_in_stock in {2, 5}
    assert placed == after.num_in_stock
