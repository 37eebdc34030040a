"""Paying an order by card: one intent per attempt, and whoever tells, the order stands once."""

import datetime
import itertools

import pytest
from django.urls import reverse

from marketplace.kernel.clock import now
from storefront.cards.models import CardAttempt, CardEvent, Discrepancy
from storefront.cards.services.opening import hosted_page, open_attempt
from storefront.cards.services.reconciling import compare_books, settle_open_attempts
from storefront.cards.statuses import AttemptState
from storefront.order.models import OrderMail
from storefront.order.services import cancel_order, expire_order
from storefront.payment.models import Payment
from storefront.payment.providers import choices_for
from storefront.payment.services import begin_payment
from tests.servers.stripe.books import DECLINED, GOOD, NO_MONEY
from tests.storefront.cards.world import World


def status(order) -> str:
    order.refresh_from_db()
    return order.status


def confirmations(order) -> int:
    return OrderMail.objects.filter(
        order=order, kind="confirmed", vendor_order__isnull=True
    ).count()


def test_the_intent_is_of_the_orders_amount_in_whole_dong(world: World):
    order = world.place()

    intent = world.intent(order)
    assert intent["amount"] == order.total == 349_000 + order.shipping_total
    assert intent["currency"] == "vnd"
    assert intent["metadata"] == {
        "order": order.number,
        "attempt": world.attempt(order).public_id,
    }


def test_beginning_again_asks_for_no_second_intent(world: World):
    order = world.place()

    begin_payment(order=order)
    CardAttempt.objects.update(state=AttemptState.OPENING, intent_id=None)
    begin_payment(order=order)  # as if the first answer had been lost

    assert len(world.stripe.books.intents) == 1
    assert world.attempt(order).state == AttemptState.OPEN


def test_an_answer_that_is_lost_on_its_way_leaves_one_intent(world: World):
    order = world.place(begun=False)
    world.stripe.faults.extend(["drop", "drop"])  # the call and its own repetition

    begin_payment(order=order)
    assert world.attempt(order).state == AttemptState.OPENING
    world.page(order)

    assert len(world.stripe.books.intents) == 1
    assert world.attempt(order).state == AttemptState.OPEN


def test_the_event_makes_the_order_stand(world: World):
    order = world.place()
    world.pay(order)

    assert world.tell().content == b"paid\n"

    assert status(order) == "placed"
    assert world.attempt(order).received == order.total
    assert Payment.objects.get(order=order).state == Payment.State.CAPTURED
    assert confirmations(order) == 1


def test_events_in_any_order_and_repeated_lead_to_the_same_books(world: World):
    for turn in itertools.permutations(range(3)):
        order = world.place()
        books = world.stripe.books
        before = len(books.events) - 1
        books.decline(world.intent(order)["id"], "generic_decline")
        world.pay(order)
        three = books.events[before:]
        for place in (*turn, *turn):
            assert world.tell(three[place]).status_code == 200
        assert status(order) == "placed"
        assert confirmations(order) == 1
        assert world.attempt(order).received == order.total


def test_one_event_is_taken_once(world: World):
    order = world.place()
    world.pay(order)

    assert world.tell().content == b"paid\n"
    assert world.tell().content == b"known\n"

    assert CardEvent.objects.filter(kind="payment_intent.succeeded").count() == 1


@pytest.mark.parametrize("how", [{"secret": "whsec_other"}, {"at": 1_700_000_000}])
def test_a_bad_signature_or_an_old_one_changes_nothing(world: World, how):
    order = world.place()
    world.pay(order)

    assert world.tell(**how).status_code == 400

    assert status(order) == "pending"
    assert not CardEvent.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\xfe", b"[]", b'{"id": "evt_1"}'])
def test_a_body_that_is_no_event_is_refused(world: World, body):
    answer = world.client.post("/payments/stripe/events/", body, content_type="application/json")

    assert answer.status_code == 400


def test_an_event_comes_again_where_stripe_cannot_be_asked(world: World):
    order = world.place()
    world.pay(order)
    world.stripe.faults.extend(["500", "500"])

    assert world.tell().status_code == 503
    assert not CardEvent.objects.exists()

    assert world.tell().status_code == 200
    assert status(order) == "placed"


def test_an_event_of_a_kind_that_we_do_not_know_is_taken_and_left(world: World):
    event = world.stripe.books.event("customer.created", {"id": "cus_1", "object": "customer"})

    assert world.tell(event).content == b"not ours\n"


@pytest.mark.parametrize(
    "change",
    [{"amount": 1_000, "amount_received": 1_000}, {"currency": "usd"}, {"amount_received": 5}],
)
def test_another_amount_or_currency_changes_nothing_but_the_list_of_operators(world: World, change):
    order = world.place()
    world.pay(order)
    world.intent(order).update(change)

    assert world.tell().content == b"disagrees\n"

    assert status(order) == "pending"
    assert Discrepancy.objects.get().kind == Discrepancy.Kind.AMOUNT


def test_an_intent_of_another_order_pays_nothing(world: World):
    order, other = world.place(), world.place()
    world.pay(order)
    world.intent(order)["metadata"] = {
        "order": other.number,
        "attempt": world.attempt(other).public_id,
    }

    world.tell()

    assert status(order) == status(other) == "pending"
    assert Discrepancy.objects.get().kind == Discrepancy.Kind.OTHER_ORDER


def test_a_payment_that_no_order_knows_is_noted(world: World):
    made = world.stripe.books.new_intent({"amount": "9000", "currency": "vnd"})
    world.stripe.books.succeed(made["id"])

    assert world.tell().content == b"unknown\n"
    assert Discrepancy.objects.get().external_id == made["id"]


def test_coming_back_is_enough_where_the_event_never_comes(world: World):
    order = world.place()
    world.pay(order)

    answer = world.page(order, "return")

    assert answer.url == order.get_absolute_url()
    assert status(order) == "placed"
    assert confirmations(order) == 1


def test_neither_event_nor_buyer_comes_and_reconciliation_closes_it(world: World):
    order = world.place()
    world.pay(order)
    CardAttempt.objects.update(created_at=now() - datetime.timedelta(minutes=10))

    assert settle_open_attempts() == "1 looked at, 0 failed"
    assert status(order) == "placed"
    assert settle_open_attempts() == "0 looked at, 0 failed"


def test_the_nightly_comparison_finds_what_we_never_heard_of(world: World):
    order = world.place()
    world.pay(order)
    stray = world.stripe.books.new_intent({"amount": "7000", "currency": "vnd"})

    assert compare_books() == "1 paid, 1 unknown"
    assert status(order) == "placed"
    assert Discrepancy.objects.get().external_id == stray["id"]
    assert compare_books() == "1 known, 1 unknown"


def test_a_decline_is_told_in_words_and_the_same_attempt_can_be_paid(world: World):
    order = world.place()
    intent = world.intent(order)
    world.stripe.books.pay(intent["id"], NO_MONEY)
    world.tell()

    page = world.page(order).content.decode()
    assert "không đủ tiền" in page

    world.stripe.books.pay(intent["id"], GOOD)
    world.tell()
    assert status(order) == "placed"
    assert world.attempt(order).problem == ""
    assert len(world.stripe.books.intents) == 1


def test_the_cards_page_alone_may_load_stripes_script(world: World):
    order = world.place()

    page = world.page(order)
    elsewhere = world.client.get(order.get_absolute_url())

    assert world.stripe.url in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert world.stripe.url not in elsewhere.content.decode()
    assert "stripe" not in elsewhere["Content-Security-Policy"]


def test_the_page_stands_where_stripe_is_away_and_offers_to_try_again(world: World):
    order = world.place()
    world.stripe.faults.extend(["500", "500"])

    page = world.page(order)

    assert page.status_code == 200
    assert "card-form" not in page.content.decode()
    assert "card-form" in world.page(order).content.decode()


def test_the_hosted_page_replaces_the_form_and_closes_its_intent(world: World):
    order = world.place()
    first = world.attempt(order)

    answer = world.client.post(reverse("card:hosted", kwargs={"token": order.token}))

    (session,) = world.stripe.books.sessions.values()
    assert answer.url == session["url"]
    first.refresh_from_db()
    assert first.state == AttemptState.CANCELLED
    assert world.stripe.books.intents[first.intent_id]["status"] == "canceled"
    assert hosted_page(order=order) == session["url"]  # pressed twice: the same page
    world.stripe.books.pay_session(session["id"], DECLINED)
    world.stripe.books.pay_session(session["id"], GOOD)
    world.tell_all()
    assert status(order) == "placed"
    assert confirmations(order) == 1
    assert [one.state for one in Payment.objects.filter(order=order).order_by("attempt")] == [
        Payment.State.CANCELLED,
        Payment.State.CAPTURED,
    ]


def test_paid_on_our_page_while_the_hosted_one_is_asked_for(world: World):
    order = world.place()
    world.pay(order)

    answer = world.client.post(reverse("card:hosted", kwargs={"token": order.token}))

    assert answer.url == order.get_absolute_url()
    assert status(order) == "placed"
    assert world.stripe.books.sessions == {}


def test_paid_twice_goes_back_once(world: World):
    order = world.place()
    first = world.attempt(order)
    hosted_page(order=order)
    world.stripe.books.intents[first.intent_id]["status"] = "requires_payment_method"
    world.stripe.books.succeed(first.intent_id)
    (session,) = world.stripe.books.sessions
    world.stripe.books.pay_session(session, GOOD)

    world.tell_all()
    world.work()

    assert status(order) == "placed"
    back = list(world.stripe.books.refunds.values())
    assert [one["amount"] for one in back] == [order.total]
    assert confirmations(order) == 1


def test_paid_after_the_time_was_up_the_order_is_taken_up_again(world: World):
    order = world.place()
    world.expire(order)
    world.pay(order)
    assert expire_order(order=order)

    world.tell()

    assert status(order) == "placed"
    assert world.stripe.books.refunds == {}


def test_an_order_that_is_cancelled_before_it_was_paid_is_closed_at_stripe(world: World):
    order = world.place()

    cancel_order(order=order)
    world.work()

    assert world.intent(order)["status"] == "canceled"
    assert world.attempt(order).state == AttemptState.CANCELLED


def test_paid_at_the_moment_of_cancelling_goes_back_whole(world: World):
    order = world.place()
    cancel_order(order=order)
    world.pay(order)

    world.work()  # finds it paid instead of closing it
    world.work()

    assert status(order) == "cancelled"
    assert [one["amount"] for one in world.stripe.books.refunds.values()] == [order.total]


def test_the_card_has_a_least_and_a_most(world: World, settings):
    settings.CARD_MINIMUM, settings.CARD_MAXIMUM = 20_000, 5_000_000

    def obstacle(total: int) -> str:
        ways = {one.provider.code: one.obstacle for one in choices_for([], total=total)}
        return ways["card"]

    assert obstacle(20_000) == obstacle(5_000_000) == ""
    assert "20.000" in obstacle(19_999)
    assert "5.000.000" in obstacle(5_000_001)


def test_without_keys_the_method_is_not_offered_and_old_orders_keep_theirs(world: World, settings):
    order = world.place()
    world.pay(order)
    world.tell()
    settings.STRIPE_PUBLISHABLE_KEY = ""

    assert "card" not in [one.provider.code for one in choices_for([], total=50_000)]
    page = world.client.get(order.get_absolute_url())
    assert "Visa" in page.content.decode()


def test_without_a_webhook_secret_there_is_no_endpoint(world: World, settings):
    settings.STRIPE_WEBHOOK_SECRET = ""

    assert world.tell(world.stripe.books.event("x", {})).status_code == 404


def test_another_order_has_no_card_page(world: World, client):
    from tests.storefront.factories import make_order  # noqa: PLC0415

    order = make_order()

    for name in ("card:pay", "card:return"):
        assert client.get(reverse(name, kwargs={"token": order.token})).status_code == 404
    assert client.post(reverse("card:hosted", kwargs={"token": order.token})).status_code == 404
    assert not CardAttempt.objects.exists()


def test_opening_is_refused_by_nobody_twice(world: World):
    order = world.place()
    attempt = world.attempt(order)

    assert open_attempt(attempt=attempt).intent_id == attempt.intent_id
    assert len(world.stripe.books.intents) == 1
