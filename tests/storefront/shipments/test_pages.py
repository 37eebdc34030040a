"""Sending in the workspace, walls, and what the buyer sees and reads."""

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from storefront.order.mail import deliver
from storefront.order.models import OrderMail
from storefront.shipments.models import Shipment
from storefront.shipping.models import Carrier
from storefront.shipping.tariffs import forget, look_again
from tests.factories import make_member
from tests.storefront.shipments.sending import Packed, again, packed_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def packed(today) -> Packed:
    return packed_order()


@pytest.fixture
def desk(packed: Packed) -> Client:
    client = Client()
    client.force_login(packed.owner)
    return client


def send_address(packed: Packed) -> str:
    part = packed.part
    return reverse("shipments:send", args=[part.vendor.public_id, part.public_id])


def move_address(packed: Packed, shipment: Shipment) -> str:
    part = packed.part
    return reverse(
        "shipments:move", args=[part.vendor.public_id, part.public_id, shipment.public_id]
    )


def order_address(packed: Packed) -> str:
    part = packed.part
    return reverse("vendors:order", args=[part.vendor.public_id, part.public_id])


def test_some_lines_are_sent_with_a_tracking_number(packed: Packed, desk: Client) -> None:
    Carrier.objects.update(tracking_address="https://carrier.example/{number}")
    forget()
    look_again()
    shown = desk.get(send_address(packed))
    assert [field.initial for field in shown.context["form"].quantities] == [3, 2]

    answer = desk.post(
        send_address(packed),
        {
            "carrier": "manual",
            "tracking": "VN123",
            f"line_{packed.line(0).pk}": "2",
            f"line_{packed.line(1).pk}": "0",
        },
    )

    assert (answer.status_code, answer.url) == (302, order_address(packed))
    shipment = Shipment.objects.get()
    assert (shipment.tracking, shipment.tracking_address) == (
        "VN123",
        "https://carrier.example/VN123",
    )
    assert [(one.line_id, one.quantity) for one in shipment.lines.all()] == [(packed.line(0).pk, 2)]
    page = desk.get(order_address(packed)).content.decode()
    assert "https://carrier.example/VN123" in page
    assert send_address(packed) in page
    forget()


def test_what_cannot_be_sent_is_said_and_nothing_leaves(packed: Packed, desk: Client) -> None:
    for typed in ("9", "-1", "x", ""):
        answer = desk.post(send_address(packed), {f"line_{packed.line(0).pk}": typed})
        assert answer.status_code == 422
    nothing = {f"line_{packed.line(n).pk}": "0" for n in (0, 1)}
    assert desk.post(send_address(packed), nothing).status_code == 409
    assert not Shipment.objects.exists()


def test_buttons_move_a_parcel_and_a_reason_is_asked_for(packed: Packed, desk: Client) -> None:
    shipment = packed.send(3, 2)
    address = move_address(packed, shipment)

    desk.post(address, {"to": "failed", "seen": "on_way", "note": ""})
    assert again(shipment).status == "on_way"
    desk.post(address, {"to": "failed", "seen": "on_way", "note": "sai số điện thoại"})
    desk.post(address, {"to": "nowhere", "seen": "failed"})
    assert again(shipment).status == "failed"
    desk.post(address, {"to": "on_way", "seen": "failed"})
    desk.post(address, {"to": "delivered", "seen": "on_way"})

    assert packed.part.status == "delivered"
    assert desk.get(address).status_code == 405


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_vendors_orders_and_parcels_are_not_found(packed: Packed, method) -> None:
    shipment = packed.send(1, 0)
    mine = packed_order()
    intruder = Client()
    intruder.force_login(mine.owner)
    own, theirs = mine.part, packed.part
    addresses = [
        send_address(packed),
        move_address(packed, shipment),
        reverse("shipments:send", args=[own.vendor.public_id, theirs.public_id]),
        reverse("shipments:move", args=[own.vendor.public_id, own.public_id, shipment.public_id]),
        reverse(
            "shipments:move", args=[own.vendor.public_id, theirs.public_id, shipment.public_id]
        ),
    ]

    answers = [
        getattr(intruder, method)(address, {"to": "delivered", "seen": "on_way"}).status_code
        for address in addresses
    ]

    assert answers == [404] * 5
    assert again(shipment).status == "on_way"


def test_a_content_helper_sends_nothing(packed: Packed) -> None:
    client = Client()
    client.force_login(make_member(packed.part.vendor.organisation, role="content"))

    assert client.post(send_address(packed), {}).status_code == 403
    assert not Shipment.objects.exists()


def test_the_buyer_sees_each_parcel_with_its_goods_and_its_way(packed: Packed) -> None:
    first = packed.send(3, 0, tracking="AB1")
    packed.send(0, 2, tracking="AB2")

    page = Client().get(f"/en/order/{packed.order.token}/").content.decode()

    assert f"Parcel {first.number}" in page
    assert "AB1" in page
    assert "AB2" in page


def test_pages_take_the_same_number_of_queries_however_many_parcels(
    packed: Packed, desk: Client, django_assert_num_queries
) -> None:
    packed.send(1, 0)
    addresses = {f"/order/{packed.order.token}/": Client(), order_address(packed): desk}
    counts = {}
    for address, client in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        counts[address] = len(captured)
    packed.send(1, 1)
    packed.send(1, 0)

    for address, client in addresses.items():
        with django_assert_num_queries(counts[address]):
            client.get(address)


def test_the_mail_of_a_split_order_names_the_parcel_and_what_is_in_it(packed: Packed) -> None:
    shipment = packed.send(1, 0, tracking="VN9")
    (row,) = OrderMail.objects.filter(kind="shipped")

    deliver(mail_id=row.pk, last_attempt=1)

    message = mail.outbox[-1]
    html = message.alternatives[0][0]
    assert shipment.number in message.subject
    for text in (message.body, html):
        assert "VN9" in text
        assert f"1 × {packed.line(0).title}" in text
        assert packed.line(1).title not in text
