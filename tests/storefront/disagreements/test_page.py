"""The operators' page: what disagrees, and buttons that mend it once however often pressed."""

import pytest

from marketplace.accounts.models import User
from marketplace.kernel.models import AuditEntry
from storefront.cards.models import CardAttempt, CardRefund, Discrepancy
from storefront.cards.services.refunding import unanswered
from storefront.order.models import Order
from storefront.order.services import cancel_order
from storefront.refunds.models import Refund
from storefront.transfers.models import Transfer
from tests.factories import make_member, make_pack, make_user, make_vendor
from tests.storefront.cards.conftest import stripe, world  # noqa: F401
from tests.storefront.cards.world import World
from tests.storefront.factories import make_order
from tests.storefront.refunds.shops import bring, paid_order, part_of, propose
from tests.storefront.transfers.factories import make_account, owner_of, place, transfers_of

pytestmark = pytest.mark.django_db
PAGE = "/en/office/money/"


@pytest.fixture
def operator(client) -> User:
    user = make_user(is_staff=True, is_superuser=True)
    client.force_login(user)
    return user


def press(client, key: str) -> str:
    return client.post(f"{PAGE}{key}/", follow=True).content.decode()


def test_nobody_but_an_operator_of_money_sees_or_presses(client):
    vendor = make_vendor()
    make_account(vendor)
    part = paid_order(make_pack(vendor=vendor))
    Order.objects.filter(pk=part.order_id).update(status="pending")
    transfer = Transfer.objects.get(vendor_order=part)
    for user in (make_user(), make_user(is_staff=True), owner_of(vendor)):
        client.force_login(user)
        assert client.get(PAGE).status_code == 403
        assert client.post(f"{PAGE}stuck-{transfer.pk}/").status_code == 403
    assert not AuditEntry.objects.filter(action="disagreement.mended").exists()


def test_where_all_agree_the_page_says_so(client, operator):
    assert "All ways to pay agree with our books." in client.get(PAGE).content.decode()


def test_what_a_seller_owes_stays_until_it_is_paid_and_the_button_is_noted(client, operator):
    vendor = make_vendor()
    make_account(vendor)
    part = paid_order((make_pack(vendor=vendor), 2))
    cancel_order(order=part.order)
    transfer = Transfer.objects.get(vendor_order=part)

    page = client.get(PAGE).content.decode()
    after = press(client, f"owed-{transfer.pk}")
    press(client, f"owed-{transfer.pk}")

    assert "Owed back by a seller and not paid back" in page
    assert part.number in page
    assert part.number in after
    assert AuditEntry.objects.filter(action="disagreement.mended", actor=operator).count() == 2
    assert Transfer.objects.get(pk=transfer.pk).owed == part.total


def test_an_order_that_waits_though_all_has_come_is_placed(client, operator):
    order = place()
    Transfer.objects.filter(vendor_order__order=order).update(confirmed_at=order.date_placed)
    Transfer.objects.filter(vendor_order__order=order).update(state="paid")
    key = f"stuck-{transfers_of(order)[0].pk}"
    assert key in client.get(PAGE).content.decode()

    press(client, key)
    again = press(client, key)

    order.refresh_from_db()
    assert order.status == "placed"
    assert "This no longer disagrees." in again


def test_a_refund_that_waits_is_approved_once(client, operator, settings):
    settings.REFUND_APPROVAL_ABOVE = 0
    vendor = make_vendor()
    part = part_of(make_order((make_pack(vendor=vendor), 2)))
    bring(part, "delivered", by=owner_of(vendor))
    refund = propose(part, (1, 0), by=make_member(vendor.organisation, role="orders"))

    press(client, f"refund-{refund.pk}")
    press(client, f"refund-{refund.pk}")

    made = Refund.objects.get()
    assert (made.state, made.decided_by) == ("approved", operator)
    assert AuditEntry.objects.filter(action="refund.approved").count() == 1


def test_paid_by_card_and_over_goes_back_once(client, operator, world: World):  # noqa: F811
    order = world.place()
    world.pay(order)
    world.tell_all()
    attempt = world.attempt(order)
    Order.objects.filter(pk=order.pk).update(status="cancelled")
    key = f"overpaid-{attempt.pk}"
    assert key in client.get(PAGE).content.decode()

    press(client, key)
    press(client, key)

    assert [one.amount for one in CardRefund.objects.all()] == [order.total]


def test_a_refused_refund_is_asked_again_once(client, operator, world: World):  # noqa: F811
    order = world.place()
    world.pay(order)
    world.tell_all()
    attempt = world.attempt(order)
    failed = CardRefund.objects.create(
        attempt=attempt, amount=1000, cause="end-1", state="asked", problem="closed"
    )
    CardRefund.objects.filter(pk=failed.pk).update(state="failed")
    assert unanswered() == [failed]

    press(client, f"refused-{failed.pk}")
    press(client, f"refused-{failed.pk}")

    assert CardRefund.objects.count() == 2
    assert CardAttempt.objects.get(pk=attempt.pk).promised_back == 1000


def test_a_payment_of_which_nobody_told_us_is_taken_over(
    client,
    operator,
    world: World,  # noqa: F811
):
    order = world.place()
    world.pay(order)
    attempt = world.attempt(order)
    Discrepancy.objects.create(
        kind="amount", external_id=attempt.intent_id, attempt=attempt, theirs="1 vnd", ours="2 vnd"
    )

    page = client.get(PAGE).content.decode()
    key = f"differs-{Discrepancy.objects.get().pk}"
    said = press(client, key)
    again = press(client, key)

    assert "1 vnd" in page
    assert "Our books now say what Stripe says." in said
    assert "This no longer disagrees." in again
    order.refresh_from_db()
    assert order.status == "placed"
