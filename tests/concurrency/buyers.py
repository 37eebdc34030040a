"""Buyers with a filled basket each, through the service and through the pages."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse

from catalog.catalogue.models import Product
from marketplace.kernel.clock import today
from marketplace.kernel.ids import new_token
from storefront.basket.contents import basket_contents
from storefront.basket.models import Basket
from storefront.checkout import session as kept
from storefront.checkout.services import place_order
from storefront.order.models import Order
from tests.storefront.factories import BUYER, destination, make_basket


def ordering(basket: Basket, *, checkout_key: str = "", way: str = "cod") -> Callable[[], Order]:
    """A call that orders the basket through the service, read afresh as a request reads it."""
    key = checkout_key or new_token()
    address = destination()

    def order() -> Order:
        return place_order(
            basket=Basket.objects.get(pk=basket.pk),
            address=address,
            buyer_email=BUYER["email"],
            phone=BUYER["phone"],
            user=None,
            provider=way,
            checkout_key=key,
            language="vi",
        )

    return order


def placing(basket: Basket, email: str) -> Callable[[], Order]:
    """As ``ordering``, by a guest with this address who has reviewed the sums when this is called."""
    address = destination()
    seen = basket_contents(
        basket,
        on=today(),
        destination=address.province,
        commune=address.commune,
        email=email,
    ).fingerprint

    def place() -> Order:
        return place_order(
            basket=basket,
            address=destination(),
            buyer_email=email,
            phone="",
            user=None,
            provider="cod",
            checkout_key=new_token(),
            language="vi",
            reviewed=seen,
        )

    return place


@dataclass(frozen=True)
class Page:
    """Where a press of the button led: a status, and the address of a redirect."""

    status: int
    led_to: str


@dataclass(frozen=True)
class Buyer:
    """A guest's browser on the review page, everything agreed, about to press the button."""

    client: Client
    form: dict[str, str]

    def press(self) -> Page:
        answer = self.client.post(reverse("checkout:review"), self.form)
        return Page(answer.status_code, answer.headers.get("Location", ""))

    def again(self) -> "Buyer":
        """The same page in another tab."""
        twin = Client(raise_request_exception=False)
        twin.cookies = self.client.cookies
        return Buyer(client=twin, form=self.form)


def buyer(*packs: tuple[Product, int] | Product, way: str = "cod") -> Buyer:
    """A browser with these packs in its basket and the first two pages of the checkout behind it."""
    basket = make_basket(*packs)
    client = Client(raise_request_exception=False)
    client.cookies[settings.OSCAR_BASKET_COOKIE_OPEN] = Signer().sign(basket.pk)
    session = client.session
    address = destination()
    kept.remember(
        session, typed={"phone": BUYER["phone"], "email": BUYER["email"]}, destination=address
    )
    kept.remember_wishes(session, provider=way, invoice=None, gift=None)
    session.save()
    contents = basket_contents(basket, on=today(), destination=address.province)
    details = kept.details(session)
    assert details is not None
    return Buyer(
        client=client,
        form={
            "checkout_key": details.checkout_key,
            "reviewed": contents.fingerprint,
            "seen": details.fingerprint,
        },
    )
