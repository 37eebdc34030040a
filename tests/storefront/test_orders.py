"""What becomes of an order: cancelled, expired, completed; stock goes back exactly once."""

import datetime
import json

import pytest
from django.core.management import call_command

from marketplace.kernel.clock import now
from marketplace.kernel.errors import IllegalTransition
from marketplace.kernel.models import AuditEntry
from storefront.checkout.tasks import release_unpaid_order
from storefront.order.allocation import consume_part, release_lines
from storefront.order.models import Line, Order, OrderMail
from storefront.order.services import (
    cancel_order,
    confirm_order,
    expire_order,
    expire_orders,
    refresh_status,
)
from storefront.order.statuses import OrderStatus
from storefront.payment.models import Payment
from storefront.payment.services import begin_payment
from storefront.states.table import Mover, targets
from storefront.vendors.models import VendorOrder, VendorOrderEvent
from storefront.vendors.services import move_vendor_order
from tests.factories import make_member, make_pack, make_user, stock_of
from tests.storefront.factories import make_order, two_vendors

pytestmark = pytest.mark.django_db


def pass_the_time(order: Order) -> None:
    Order.objects.filter(pk=order.pk).update(expires_at=now() - datetime.timedelta(seconds=1))


def held(packs) -> list[int]:
    return [stock_of(pack).num_allocated for pack, _quantity in packs]


def test_a_pending_order_past_its_time_gives_back_exactly_once() -> None:
    packs = two_vendors()
    order = make_order(*packs, confirmed=False)
    pass_the_time(order)

    first = expire_order(order=order)
    second = expire_order(order=order)

    assert (first, second) == (True, False)
    assert order.status == "expired"
    assert held(packs) == [0, 0, 0]
    assert set(VendorOrder.objects.values_list("status", flat=True)) == {"expired"}
    assert Payment.objects.get().state == "cancelled"
    assert AuditEntry.objects.filter(action="order.expired").count() == 1
    assert [(one.kind, one.vendor_order) for one in OrderMail.objects.all()] == [("expired", None)]


def test_an_order_within_its_time_stays() -> None:
    packs = two_vendors()
    order = make_order(*packs, confirmed=False)

    assert expire_order(order=order) is False
    assert release_unpaid_order.call(order.pk) is False

    order.refresh_from_db()
    assert order.status == "pending"
    assert held(packs) == [2, 1, 1]


def test_a_placed_order_never_expires() -> None:
    packs = two_vendors()
    order = make_order(*packs)
    pass_the_time(order)

    assert expire_order(order=order) is False
    assert expire_orders() == 0
    assert held(packs) == [2, 1, 1]


def test_an_expired_order_cannot_be_confirmed_any_more() -> None:
    order = make_order(confirmed=False)
    pass_the_time(order)
    expire_order(order=order)

    confirmed = confirm_order(order=order, payment=Payment.objects.get(), state="due")
    begin_payment(order=order)

    assert confirmed is False
    assert order.status == "expired"
    assert Payment.objects.get().state == "cancelled"


def test_the_command_expires_what_is_late_and_says_how_many(capsys) -> None:
    for order in [make_order(confirmed=False), make_order(confirmed=False)]:
        pass_the_time(order)
    make_order(confirmed=False)

    call_command("expire_orders", "--json")
    call_command("expire_orders", "--json")

    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers == [{"expired": 2}, {"expired": 0}]


def test_cancelling_before_any_vendor_began_gives_everything_back() -> None:
    packs = two_vendors()
    order = make_order(*packs)
    user = make_user()

    cancel_order(order=order, acting_user=user, reason="đổi ý")
    cancel_order(order=order, acting_user=user)

    assert order.status == "cancelled"
    assert held(packs) == [0, 0, 0]
    assert Payment.objects.get().state == "cancelled"
    events = VendorOrderEvent.objects.filter(status="cancelled")
    assert [(event.actor, event.note) for event in events] == [(user, "đổi ý")] * 2
    assert OrderMail.objects.filter(kind="cancelled").count() == 3
    assert AuditEntry.objects.filter(action="order.cancelled").count() == 1


def test_cancelling_what_no_vendor_knew_of_tells_no_vendor() -> None:
    order = make_order(*two_vendors(), confirmed=False)

    cancel_order(order=order)

    assert order.status == "cancelled"
    assert [mail.vendor_order for mail in OrderMail.objects.all()] == [None]


@pytest.mark.parametrize("status", ["accepted", "packed"])
@pytest.mark.parametrize("by", [Mover.BUYER, Mover.OPERATOR])
def test_until_a_parcel_leaves_the_whole_order_can_be_cancelled(status, by) -> None:
    packs = two_vendors()
    order = make_order(*packs)
    begun = order.vendor_orders.order_by("pk")[1]
    VendorOrder.objects.filter(pk=begun.pk).update(status=status)

    cancel_order(order=order, by=by)

    assert set(order.vendor_orders.values_list("status", flat=True)) == {"cancelled"}
    assert held(packs) == [0, 0, 0]


@pytest.mark.parametrize("status", ["shipped", "delivered"])
def test_cancelling_a_dispatched_order_says_why_it_cannot_and_what_to_do(status) -> None:
    packs = two_vendors()
    order = make_order(*packs)
    gone = order.vendor_orders.order_by("pk")[1]
    VendorOrder.objects.filter(pk=gone.pk).update(status=status)

    with pytest.raises(IllegalTransition) as refusal:
        cancel_order(order=order)

    assert refusal.value.code == "dispatched"
    assert gone.number in str(refusal.value)
    assert gone.vendor.name in str(refusal.value)
    assert sorted(order.vendor_orders.values_list("status", flat=True)) == sorted(["new", status])
    order.refresh_from_db()
    assert order.status == "placed"
    assert held(packs) == [2, 1, 1]
    assert not OrderMail.objects.filter(kind="cancelled").exists()


def test_a_part_that_its_vendor_called_off_does_not_keep_the_buyer_from_cancelling() -> None:
    order = make_order(*two_vendors())
    first = order.vendor_orders.select_related("vendor", "order").order_by("pk")[0]
    owner = make_member(first.vendor.organisation)
    move_vendor_order(first, to="cancelled", acting_user=owner, note="hết hàng")

    cancel_order(order=order)

    assert order.status == "cancelled"
    assert OrderMail.objects.filter(kind="called_off").count() == 1


def test_an_order_that_is_over_cannot_be_cancelled() -> None:
    order = make_order(confirmed=False)
    pass_the_time(order)
    expire_order(order=order)

    with pytest.raises(IllegalTransition):
        cancel_order(order=order)

    order.refresh_from_db()
    assert order.status == "expired"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("delivered", "delivered"), "completed"),
        (("delivered", "cancelled"), "completed"),
        (("cancelled", "cancelled"), "cancelled"),
        (("delivered", "shipped"), "placed"),
        (("cancelled", "new"), "placed"),
    ],
)
def test_the_order_follows_its_vendors(parts, expected) -> None:
    order = make_order(*two_vendors())
    for part, status in zip(order.vendor_orders.order_by("pk"), parts, strict=True):
        VendorOrder.objects.filter(pk=part.pk).update(status=status)

    assert refresh_status(order) == expected
    assert refresh_status(order) == expected


def test_nothing_leaves_a_final_state() -> None:
    for final in (OrderStatus.COMPLETED, OrderStatus.CANCELLED):
        assert targets("order.order", final) == frozenset()


def test_out_of_expired_leads_only_a_payment_that_came_late() -> None:
    assert targets("order.order", OrderStatus.EXPIRED) == {OrderStatus.PLACED}


def test_lines_give_back_or_use_up_what_they_hold_once() -> None:
    pack, other = make_pack(stock=10), make_pack(stock=10)
    make_order((pack, 4), (other, 2))
    lines = list(Line.objects.order_by("pk"))

    first = release_lines(Line.objects.filter(pk=lines[0].pk))
    again = release_lines([lines[0]])
    used = consume_part(lines[1], 2)
    used_again = consume_part(lines[1], 1)

    assert (first, again, used, used_again) == (4, 0, True, False)
    assert (stock_of(pack).num_in_stock, stock_of(pack).num_allocated) == (10, 0)
    assert (stock_of(other).num_in_stock, stock_of(other).num_allocated) == (8, 0)
