"""Orders paid by card, by what the provider would say of them."""

from catalog.catalogue.models import Product
from marketplace.kernel.ids import new_token
from storefront.cards.models import CardAttempt, CardRefund
from storefront.cards.services.refunding import promise_back, settle_refund
from storefront.cards.services.settling import settle
from storefront.cards.stripe_api import CURRENCY, Intent, Refunded
from storefront.checkout.services import place_order
from storefront.order.models import Order
from storefront.vendors.models import VendorOrder
from tests.storefront.factories import BUYER, destination, make_basket


def place(*packs: tuple[Product, int] | Product) -> Order:
    return place_order(
        basket=make_basket(*packs),
        address=destination(),
        buyer_email=BUYER["email"],
        phone=BUYER["phone"],
        user=None,
        provider="card",
        checkout_key=new_token(),
        language="vi",
    )


def pay(order: Order) -> Order:
    """The gateway has the money."""
    attempt = CardAttempt.objects.filter(payment__order=order).latest("pk")
    settle(
        intent=Intent(
            id=f"pi_{attempt.public_id}",
            client_secret="",
            amount=attempt.amount,
            received=attempt.amount,
            currency=CURRENCY,
            status="succeeded",
            order=order.number,
            attempt=attempt.public_id,
            problem="",
        )
    )
    order.refresh_from_db()
    return order


def paid(*packs: tuple[Product, int] | Product) -> Order:
    return pay(place(*packs))


def answer(refund: CardRefund, *, status: str = "succeeded") -> None:
    """What the gateway says of a refund."""
    settle_refund(
        found=Refunded(
            id=f"re_{refund.pk}",
            intent_id=refund.attempt.intent_id or "",
            amount=refund.amount,
            status=status,
            problem="",
        ),
        refund=refund,
    )


def pay_back(part: VendorOrder, amount: int, *, cause: str) -> None:
    """The gateway has given so much back to the card."""
    attempt = CardAttempt.objects.filter(payment__order=part.order_id).latest("pk")
    refund = promise_back(attempt=attempt, amount=amount, cause=cause, vendor_order=part)
    assert refund is not None
    answer(refund)
