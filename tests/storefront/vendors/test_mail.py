"""The buyer hears of each parcel by mail: in the order's language, after the fact, once."""

import pytest

from storefront.order.models import OrderMail
from storefront.order.tasks import send_order_mail
from storefront.vendors.errors import ChangedMeanwhile
from storefront.vendors.services import move_vendor_order
from tests.storefront.factories import make_order


def walk(part, owner, *path: str, note: str = ""):
    for to in path:
        move_vendor_order(part, to=to, acting_user=owner, note=note)


def parcel_mails() -> list[OrderMail]:
    return list(OrderMail.objects.filter(kind__in=OrderMail.OF_PARCELS).order_by("pk"))


def send(mailoutbox):
    for mail in parcel_mails():
        send_order_mail.call(mail.pk)
    return mailoutbox


def test_shipped_and_delivered_are_told_accepted_and_packed_are_not(shop, mailoutbox):
    walk(shop.vendor_order, shop.owner, "accepted", "packed", "shipped", "delivered")

    assert [mail.kind for mail in parcel_mails()] == ["shipped", "delivered"]
    sent = send(mailoutbox)
    assert [message.to for message in sent] == [["hoa@example.vn"]] * 2
    for message in sent:
        assert shop.vendor_order.number in message.subject
        for content in (message.body, message.alternatives[0].content):
            assert shop.vendor.name in content
            assert f"http://testserver/order/{shop.order.token}/" in content


def test_the_mail_carries_the_tracking_number_and_the_parcel(shop, mailoutbox):
    walk(shop.vendor_order, shop.owner, "accepted", "packed", "shipped", note="GHN 5ENLKKHD")

    message = send(mailoutbox)[0]

    for content in (message.body, message.alternatives[0].content):
        assert "GHN 5ENLKKHD" in content
        assert "186.000" in content


def test_a_cancelled_parcel_gives_its_reason_in_the_language_of_the_order(shop, mailoutbox):
    part = make_order(shop.pack, language="en").vendor_orders.select_related("vendor").get()

    walk(part, shop.owner, "cancelled", note="Mưa đá <b>& gió</b>")

    message = send(mailoutbox)[0]
    assert message.subject == f"Parcel {part.number} will not come"
    assert "The reason: Mưa đá <b>& gió</b>" in message.body
    assert "Mưa đá &lt;b&gt;&amp; gió&lt;/b&gt;" in message.alternatives[0].content
    assert "62,000" in message.body


def test_a_vendor_learns_and_tells_nothing_of_the_other_parcel(two_shops, mailoutbox):
    near, far = two_shops

    walk(near.vendor_order, near.owner, "accepted", "packed", "shipped")

    message = send(mailoutbox)[0]
    assert far.vendor_order.number not in message.body
    assert far.vendor.name not in message.body


def test_a_move_that_failed_writes_no_mail(shop):
    stale = shop.vendor_order
    walk(shop.vendor_order, shop.owner, "accepted")

    with pytest.raises(ChangedMeanwhile):
        walk(stale, shop.owner, "cancelled", note="hết hàng")

    assert parcel_mails() == []
