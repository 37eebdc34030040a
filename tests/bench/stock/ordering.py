"""Orders at stock Oscar: a guest with two packs at the last page of its checkout presses the button."""

import itertools
import time

from django.test import Client
from oscar.core.loading import get_model

_ADDRESS = {
    "first_name": "Hoa",
    "last_name": "Nguyen",
    "line1": "5 Hang Bong",
    "line4": "Ha Noi",
    "postcode": "SW1A 1AA",
}


class Ordering:
    """Every order takes the next two products, so that none is sold out."""

    def __init__(self) -> None:
        get_model("address", "Country").objects.create(
            iso_3166_1_a2="GB", printable_name="Here", is_shipping_country=True
        )
        products = get_model("catalogue", "Product").objects.order_by("pk")
        self._turns = itertools.cycle(products)

    def press(self) -> float:
        """Milliseconds from the button to its answer, mail and all."""
        client = Client()
        for _line in range(2):
            product = next(self._turns)
            client.post(f"/basket/add/{product.pk}/", {"quantity": 1})
        guest = {"username": "hoa@example.vn", "options": "anonymous"}
        self._led(client.post("/checkout/", guest))
        self._led(client.post("/checkout/shipping-address/", _ADDRESS))
        for page in ("shipping-method", "payment-method"):
            self._led(client.get(f"/checkout/{page}/"))
        assert client.get("/checkout/preview/").status_code == 200
        began = time.perf_counter()
        answer = client.post("/checkout/preview/", {"action": "place_order"})
        spent = (time.perf_counter() - began) * 1000
        assert answer["Location"] == "/checkout/thank-you/", answer["Location"]
        return spent

    @staticmethod
    def _led(answer: object) -> None:
        assert answer.status_code == 302, answer.content.decode()[:2000]  # type: ignore[attr-defined]
