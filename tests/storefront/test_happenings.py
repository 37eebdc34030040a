"""What is told of an order's money and goods, and when."""

from typing import Any

import pytest
from django.db import transaction

from marketplace.kernel.clock import today
from storefront.order import happenings
from storefront.order.happenings import (
    By,
    Confirmed,
    Delivered,
    Ended,
    PaidBack,
    Received,
    Refunded,
    listen,
    tell,
)
from storefront.order.services import cancel_order
from storefront.transfers.services.refunds import record_refund
from storefront.transfers.services.transfers import confirm_by_hand
from storefront.vendors.models import VendorOrder
from storefront.vendors.services import move_vendor_order
from storefront.vendors.statuses import VendorOrderStatus
from tests.storefront.factories import make_order, two_vendors
from tests.storefront.transfers.factories import owner_of, place, transfers_of


@pytest.fixture
def told(monkeypatch) -> list[Any]:
    """Everything told while the test runs, by us alone."""
    monkeypatch.setattr(happenings, "_listeners", {})
    heard: list[Any] = []
    for kind in (Confirmed, Received, Delivered, Ended, Refunded, PaidBack):
        listen(kind, heard.append)
    return heard


@pytest.mark.django_db
def test_cash_is_told_when_the_parcel_is_delivered(told):
    order = make_order()
    part = order.vendor_orders.get()
    clerk = owner_of(part.vendor)
    for status in ("accepted", "packed", "shipped", "delivered"):
        move_vendor_order(part, to=VendorOrderStatus(status), acting_user=clerk)
    assert told == [Confirmed(part), Delivered(part), Received(part, part.total, By.CASH)]


@pytest.mark.django_db
def test_each_part_of_an_order_is_confirmed_and_ends_on_its_own(told):
    order = make_order(*two_vendors())
    cancel_order(order=order)
    one, other = VendorOrder.objects.filter(order=order).order_by("pk")
    assert told == [Confirmed(one), Confirmed(other), Ended(one), Ended(other)]


@pytest.mark.django_db
def test_a_transfer_tells_what_has_come_and_what_went_back(told):
    order = place()
    transfer = transfers_of(order)[0]
    owner = owner_of(transfer.vendor_order.vendor)
    confirm_by_hand(transfer=transfer, note="seen in the app", acting_user=owner)
    cancel_order(order=order)
    transfer.refresh_from_db()
    record_refund(transfer=transfer, amount=1000, paid_on=today(), proof="FT1", acting_user=owner)
    part = transfer.vendor_order
    assert told == [
        Received(part, part.total, By.TRANSFER),
        Confirmed(part),
        Ended(part),
        PaidBack(part, 1000, By.TRANSFER),
    ]


@pytest.mark.django_db
def test_telling_needs_a_transaction_and_what_a_listener_raises_undoes_it(told):
    order = make_order(confirmed=False)

    def fail(_happening: Ended) -> None:
        raise RuntimeError("the books are closed")

    listen(Ended, fail)
    with pytest.raises(RuntimeError, match="the books are closed"):
        cancel_order(order=order)
    order.refresh_from_db()
    assert order.status == "pending"


def test_nothing_is_told_outside_a_transaction(told):
    with pytest.raises(transaction.TransactionManagementError):
        tell(Ended(VendorOrder()))
    assert told == []
