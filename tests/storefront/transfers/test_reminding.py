"""A word before the time to pay ends: once, true, in the buyer's language."""

import datetime

import pytest

from marketplace.kernel.clock import now
from storefront.order.models import Order, OrderMail
from storefront.order.services import cancel_order
from storefront.order.tasks import send_order_mail
from storefront.transfers.services.reminding import remind_buyers
from storefront.transfers.services.transfers import claim_transfer
from tests.storefront.transfers.factories import pay, paying_shops, place, transfers_of

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def ending_in(hours: float, *, placed: float = 20, language: str = "vi") -> Order:
    order = place(*paying_shops(), language=language)
    Order.objects.filter(pk=order.pk).update(
        expires_at=now() + hours * HOUR, date_placed=now() - placed * HOUR
    )
    order.refresh_from_db()
    return order


def reminder_of(order: Order) -> OrderMail:
    return OrderMail.objects.get(order=order, kind="reminder")


@pytest.mark.parametrize(
    ("language", "words"), [("vi", "vẫn chưa đến"), ("en", "have not come yet")]
)
def test_the_buyer_is_reminded_once_of_what_has_not_come(language, words, mailoutbox):
    order = ending_in(2, language=language)
    first, second = transfers_of(order)
    pay(first)

    assert (remind_buyers(), remind_buyers()) == (1, 0)
    send_order_mail.func(reminder_of(order).pk)

    message = mailoutbox[-1]
    assert message.to == ["hoa@example.vn"]
    assert order.number in message.subject
    for content in (message.body, message.alternatives[0].content):
        assert words in content
        assert second.reference in content
        assert first.reference not in content


@pytest.mark.parametrize(("hours", "placed"), [(5, 20), (-1, 20), (2, 1)])
def test_nobody_is_reminded_early_late_or_right_after_ordering(hours, placed):
    ending_in(hours, placed=placed)

    assert remind_buyers() == 0


def test_who_says_that_all_is_on_its_way_is_left_alone():
    order = ending_in(2)
    first, second = transfers_of(order)
    claim_transfer(transfer=first)
    claim_transfer(transfer=second)

    assert remind_buyers() == 0


def test_a_reminder_of_an_order_that_is_over_is_dropped(mailoutbox):
    order = ending_in(2)
    remind_buyers()
    cancel_order(order=order)

    send_order_mail.func(reminder_of(order).pk)

    assert reminder_of(order).state == "dropped"
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("language", "words", "untrue"),
    [
        ("vi", "hoàn lại", "không phải trả gì"),
        ("en", "paid back by its seller", "Nothing is to be paid"),
    ],
)
def test_the_mail_of_a_cancelled_order_tells_that_money_comes_back(
    language, words, untrue, mailoutbox
):
    order = place(language=language)
    pay(transfers_of(order)[0])
    order.refresh_from_db()
    cancel_order(order=order)

    send_order_mail.func(OrderMail.objects.get(order=order, kind="cancelled", vendor_order=None).pk)

    message = mailoutbox[-1]
    for content in (message.body, message.alternatives[0].content):
        assert words in content
        assert untrue not in content
