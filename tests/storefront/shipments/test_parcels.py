"""Parcels leave, arrive, fail and come back; stock, order, charge and mail follow."""

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.kernel.errors import IllegalTransition, NotAllowed
from storefront.order.mail import compose
from storefront.order.models import OrderMail
from storefront.order.reconciliation import disagreements
from storefront.payment.models import Payment
from storefront.refunds.models import Refund, RefundLine
from storefront.refunds.stocking import settle_stock
from storefront.shipments import services
from storefront.shipments.errors import ShipmentRefused
from storefront.shipments.models import Shipment, ShipmentLine
from storefront.vendors.errors import ChangedMeanwhile
from storefront.vendors.services import move_vendor_order
from tests.factories import make_member, make_vendor, stock_of
from tests.storefront.shipments.sending import Packed, again, packed_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def packed(today) -> Packed:
    return packed_order()


def shelf(packed: Packed) -> list[tuple[int, int]]:
    """(in the house, promised) of both packs."""
    return [(one.num_in_stock, one.num_allocated) for one in map(stock_of, packed.packs)]


def test_splitting_a_parcel_never_reprices_delivery(packed: Packed) -> None:
    before = (packed.part.shipping_charge, packed.part.total, packed.order.shipping_total)
    agreed = packed.order.frozen_terms["carriage"]

    packed.send(1, 0)
    packed.send(2, 0)
    packed.send(0, 2)

    packed.order.refresh_from_db()
    assert (packed.part.shipping_charge, packed.part.total, packed.order.shipping_total) == before
    assert packed.order.frozen_terms["carriage"] == agreed
    assert Payment.objects.get(order=packed.order).amount == packed.order.total


def test_the_order_is_on_its_way_with_its_first_parcel_and_delivered_with_its_last(
    packed: Packed,
) -> None:
    first = packed.send(3, 0)
    assert (packed.part.status, shelf(packed)) == ("shipped", [(7, 0), (10, 2)])

    services.deliver_shipment(shipment=again(first), acting_user=packed.owner)
    assert packed.part.status == "shipped"
    second = packed.send(0, 2)
    services.deliver_shipment(shipment=again(second), acting_user=packed.owner)

    packed.order.refresh_from_db()
    assert (packed.part.status, packed.order.status) == ("delivered", "completed")
    assert shelf(packed) == [(7, 0), (8, 0)]
    assert Payment.objects.get(order=packed.order).state == "captured"
    assert [one.number for one in packed.part.shipments.all()] == [
        f"{packed.part.number}/1",
        f"{packed.part.number}/2",
    ]
    assert disagreements() == []


def test_each_parcel_has_its_mails(packed: Packed) -> None:
    first = packed.send(3, 0)
    second = packed.send(0, 2)
    for one in (first, second):
        services.deliver_shipment(shipment=again(one), acting_user=packed.owner)

    mails = OrderMail.objects.filter(kind__in=["shipped", "delivered"]).order_by("pk")
    assert [(one.kind, one.occasion) for one in mails] == [
        ("shipped", first.public_id),
        ("shipped", second.public_id),
        ("delivered", first.public_id),
        ("delivered", second.public_id),
    ]


@pytest.mark.parametrize("quantities", [(4, 0), (0, 3), (0, 0), (3, 9)])
def test_more_than_was_sold_or_nothing_is_refused_and_nothing_leaves(
    packed: Packed, quantities
) -> None:
    with pytest.raises(ShipmentRefused):
        packed.send(*quantities)

    assert (packed.part.status, shelf(packed)) == ("packed", [(10, 3), (10, 2)])
    assert not Shipment.objects.exists()
    assert not OrderMail.objects.filter(kind="shipped").exists()


def test_what_left_once_does_not_leave_again(packed: Packed) -> None:
    packed.send(3, 1)

    with pytest.raises(ShipmentRefused) as refused:
        packed.send(1, 1)

    assert refused.value.code == "more"
    assert shelf(packed) == [(7, 0), (9, 1)]


def test_only_what_is_packed_leaves(today) -> None:
    packed = packed_order()
    move_vendor_order(packed.part, to="cancelled", acting_user=packed.owner, note="hết hàng")

    with pytest.raises(IllegalTransition):
        packed.send(1, 0)

    assert not Shipment.objects.exists()


def test_lines_of_another_order_are_refused(packed: Packed) -> None:
    other = packed_order()

    with pytest.raises(ShipmentRefused):
        services.create_shipment(
            vendor_order=packed.part,
            lines=[(other.line(0), 1)],
            carrier="",
            tracking="",
            acting_user=packed.owner,
        )

    assert shelf(other) == [(10, 3), (10, 2)]


def test_nobody_without_the_role_sends_or_moves_a_parcel(packed: Packed) -> None:
    shipment = packed.send(3, 2)
    stranger = make_member(make_vendor().organisation)
    helper = make_member(packed.part.vendor.organisation, role="content")

    for user in (stranger, helper):
        with pytest.raises(NotAllowed):
            services.deliver_shipment(shipment=again(shipment), acting_user=user)

    assert again(shipment).status == "on_way"
    assert packed.part.status == "shipped"


def test_a_failed_delivery_says_why_and_may_be_tried_again(packed: Packed) -> None:
    shipment = packed.send(3, 2)
    with pytest.raises(ShipmentRefused):
        services.fail_shipment(shipment=again(shipment), reason="  ", acting_user=packed.owner)

    services.fail_shipment(
        shipment=again(shipment), reason="không có người nhận", acting_user=packed.owner
    )
    services.retry_shipment(shipment=again(shipment), acting_user=packed.owner)
    services.deliver_shipment(shipment=again(shipment), acting_user=packed.owner)

    assert [(one.status, one.note) for one in shipment.events.all()] == [
        ("on_way", ""),
        ("failed", "không có người nhận"),
        ("on_way", ""),
        ("delivered", ""),
    ]
    assert packed.part.status == "delivered"


def test_what_comes_back_is_on_sale_again_once_it_is_there(packed: Packed) -> None:
    first, second = packed.send(3, 0), packed.send(0, 2)
    services.send_back_shipment(
        shipment=again(first), reason="khách từ chối", acting_user=packed.owner
    )
    assert shelf(packed) == [(7, 0), (8, 0)]
    with pytest.raises(ShipmentRefused):
        move_vendor_order(packed.part, to="delivered", acting_user=packed.owner)

    services.return_shipment(shipment=again(first), acting_user=packed.owner)

    assert shelf(packed) == [(10, 0), (8, 0)]
    with pytest.raises(ChangedMeanwhile):
        services.return_shipment(shipment=_as_read(first, "returning"), acting_user=packed.owner)
    assert shelf(packed) == [(10, 0), (8, 0)]
    services.deliver_shipment(shipment=again(second), acting_user=packed.owner)
    assert packed.part.status == "delivered"
    assert disagreements() == []


def test_an_order_that_came_back_whole_was_not_delivered(packed: Packed) -> None:
    shipment = packed.send(3, 2)
    services.send_back_shipment(
        shipment=again(shipment), reason="khách từ chối", acting_user=packed.owner
    )
    services.return_shipment(shipment=again(shipment), acting_user=packed.owner)

    with pytest.raises(IllegalTransition) as refused:
        move_vendor_order(packed.part, to="delivered", acting_user=packed.owner)

    assert refused.value.code == "illegal_transition"
    assert packed.part.status == "returned"
    assert Payment.objects.get(order=packed.order).state == "cancelled"


def test_the_single_step_sends_everything_in_one_parcel(packed: Packed) -> None:
    move_vendor_order(packed.part, to="shipped", acting_user=packed.owner, note="GHN 5EN")

    (shipment,) = Shipment.objects.all()
    assert [(one.line.product, one.quantity) for one in shipment.lines.all()] == [
        (packed.packs[0], 3),
        (packed.packs[1], 2),
    ]
    assert shipment.events.get().note == "GHN 5EN"
    move_vendor_order(packed.part, to="delivered", acting_user=packed.owner)
    assert again(shipment).status == "delivered"


def test_what_left_before_parcels_were_written_down_arrives_with_a_mail(packed: Packed) -> None:
    packed.part.lines.update(num_allocated=0)
    type(packed.part).objects.filter(pk=packed.part.pk).update(status="shipped")
    packed.part.refresh_from_db()

    move_vendor_order(packed.part, to="delivered", acting_user=packed.owner)

    mail = OrderMail.objects.get(kind="delivered", vendor_order=packed.part)
    assert packed.part.number in compose(mail).body


def test_an_order_with_goods_unsent_is_not_delivered(packed: Packed) -> None:
    packed.send(3, 1)

    with pytest.raises(ShipmentRefused):
        move_vendor_order(packed.part, to="delivered", acting_user=packed.owner)

    assert packed.part.status == "shipped"


def test_who_saw_an_older_state_is_told(packed: Packed) -> None:
    shipment = packed.send(3, 2)
    seen = again(shipment)
    services.fail_shipment(shipment=again(shipment), reason="vắng nhà", acting_user=packed.owner)

    with pytest.raises(ChangedMeanwhile):
        services.deliver_shipment(shipment=seen, acting_user=packed.owner)

    assert packed.part.status == "shipped"


@pytest.mark.parametrize(("arrived", "on_sale"), [(True, 10), (False, 8)])
def test_a_refund_frees_what_was_not_sent_and_shelves_what_had_arrived(
    packed: Packed, arrived, on_sale
) -> None:
    parcel = packed.send(2, 0)
    if arrived:
        services.deliver_shipment(shipment=again(parcel), acting_user=packed.owner)
    refund = Refund.objects.create(
        vendor_order=packed.part, form_key="k", goods=1, shipping=0, total=1, reason="hỏng"
    )
    RefundLine.objects.create(
        refund=refund, line=packed.line(0), quantity=3, goods=1, shipping=0, restocked=True
    )

    settle_stock(refund.lines.all())

    assert shelf(packed) == [(on_sale, 0), (10, 2)]
    assert packed.line(0).num_allocated == 0
    assert disagreements() == []


@settings(deadline=None, max_examples=12, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=6))
def test_however_it_is_split_no_more_leaves_than_was_sold(splits) -> None:
    packed = packed_order()
    for quantities in splits:
        try:
            packed.send(*quantities)
        except ShipmentRefused:
            continue

    sent = [
        ShipmentLine.objects.filter(line=packed.line(n)).aggregate(sum=Sum("quantity"))["sum"] or 0
        for n in (0, 1)
    ]
    held = [packed.line(n).num_allocated for n in (0, 1)]
    assert [a + b for a, b in zip(sent, held, strict=True)] == [3, 2]
    assert shelf(packed) == [(10 - sent[0], held[0]), (10 - sent[1], held[1])]


def _as_read(shipment: Shipment, status: str) -> Shipment:
    read = again(shipment)
    read.status = status
    return read
