"""What the buyer is told when an order, or a part of it, ends after money has come."""

import datetime

import pytest
from django.core import mail
from django.test import Client

from marketplace.kernel.clock import now, today
from storefront.order.models import Order, OrderMail
from storefront.order.services import cancel_order, expire_order
from storefront.order.tasks import send_order_mail
from storefront.transfers.models import Transfer
from storefront.transfers.services.refunds import record_refund
from storefront.vendors.services import move_vendor_order
from tests.storefront.factories import make_order
from tests.storefront.transfers.factories import owner_of, pay, paying_shops, place, transfers_of

pytestmark = pytest.mark.django_db
LATE = datetime.timedelta(days=2)


def kinds(order: Order) -> list[str]:
    return list(OrderMail.objects.filter(order=order).order_by("pk").values_list("kind", flat=True))


def owed_numbers(order: Order) -> list[str]:
    """The parts of which the buyer was told that money is owed back."""
    owed = OrderMail.objects.filter(order=order, kind="owed").order_by("pk")
    return list(owed.values_list("vendor_order__number", flat=True))


def sent(order: Order, kind: str):
    """The mail of that kind to the buyer, as it goes out now."""
    one = OrderMail.objects.filter(order=order, kind=kind).earliest("pk")
    assert send_order_mail.func(one.pk) == "sent"
    return mail.outbox[-1]


def call_off(transfer: Transfer) -> None:
    part = transfers_of(transfer.vendor_order.order)[0].vendor_order
    move_vendor_order(part, to="cancelled", acting_user=owner_of(part.vendor), note="Mưa đá")


def test_a_paid_part_that_its_seller_calls_off_is_owed_back_and_both_mails_say_so():
    order = place(*paying_shops(), language="en")
    first, second = transfers_of(order)
    pay(first)
    pay(second)

    call_off(first)

    assert owed_numbers(order) == [first.vendor_order.number]
    for message in (sent(order, "called_off"), sent(order, "owed")):
        for content in (message.body, message.alternatives[0].content):
            assert f"{first.amount:,}" in content
            assert "Nothing is to be paid" not in content
    assert "is paid back by the seller" in mail.outbox[-2].body


def test_a_part_to_be_paid_at_the_door_that_is_called_off_costs_nothing():
    order = make_order(*paying_shops(), language="en")
    part = order.vendor_orders.select_related("vendor__organisation").order_by("pk")[0]

    move_vendor_order(part, to="cancelled", acting_user=owner_of(part.vendor), note="Mưa đá")

    assert "owed" not in kinds(order)
    assert "Nothing is to be paid for it." in sent(order, "called_off").body


def test_an_order_that_runs_out_of_time_tells_the_buyer_and_what_is_owed_of_the_share_that_came():
    order = place(*paying_shops(), language="en")
    first, _second = transfers_of(order)
    pay(first)

    expired = [expire_order(order=order, at=now() + LATE) for _twice in range(2)]

    assert expired == [True, False]
    assert kinds(order) == ["to_pay", "expired", "owed"]
    assert owed_numbers(order) == [first.vendor_order.number]
    message = sent(order, "expired")
    assert message.to == ["hoa@example.vn"]
    assert message.subject == f"Order {order.number} ran out of time"
    for content in (message.body, message.alternatives[0].content):
        assert "was not paid in time" in content
        assert f"/en/order/{order.token}/" in content


def test_an_unpaid_order_that_runs_out_of_time_owes_nothing():
    order = place()

    expire_order(order=order, at=now() + LATE)

    assert kinds(order) == ["to_pay", "expired"]


def test_an_order_that_nobody_began_to_pay_is_told_in_other_words():
    order = make_order(confirmed=False, language="en")

    expire_order(order=order, at=now() + LATE)

    assert "Nothing is to be paid." in sent(order, "expired").body


def test_an_order_that_was_taken_up_again_says_neither_that_it_is_over_nor_that_money_is_owed():
    order = place(*paying_shops())
    first, second = transfers_of(order)
    pay(first)
    expire_order(order=order, at=now() + LATE)

    pay(second)

    untrue = OrderMail.objects.filter(order=order, kind__in=["expired", "owed"])
    assert [send_order_mail.func(one.pk) for one in untrue] == ["dropped", "dropped"]


def test_taken_up_again_and_cancelled_it_is_told_again():
    order = place(*paying_shops())
    first, second = transfers_of(order)
    pay(first)
    expire_order(order=order, at=now() + LATE)
    pay(second)

    cancel_order(order=Order.objects.get(pk=order.pk))

    numbers = [first.vendor_order.number, second.vendor_order.number]
    assert owed_numbers(order) == [numbers[0], *numbers]


def test_a_paid_order_that_its_buyer_cancels_is_owed_back_and_the_page_does_not_say_otherwise():
    order = place(language="vi")
    (transfer,) = transfers_of(order)
    pay(transfer)

    page = Client().post(f"/order/{order.token}/cancel/", follow=True).content.decode()

    assert owed_numbers(order) == [transfer.vendor_order.number]
    assert "Số tiền bạn đã chuyển được hoàn lại" in page
    assert "không phải trả" not in page


def test_what_was_paid_back_meanwhile_is_not_told_as_owed():
    order = place()
    (transfer,) = transfers_of(order)
    pay(transfer)
    cancel_order(order=Order.objects.get(pk=order.pk))
    record_refund(
        transfer=transfers_of(order)[0],
        amount=transfer.amount,
        paid_on=today(),
        proof="FT9",
        acting_user=owner_of(transfer.vendor_order.vendor),
    )

    owed = OrderMail.objects.get(order=order, kind="owed")
    assert send_order_mail.func(owed.pk) == "dropped"
    assert "refunded" in kinds(order)
