"""Refunds by line of what was paid by card."""

import pytest

from storefront.cards.models import CardDispute, CardRefund
from storefront.order.services import cancel_order
from storefront.refunds.errors import RefundRefused
from storefront.refunds.models import Refund
from storefront.vendors.services import move_vendor_order
from tests.storefront.cards.conftest import stripe, world  # noqa: F401
from tests.storefront.cards.world import World
from tests.storefront.refunds.shops import part_of, propose
from tests.storefront.transfers.factories import owner_of


def paid(world: World):  # noqa: F811
    order = world.place()
    world.pay(order)
    world.tell_all()
    return part_of(order)


def test_it_goes_back_to_the_card_once_and_is_settled_by_what_stripe_says(
    world: World,  # noqa: F811
):
    part = paid(world)
    refund = propose(part, (1, 0), by=owner_of(part.vendor))
    promised = CardRefund.objects.get()
    assert (promised.amount, promised.vendor_order) == (refund.total, part)

    world.work()
    world.tell_all()

    refund.refresh_from_db()
    assert refund.state == "settled"
    gone = world.stripe.books.refunds_of(world.attempt(part.order).intent_id)
    assert [one["amount"] for one in gone] == [refund.total]


def test_a_part_called_off_later_gives_back_the_rest_and_not_the_others_money(
    world: World,  # noqa: F811
):
    part = paid(world)
    owner = owner_of(part.vendor)
    refund = propose(part, (1, 0), by=owner)

    move_vendor_order(part, to="cancelled", acting_user=owner, note="hết hàng")

    amounts = sorted(CardRefund.objects.values_list("amount", flat=True))
    assert amounts == sorted([refund.total, part.total - refund.total])
    assert world.attempt(part.order).promised_back == part.total


def test_nothing_is_refunded_while_the_bank_disputes_the_payment(world: World):  # noqa: F811
    part = paid(world)
    CardDispute.objects.create(attempt=world.attempt(part.order), external_id="dp_1", amount=1)

    with pytest.raises(RefundRefused) as refusal:
        propose(part, (1, 0), by=owner_of(part.vendor))

    assert refusal.value.code == "not_paid"
    assert not Refund.objects.exists()
    assert not CardRefund.objects.exists()


def test_the_whole_order_cancelled_after_a_refund_gives_back_exactly_what_came(
    world: World,  # noqa: F811
):
    part = paid(world)
    propose(part, (1, 0), by=owner_of(part.vendor))

    cancel_order(order=part.order)

    assert world.attempt(part.order).left == 0
