"""Nobody sells what is not there: many buyers at once, exactly as many orders as units (truth 5)."""

import pytest
from django.db.models import Sum
from django.urls import reverse

from storefront.checkout.services import LinesRefused
from storefront.order.models import Line, Order
from storefront.payment.models import Payment
from storefront.vendors.models import VendorOrder
from tests.concurrency.buyers import buyer, ordering
from tests.concurrency.threads import at_once
from tests.factories import make_pack, stock_of
from tests.storefront.factories import make_basket


def assert_books(pack, *, units: int, orders: int) -> None:
    """Orders, their parts, lines, payments and stock tell the same story."""
    assert Order.objects.count() == orders
    assert VendorOrder.objects.count() == orders
    assert Payment.objects.count() == orders
    assert Line.objects.aggregate(units=Sum("num_allocated"))["units"] == orders
    record = stock_of(pack)
    assert (record.num_in_stock, record.num_allocated) == (units, orders)


def sell_through_the_service(*, buyers: int, units: int) -> None:
    pack = make_pack(stock=units)
    answers = at_once([ordering(make_basket(pack)) for _ in range(buyers)])

    placed = [answer for answer in answers if isinstance(answer, Order)]
    refused = [answer for answer in answers if isinstance(answer, LinesRefused)]
    assert len(placed) + len(refused) == buyers, {repr(a) for a in answers}
    assert len({order.number for order in placed}) == len(placed) == units
    assert all(pack.parent.title in str(refusal) for refusal in refused)
    assert_books(pack, units=units, orders=units)


def sell_through_the_pages(*, buyers: int, units: int) -> None:
    pack = make_pack(stock=units)
    at_the_button = [buyer(pack) for _ in range(buyers)]
    answers = at_once([one.press for one in at_the_button])

    assert not [answer for answer in answers if isinstance(answer, Exception)]
    assert {answer.status for answer in answers} == {302}
    orders = [answer.led_to for answer in answers if answer.led_to.startswith("/order/")]
    basket = reverse("basket:summary")
    losers = [
        one for one, answer in zip(at_the_button, answers, strict=True) if answer.led_to == basket
    ]
    assert len(orders) + len(losers) == buyers
    assert len(set(orders)) == units
    assert_books(pack, units=units, orders=units)
    told = losers[0].client.get(basket)
    assert told.status_code == 200
    assert pack.parent.title in told.content.decode()
    assert "notice-error" in told.content.decode()
    assert losers[0].press().status == 302  # pressing once more is harmless
    assert Order.objects.count() == units


@pytest.mark.postgresql
@pytest.mark.parametrize("units", [1, 15])
def test_sixty_buyers_at_the_button_on_postgresql(on_postgresql, units):
    sell_through_the_pages(buyers=60, units=units)


@pytest.mark.postgresql
@pytest.mark.soak
@pytest.mark.parametrize("units", [1, 50])
def test_two_hundred_buyers_at_the_button_on_postgresql(on_postgresql, units):
    sell_through_the_pages(buyers=200, units=units)


@pytest.mark.postgresql
@pytest.mark.parametrize("units", [1, 10])
def test_forty_buyers_of_the_service_on_postgresql(on_postgresql, units):
    sell_through_the_service(buyers=40, units=units)


@pytest.mark.postgresql
@pytest.mark.soak
@pytest.mark.parametrize("units", [1, 50])
def test_two_hundred_buyers_of_the_service_on_postgresql(on_postgresql, units):
    sell_through_the_service(buyers=200, units=units)


@pytest.mark.parametrize("units", [1, 5])
def test_twenty_buyers_at_the_button_on_sqlite(on_sqlite, units):
    sell_through_the_pages(buyers=20, units=units)


@pytest.mark.parametrize("units", [1, 5])
def test_twenty_buyers_of_the_service_on_sqlite(on_sqlite, units):
    sell_through_the_service(buyers=20, units=units)
