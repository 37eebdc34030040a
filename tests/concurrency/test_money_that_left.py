"""Booking what left past the books, twice and beside an end; a parcel that comes back beside a refund."""

import pytest
from django.db.models import F

from storefront.cards.models import CardAttempt, CardRefund, CardShare
from storefront.disagreements.gone import Booked, book
from storefront.ledger.checking import faults
from storefront.order.models import Line, Order
from storefront.order.reconciliation import disagreements
from storefront.refunds.booking import GoneLine, GonePart
from storefront.refunds.models import Refund
from storefront.shipments import services
from storefront.shipments.models import ShelfCount
from storefront.vendors.models import VendorOrder
from storefront.vendors.services import move_vendor_order
from tests.concurrency.threads import at_once
from tests.factories import make_pack, make_user, make_vendor, stock_of
from tests.storefront.ledger import cards as card
from tests.storefront.refunds.shops import bring, paid_order, part_of, propose
from tests.storefront.shipments.sending import again
from tests.storefront.transfers.factories import make_account, owner_of

ROUNDS = 3


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request, settings):
    """The same on both, in a shop that takes cards."""
    settings.STRIPE_SECRET_KEY = settings.STRIPE_PUBLISHABLE_KEY = "key of a test"
    request.getfixturevalue(request.param)


def two_parts() -> Order:
    return card.paid((make_pack(vendor=make_vendor()), 2), (make_pack(vendor=make_vendor()), 2))


def by_hand(order: Order, amount: int) -> CardRefund:
    attempt = CardAttempt.objects.get(payment__order=order)
    CardAttempt.objects.filter(pk=attempt.pk).update(promised_back=F("promised_back") + amount)
    return CardRefund.objects.create(
        attempt=attempt,
        amount=amount,
        cause=f"stripe-re_{order.pk}",
        state="done",
        external_id=f"re_{order.pk}",
    )


def booked(part: VendorOrder, amount: int) -> Booked:
    line = Line.objects.get(vendor_order=part)
    return Booked(GonePart(part, [GoneLine(line.pk, 0, amount)]))


def test_booked_by_two_hands_at_once_it_is_booked_once(database):
    people = [make_user(is_staff=True, is_superuser=True) for _one in range(2)]
    for _round in range(ROUNDS):
        order = two_parts()
        found = by_hand(order, 4000)

        answers = at_once(
            [
                lambda who=who, n=n, found=found, order=order: book(
                    found=found,
                    parts=[booked(part_of(order, n), 4000)],
                    reason="Vỡ",
                    acting_user=who,
                )
                for n, who in enumerate(people)
            ]
        )

        assert answers == [None, None]
        assert CardShare.objects.get(refund=found).amount == 4000
        assert Refund.objects.get(vendor_order__order=order).goods == 4000
        assert faults() == []


def test_beside_the_end_of_a_part_never_more_goes_back_than_came(database):
    operator = make_user(is_staff=True, is_superuser=True)
    for _round in range(ROUNDS):
        order = two_parts()
        first = part_of(order)
        found = by_hand(order, 4000)
        owner = owner_of(first.vendor)

        booking, ending = at_once(
            [
                lambda found=found, order=order: book(
                    found=found,
                    parts=[booked(part_of(order, 1), 4000)],
                    reason="Vỡ",
                    acting_user=operator,
                ),
                lambda order=order, owner=owner: move_vendor_order(
                    part_of(order), to="cancelled", acting_user=owner, note="hết hàng"
                ),
            ]
        )

        assert booking is None, booking
        assert isinstance(ending, VendorOrder), ending
        sent = CardRefund.objects.filter(vendor_order=first)
        assert sum(one.amount for one in sent) == first.total
        attempt = CardAttempt.objects.get(payment__order=order)
        assert attempt.promised_back == first.total + 4000
        assert faults() == []


def test_a_parcel_that_comes_back_beside_a_refund_shelves_its_goods_once(database):
    vendor = make_vendor()
    make_account(vendor)
    owner = owner_of(vendor)
    for _round in range(ROUNDS):
        pack = make_pack(vendor=vendor, stock=20)
        part = bring(paid_order((pack, 3)), "packed", by=owner)
        parcel = services.create_shipment(
            vendor_order=part,
            lines=[(part.lines.get(), 3)],
            carrier="",
            tracking="",
            acting_user=owner,
        )
        services.send_back_shipment(shipment=again(parcel), reason="vỡ", acting_user=owner)

        answers = at_once(
            [
                lambda parcel=parcel: services.return_shipment(
                    shipment=again(parcel), acting_user=owner
                ),
                lambda part=part: propose(part_of(part.order), (3, 0), by=owner, restock=True),
            ]
        )

        assert not [one for one in answers if isinstance(one, AssertionError)]
        assert stock_of(pack).num_in_stock == 20
        count = ShelfCount.objects.get(line__vendor_order=part)
        assert (count.by_parcels, count.by_refunds) == (3, 0)
        assert VendorOrder.objects.get(pk=part.pk).status == "returned"
        assert disagreements() == []
        assert faults() == []
