"""From a basket to an order: one transaction, exact amounts, once."""

import pytest

from storefront.checkout.services import place_order
from storefront.order.models import Order
from storefront.payment.models import Payment
from storefront.vendors.models import VendorOrder
from tests.factories import stock_of
from tests.storefront.factories import BUYER, destination, make_basket, two_vendors

pytestmark = pytest.mark.django_db


def place(basket, *, key: str = "key-1", **values) -> Order:
    return place_order(
        **{
            "basket": basket,
            "address": destination(),
            "buyer_email": BUYER["email"],
            "phone": BUYER["phone"],
            "user": None,
            "provider": "cod",
            "checkout_key": key,
            "language": "vi",
        }
        | values
    )


def test_an_order_is_written_with_its_parts_stock_and_payment(today) -> None:
    packs = two_vendors()
    basket = make_basket(*packs)

    order = place(basket)

    assert order.status == "pending"
    assert order.goods_total == 62_000 * 2 + 45_000 + 180_000
    parts = list(VendorOrder.objects.filter(order=order).order_by("pk"))
    assert [part.number for part in parts] == [f"{order.number}-1", f"{order.number}-2"]
    assert [part.goods_total for part in parts] == [169_000, 180_000]
    assert sum(part.total for part in parts) == order.total
    assert order.total == order.goods_total + order.shipping_total
    payment = Payment.objects.get(order=order)
    assert (payment.amount, payment.state) == (order.total, "created")
    assert [stock_of(pack).num_allocated for pack, _quantity in packs] == [2, 1, 1]
    basket.refresh_from_db()
    assert basket.status == "Submitted"
