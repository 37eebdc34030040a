"""An order paid by card, its intent at the double, and events delivered to our endpoint."""

import datetime
from typing import Any

from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from marketplace.kernel.clock import now
from marketplace.kernel.ids import new_token
from storefront.cards.models import CardAttempt
from storefront.checkout.services import place_order
from storefront.order.models import Order
from storefront.payment.services import begin_payment
from tests.servers.stripe import StripeDouble
from tests.storefront.factories import BUYER, destination, make_basket, two_vendors

EVENTS = "/payments/stripe/events/"


class World:
    def __init__(self, stripe: StripeDouble, client: Client) -> None:
        self.stripe = stripe
        self.client = client

    def place(self, *, begun: bool = True) -> Order:
        """An order of two vendors, to be paid by card."""
        order = place_order(
            basket=make_basket(*two_vendors()),
            address=destination(),
            buyer_email=BUYER["email"],
            phone=BUYER["phone"],
            user=None,
            provider="card",
            checkout_key=new_token(),
            language="vi",
        )
        if begun:
            begin_payment(order=order)
        return order

    def attempt(self, order: Order) -> CardAttempt:
        return CardAttempt.objects.filter(payment__order=order).latest("pk")

    def intent(self, order: Order) -> dict[str, Any]:
        return self.stripe.books.intents[self.attempt(order).intent_id or ""]

    def pay(self, order: Order) -> None:
        """At the double; we know nothing of it yet."""
        self.stripe.books.succeed(self.intent(order)["id"])

    def tell(self, event: dict[str, Any] | None = None, **how: Any) -> Any:
        """Deliver an event, the last by default; how our endpoint answers."""
        body, signature = self.stripe.signed(event or self.stripe.books.events[-1], **how)
        return self.client.post(
            EVENTS,
            body,
            content_type="application/json",
            headers={"Stripe-Signature": signature},
        )

    def tell_all(self) -> list[int]:
        return [self.tell(event).status_code for event in list(self.stripe.books.events)]

    def expire(self, order: Order) -> None:
        Order.objects.filter(pk=order.pk).update(expires_at=now() - datetime.timedelta(minutes=1))

    def page(self, order: Order, name: str = "pay") -> Any:
        return self.client.get(reverse(f"card:{name}", kwargs={"token": order.token}))

    def work(self) -> None:
        """What the queue has to do about cards, now or later."""
        for waiting in DBTaskResult.objects.filter(
            status="READY", task_path__startswith="storefront.cards"
        ):
            DBTaskResult.objects.filter(pk=waiting.pk).delete()
            waiting.task.func(*waiting.args_kwargs["args"], **waiting.args_kwargs["kwargs"])
