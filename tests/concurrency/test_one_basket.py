"""One basket submitted several times at once is one order, and everybody is led to it."""

import pytest
from django.urls import reverse

from storefront.cards.models import CardAttempt
from storefront.order.models import Order
from storefront.payment.models import Payment
from tests.concurrency.buyers import buyer, ordering
from tests.concurrency.threads import at_once
from tests.factories import make_pack, stock_of
from tests.storefront.factories import make_basket


@pytest.fixture(params=["on_postgresql", "on_sqlite"])
def database(request):
    """The same on both."""
    request.getfixturevalue(request.param)


@pytest.fixture
def pack(database):
    return make_pack(stock=10)


def assert_one_order(pack) -> None:
    assert Order.objects.count() == 1
    assert Payment.objects.count() == 1
    assert stock_of(pack).num_allocated == 2


def test_three_presses_of_one_form(pack):
    one = buyer((pack, 2))

    answers = at_once([one.press, one.again().press, one.again().press])

    order = Order.objects.get()
    assert [(answer.status, answer.led_to) for answer in answers] == [
        (302, order.get_absolute_url())
    ] * 3
    assert_one_order(pack)
    assert order.status == "placed"


def test_three_presses_and_a_retry_by_card_are_one_order_and_one_intent(pack, stripe_account):
    one = buyer((pack, 2), way="card")

    answers = at_once([one.press, one.again().press, one.again().press])
    retry = one.again().press()

    order = Order.objects.get()
    assert {answer.status for answer in (*answers, retry)} == {302}
    led = {answer.led_to for answer in (*answers, retry)}
    assert led <= {reverse("card:pay", kwargs={"token": order.token}), order.get_absolute_url()}
    assert_one_order(pack)
    (intent,) = stripe_account.books.intents.values()
    assert intent["amount"] == order.total
    attempt = CardAttempt.objects.get()
    assert (attempt.state, attempt.intent_id) == ("open", intent["id"])


def test_three_tabs_with_a_form_of_their_own(pack):
    basket = make_basket((pack, 2))

    answers = at_once([ordering(basket) for _ in range(3)])

    assert {answer.pk for answer in answers} == {Order.objects.get().pk}
    assert_one_order(pack)


def test_a_basket_of_the_last_units_does_not_refuse_its_own_twin(database):
    pack = make_pack(stock=2)
    one = buyer((pack, 2))

    answers = at_once([one.press, one.again().press, one.again().press])

    assert {answer.led_to for answer in answers} == {Order.objects.get().get_absolute_url()}
    assert_one_order(pack)
