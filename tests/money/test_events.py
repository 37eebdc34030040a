"""Events of the card provider repeated, shuffled, forged and stale, or never: the same books."""

import datetime
import random
import time

import pytest
from django.db.models import Count, Sum

from marketplace.kernel.clock import now
from storefront.cards.models import CardAttempt, CardDispute, CardEvent, CardRefund
from storefront.cards.services.reconciling import compare_books, settle_open_attempts
from storefront.ledger.checking import faults
from storefront.ledger.models import Entry, Posting
from storefront.order.models import Order, OrderMail
from storefront.payment.models import Payment
from storefront.vendors.models import VendorOrder
from storefront.vendors.services import move_vendor_order
from tests.storefront.cards.world import World
from tests.storefront.transfers.factories import owner_of

#: Each event so often; so many ways to shuffle them.
FEW, MANY = 4, 100


@pytest.fixture
def commission(settings):
    settings.COMMISSION_BASIS_POINTS = 333


@pytest.fixture
def story(world: World, commission) -> "Story":
    return Story(world)


class Story:
    """Declined, then paid; one vendor calls its part off; the bank returns that; a dispute is won."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.books = world.stripe.books

    def pay(self) -> list[dict]:
        self.order = self.world.place()
        before = len(self.books.events) - 1
        intent = self.world.intent(self.order)["id"]
        self.books.decline(intent, "generic_decline")
        self.books.succeed(intent)
        return self.books.events[before:]

    def go_on(self) -> list[dict]:
        """The order stands; what happens at the provider from here on."""
        before = len(self.books.events)
        part = VendorOrder.objects.filter(order=self.order).order_by("pk")[1]
        move_vendor_order(part, to="cancelled", acting_user=owner_of(part.vendor), note="hết hàng")
        self.world.work()
        intent = self.world.intent(self.order)["id"]
        (refund,) = self.books.refunds_of(intent)
        self.books.fail_refund(refund["id"])
        dispute = self.books.new_dispute(intent)
        self.books.close_dispute(dispute["id"], "won")
        return self.books.events[before:]

    def told(self) -> dict:
        """Everything that our books say of the order, without keys and times."""
        order = Order.objects.get(pk=self.order.pk)
        parts = list(VendorOrder.objects.filter(order=order).order_by("pk"))
        assert faults() == []
        return {
            "order": order.status,
            "parts": [part.status for part in parts],
            "payments": list(
                Payment.objects.filter(order=order).order_by("pk").values_list("state", "amount")
            ),
            "attempts": list(
                CardAttempt.objects.filter(payment__order=order).values_list(
                    "state", "received", "promised_back", "problem"
                )
            ),
            "refunds": list(
                CardRefund.objects.filter(attempt__payment__order=order)
                .order_by("pk")
                .values_list("state", "amount")
            ),
            "disputes": list(
                CardDispute.objects.filter(attempt__payment__order=order).values_list(
                    "state", "amount"
                )
            ),
            "entries": [
                sorted(
                    Entry.objects.filter(vendor_order=part)
                    .order_by()
                    .values_list("account")
                    .annotate(Sum("amount"))
                )
                for part in parts
            ],
            "postings": [
                sorted(
                    Posting.objects.filter(vendor_order=part)
                    .order_by()
                    .values_list("kind")
                    .annotate(Count("pk"))
                )
                for part in parts
            ],
            "mails": sorted(
                OrderMail.objects.filter(order=order)
                .order_by()
                .values_list("kind")
                .annotate(Count("pk"))
            ),
        }


def in_order(world: World) -> dict:
    """The same story, each event once and in its turn."""
    story = Story(world)
    for event in story.pay():
        assert world.tell(event).status_code == 200
    for event in story.go_on():
        assert world.tell(event).status_code == 200
    return story.told()


def storm(world: World, events: list[dict], *, times: int, dice: random.Random) -> None:
    """Each event so many times, in any order, among forged and stale copies of them."""
    deliveries = [(event, {}) for event in events for _time in range(times)]
    deliveries += [(event, {"secret": "whsec_other"}) for event in events]
    deliveries += [(event, {"at": time.time() - 600}) for event in events]
    dice.shuffle(deliveries)
    for event, how in deliveries:
        assert world.tell(event, **how).status_code == (400 if how else 200)


def assert_the_same_books(world: World, *, times: int, shuffles: int) -> None:
    expected = in_order(world)
    assert expected["order"] == "placed"
    assert [state for state, _amount in expected["refunds"]] == ["failed"]
    assert [state for state, _amount in expected["disputes"]] == ["won"]
    for seed in range(shuffles):
        dice = random.Random(seed)
        story = Story(world)
        paid = story.pay()
        storm(world, paid, times=times, dice=dice)
        later = story.go_on()
        storm(world, [*paid, *later], times=times, dice=dice)
        assert story.told() == expected
        taken = CardEvent.objects.filter(external_id__in=[one["id"] for one in (*paid, *later)])
        assert taken.count() == len(paid) + len(later)


def test_events_in_any_order_and_repeated_leave_the_same_books(story, world):
    assert_the_same_books(world, times=FEW, shuffles=3)


@pytest.mark.soak
def test_each_event_a_hundred_times_in_random_order_leaves_the_same_books(story, world):
    assert_the_same_books(world, times=MANY, shuffles=2)


def test_where_no_event_ever_comes_reconciliation_leaves_the_same_books(story, world):
    expected = in_order(world)
    story.pay()
    CardAttempt.objects.update(created_at=now() - datetime.timedelta(minutes=10))
    assert settle_open_attempts() == "1 looked at, 0 failed"
    story.go_on()

    for _night in range(2):
        compare_books()

    assert story.told() == expected


def test_a_refund_that_the_bank_books_weeks_later_is_settled_without_an_event(story, world):
    world.stripe.books.refunds_begin = "pending"
    for event in story.pay():
        world.tell(event)
    part = VendorOrder.objects.filter(order=story.order).order_by("pk")[1]
    move_vendor_order(part, to="cancelled", acting_user=owner_of(part.vendor), note="hết hàng")
    world.work()
    refund = CardRefund.objects.get(vendor_order=part)
    assert refund.state == "sent"
    weeks_ago = now() - datetime.timedelta(days=20)
    CardAttempt.objects.update(updated_at=weeks_ago)
    CardRefund.objects.update(updated_at=weeks_ago)
    (at_provider,) = world.stripe.books.refunds.values()
    at_provider["status"] = "succeeded"

    compare_books()

    refund.refresh_from_db()
    assert refund.state == "done"
    gone = Entry.objects.filter(vendor_order=part, account="gateway").aggregate(all=Sum("amount"))
    assert gone["all"] == 0


def test_a_dispute_that_is_older_than_the_comparison_ends_without_an_event(story, world):
    for event in story.pay():
        world.tell(event)
    dispute = world.stripe.books.new_dispute(world.intent(story.order)["id"])
    compare_books()
    assert CardDispute.objects.get().state == "open"
    dispute["created"] -= 30 * 24 * 3600
    dispute["status"] = "won"

    compare_books()

    assert CardDispute.objects.get().state == "won"
