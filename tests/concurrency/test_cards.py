"""The same news of one payment from all sides at once; a button pressed by two hands."""

from functools import partial

import pytest

from storefront.cards import stripe_api
from storefront.cards.models import CardAttempt, CardEvent
from storefront.cards.services.events import take_event
from storefront.cards.services.opening import current_attempt, hosted_page, open_attempt
from storefront.cards.services.settling import settle
from storefront.cards.statuses import AttemptState
from storefront.order.models import Order, OrderMail
from storefront.order.services import cancel_order, expire_order
from storefront.payment.models import Payment
from tests.concurrency.threads import at_once
from tests.servers.stripe import StripeDouble
from tests.storefront.cards.world import World

ROUNDS = 3
MANY = 6


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request):
    request.getfixturevalue(request.param)


@pytest.fixture
def world(database, stripe_account: StripeDouble, client) -> World:
    return World(stripe_account, client)


def event_of(world: World) -> stripe_api.Event:
    last = world.stripe.books.events[-1]
    return stripe_api.Event(
        id=last["id"], kind=last["type"], object_id=last["data"]["object"]["id"]
    )


def test_one_event_many_times_at_once_and_the_buyers_return_make_one_placed_order(world: World):
    for _round in range(ROUNDS):
        order = world.place()
        world.pay(order)
        event = event_of(world)
        found = stripe_api.intent(event.object_id)
        calls = [partial(take_event, event=event)] * MANY + [partial(settle, intent=found)] * MANY

        answers = at_once(calls)

        assert not [one for one in answers if isinstance(one, Exception)], answers
        assert answers.count("paid") == 1
        order.refresh_from_db()
        assert order.status == "placed"
        assert CardEvent.objects.filter(external_id=event.id).count() <= 1
        mails = OrderMail.objects.filter(order=order, kind="confirmed", vendor_order=None)
        assert mails.count() == 1


def test_many_hands_open_one_intent_and_one_hosted_page(world: World):
    order = world.place(begun=False)

    opened = at_once([lambda: open_attempt(attempt=current_attempt(order))] * MANY)

    assert len(world.stripe.books.intents) == 1
    assert [one for one in opened if isinstance(one, CardAttempt)]
    pages = at_once([lambda: hosted_page(order=Order.objects.get(pk=order.pk))] * 2)
    assert len({page for page in pages if isinstance(page, str)}) == 1
    assert len(world.stripe.books.sessions) == 1
    assert Payment.objects.filter(order=order).count() == 2


@pytest.mark.parametrize("end", [cancel_order, expire_order])
def test_paid_at_the_moment_of_the_end_is_either_sold_or_paid_back(world: World, end):
    for _round in range(ROUNDS):
        order = world.place()
        world.expire(order)
        world.pay(order)
        event = event_of(world)

        same = Order.objects.get(pk=order.pk)
        at_once([partial(take_event, event=event), partial(end, order=same)])
        world.work()

        order.refresh_from_db()
        attempt = world.attempt(order)
        assert attempt.state == AttemptState.SUCCEEDED
        gone_back = sum(one["amount"] for one in world.stripe.books.refunds_of(attempt.intent_id))
        assert gone_back == (0 if order.status == "placed" else order.total)
