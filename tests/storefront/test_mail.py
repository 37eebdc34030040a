"""Mails about orders: in the order's language, as text and HTML, once."""

import datetime
from smtplib import SMTPServerDisconnected

import pytest
from django.core.mail.backends import locmem
from django_tasks_db.models import DBTaskResult

from marketplace.kernel.clock import now
from storefront.letters import RETRY_AFTER_MINUTES
from storefront.order import tasks
from storefront.order.mail import compose
from storefront.order.models import OrderMail
from storefront.order.services import cancel_order
from storefront.order.tasks import send_order_mail
from tests.factories import make_pack, make_product, make_user, make_vendor
from tests.storefront.factories import make_order, two_vendors

pytestmark = pytest.mark.django_db


class BrokenBackend(locmem.EmailBackend):
    """A mail server that hangs up."""

    def send_messages(self, messages):
        raise SMTPServerDisconnected("no")


@pytest.fixture
def mail_server_is_away(settings):
    settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"


def mail_to_buyer() -> OrderMail:
    return OrderMail.objects.get(vendor_order=None, kind="confirmed")


def html_of(message) -> str:
    return message.alternatives[0].content


def test_the_buyer_gets_the_confirmation_in_vietnamese(today, mailoutbox) -> None:
    pack = make_pack(make_product("Xoài cát Hoà Lộc", star=4), price=62_000)
    order = make_order((pack, 2), language="vi")

    send_order_mail.call(mail_to_buyer().pk)

    message = mailoutbox[0]
    assert message.to == ["hoa@example.vn"]
    assert order.number in message.subject
    for content in (message.body, html_of(message)):
        assert "Xoài cát Hoà Lộc" in content
        assert "124.000" in content
        assert f"http://testserver/order/{order.token}/" in content
        assert "5 ngõ 12 Hàng Bông" in content


def test_the_buyer_gets_the_confirmation_in_english(today, mailoutbox) -> None:
    order = make_order(*two_vendors(), language="en")

    send_order_mail.call(mail_to_buyer().pk)

    message = mailoutbox[0]
    assert message.subject == f"Your order {order.number}"
    for content in (message.body, html_of(message)):
        assert "thank you for your order" in content
        assert "124,000" in content
        assert "4 OCOP stars, decision" in content
        assert f"http://testserver/en/order/{order.token}/" in content
        assert "Cash on delivery" in content
    assert 'lang="en"' in html_of(message)


def test_each_vendor_learns_of_its_own_part_only(today, mailoutbox) -> None:
    packs = two_vendors()
    order = make_order(*packs, language="en")

    for mail in OrderMail.objects.exclude(vendor_order=None).order_by("pk"):
        send_order_mail.call(mail.pk)

    near, far = mailoutbox
    first, second = order.vendor_orders.select_related("vendor").order_by("pk")
    assert (near.to, far.to) == ([first.vendor.email], [second.vendor.email])
    assert packs[0][0].parent.title in near.body
    assert packs[2][0].parent.title not in near.body
    assert packs[2][0].parent.title in far.body
    assert packs[0][0].parent.title not in html_of(far)
    assert order.token not in near.body + html_of(near)
    assert f"/vendor/{first.vendor.public_id}/orders/{first.public_id}/" in near.body


def test_a_mail_is_sent_once_however_often_the_task_runs(today, mailoutbox) -> None:
    make_order()
    mail = mail_to_buyer()

    outcomes = [send_order_mail.call(mail.pk) for _ in range(3)]

    assert outcomes == ["sent", "not mine", "not mine"]
    assert len(mailoutbox) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == ("sent", 1)


def test_a_server_that_is_away_is_tried_again_later(
    today, mail_server_is_away, settings, mailoutbox
) -> None:
    make_order()
    mail = mail_to_buyer()
    before = DBTaskResult.objects.count()

    refused = send_order_mail.call(mail.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    sent = send_order_mail.call(mail.pk)

    assert (refused, sent) == ("refused", "sent")
    retry = DBTaskResult.objects.filter(task_path=send_order_mail.module_path).latest("enqueued_at")
    assert DBTaskResult.objects.count() == before + 1
    pause = retry.run_after - now()
    assert datetime.timedelta(seconds=50) < pause <= datetime.timedelta(minutes=1)
    assert len(mailoutbox) == 1


def test_after_the_last_attempt_an_operator_is_told(today, mail_server_is_away, caplog) -> None:
    make_order()
    mail = mail_to_buyer()

    outcomes = [send_order_mail.call(mail.pk) for _ in range(len(RETRY_AFTER_MINUTES) + 1)]

    assert outcomes == ["refused"] * len(RETRY_AFTER_MINUTES) + ["failed"]
    mail.refresh_from_db()
    assert mail.state == "failed"
    given_up = [record for record in caplog.records if record.levelname == "ERROR"]
    assert [record.getMessage() for record in given_up] == [
        f"mail {mail.pk} given up after {len(RETRY_AFTER_MINUTES) + 1} attempts"
    ]
    assert "hoa@example.vn" not in caplog.text


def test_a_mail_that_cannot_be_written_is_put_aside(today, monkeypatch) -> None:
    make_order()
    mail = mail_to_buyer()
    monkeypatch.setattr("storefront.order.mail.render_to_string", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        tasks.send_order_mail.call(mail.pk)

    mail.refresh_from_db()
    assert mail.state == "failed"


def test_a_confirmation_that_is_no_longer_true_is_not_sent(today, mailoutbox) -> None:
    order = make_order(language="en")
    confirmation = mail_to_buyer()
    cancel_order(order=order)

    assert send_order_mail.call(confirmation.pk) == "dropped"
    for mail in OrderMail.objects.filter(kind="cancelled").order_by("pk"):
        send_order_mail.call(mail.pk)

    to_buyer, to_vendor = mailoutbox
    assert to_buyer.subject == f"Order {order.number} is cancelled"
    assert f"{order.number}-1" in to_vendor.subject
    assert to_vendor.to == [order.vendor_orders.get().vendor.email]
    assert "Nothing is to be paid." in to_buyer.body


def test_a_vendor_without_an_address_gets_no_mail(today, mailoutbox) -> None:
    vendor = make_vendor()
    vendor.email = ""
    vendor.save()
    make_order(make_pack(vendor=vendor))

    assert send_order_mail.call(OrderMail.objects.exclude(vendor_order=None).get().pk) == "sent"
    assert mailoutbox == []


def test_names_cannot_add_headers_or_markup(today, mailoutbox) -> None:
    pack = make_pack(make_product("<b>Xoài</b> & cam"))
    make_order(pack)

    send_order_mail.call(mail_to_buyer().pk)

    assert "<b>Xoài</b> & cam" in mailoutbox[0].body
    assert "&lt;b&gt;Xoài&lt;/b&gt; &amp; cam" in html_of(mailoutbox[0])


def test_a_members_mails_follow_their_language_of_today() -> None:
    user = make_user(language="en")
    make_order(user=user, language="vi")

    assert compose(mail_to_buyer()).subject.startswith("Your order")
    user.language = "vi"
    user.save()
    assert compose(mail_to_buyer()).subject.startswith("Đơn hàng")
