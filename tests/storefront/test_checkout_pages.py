"""Checkout as a guest on a phone without JavaScript meets it."""

import pytest

from storefront.order.models import Order
from tests.storefront.conftest import Shop
from tests.storefront.factories import make_basket, two_vendors

pytestmark = pytest.mark.django_db


def test_a_guest_orders_from_two_vendors_in_two_steps(shop: Shop, today) -> None:
    shop.carry(make_basket(*two_vendors()))

    page = shop.client.get("/checkout/")
    review = shop.to_review()
    response = shop.client.post("/checkout/review/", shop.agreement(review))

    assert page.status_code == review.status_code == 200
    order = Order.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/order/{order.token}/"
    assert order.status == "placed"
    assert order.guest_email == "hoa@example.vn"
    shown = shop.client.get(response["Location"])
    assert shown.status_code == 200
    assert order.number in shown.content.decode()
