from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signing import Signer
from django.test import Client

from storefront.basket.models import Basket

DELIVERY = {
    "name": "Nguyễn Thị Hoa",
    "phone": "0987 654 321",
    "email": "hoa@example.vn",
    "province": "01",
    "commune": "phường Ba Đình",
    "street": "5 ngõ 12 Hàng Bông",
    "note": "Gọi trước khi giao",
}


class Shop:
    """A buyer's browser without JavaScript: keeps cookies, posts forms, follows nothing by itself."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def carry(self, basket: Basket) -> None:
        """As if the packs of ``basket`` had been put in from this browser."""
        self.client.cookies["oscar_open_basket"] = Signer().sign(basket.pk)

    def to_payment(self, **changes: Any) -> Any:
        response = self.client.post("/checkout/", DELIVERY | changes)
        assert response.status_code == 302, response.content.decode()
        assert response["Location"] == "/checkout/payment/"
        return self.client.get("/checkout/payment/")

    def to_review(self, *, provider: str = "cod", **changes: Any) -> Any:
        self.to_payment(**changes)
        response = self.client.post("/checkout/payment/", {"provider": provider})
        assert response.status_code == 302, response.content.decode()
        assert response["Location"] == "/checkout/review/"
        return self.client.get("/checkout/review/")

    def agreement(self, review: Any) -> dict[str, Any]:
        """The review page's form as its button would send it."""
        return dict(review.context["form"].initial)

    def order(self, **changes: Any) -> Any:
        return self.client.post("/checkout/review/", self.agreement(self.to_review(**changes)))


@pytest.fixture
def shop(client: Client) -> Iterator[Shop]:
    return Shop(client)
