"""Placing an order: one short transaction, then the payment (truths 5 and 6 of the design).

The prose is in docs/buying.md. In one transaction: the basket is frozen by a guarded UPDATE, every
line is looked at again, stock is reserved, the order with its vendors' parts, payment and expiry
is written. No mail and no network within. What fails leaves nothing behind; what succeeds is an
order even if the process dies on the next line.
"""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.kernel.clock import now, today
from marketplace.kernel.errors import MarketplaceError
from storefront.address.destination import Destination
from storefront.basket.contents import ContentLine, Contents, basket_contents
from storefront.basket.models import Basket
from storefront.invoices.details import InvoiceWords
from storefront.order.gifts import NOT_FROM_THE_RECEIVER, Gift
from storefront.order.models import Order
from storefront.order.utils import OutOfStock
from storefront.payment.cash_on_delivery import CashOnDelivery
from storefront.payment.providers import provider as provider_named
from storefront.shipping.budgets import DeliveryUsedUp
from storefront.shipping.tariffs import look_again

from .tasks import release_unpaid_order, resume_payment
from .writing import Agreement, write_order

#: The request that placed an order begins its payment; the queue does where that request died.
RESUME_AFTER = datetime.timedelta(minutes=1)
#: Oscar's columns hold twelve digits, two of them behind the point that the đồng has not.
MAX_TOTAL = 9_999_999_999


class CheckoutRefused(MarketplaceError):
    code = "checkout_refused"


class BasketEmpty(CheckoutRefused):
    code = "empty"


class LinesRefused(CheckoutRefused):
    """Some lines cannot be ordered (any more); the basket is open again and shows which."""

    code = "lines"

    def __init__(self, lines: Sequence[ContentLine]) -> None:
        titles = ", ".join(f"{line.title}: {line.words}" for line in lines)
        super().__init__(
            _("Nothing was ordered. Please look at your basket again. %(titles)s")
            % {"titles": titles}
        )
        self.lines = tuple(lines)


class AgeUnconfirmed(CheckoutRefused):
    """Alcohol is not sold to persons under 18 (Law 44/2019/QH14, Art. 5)."""

    code = "age"


class ReviewOutdated(CheckoutRefused):
    """Prices, certificates or delivery are no longer those that the buyer saw."""

    code = "outdated"


def place_order(
    *,
    basket: Basket,
    address: Destination,
    buyer_email: str,
    phone: str,
    user: Any,
    provider: str,
    checkout_key: str,
    language: str,
    reviewed: str | None = None,
    of_age: bool = False,
    invoice: InvoiceWords | None = None,
    gift: Gift | None = None,
) -> Order:
    """The pending order of this basket, its stock reserved until ``expires_at``.

    The same ``checkout_key``, or a basket that was ordered already, answers with the order that
    exists. ``reviewed`` is the fingerprint of the contents that the buyer agreed to, None where
    nobody looked. ``of_age`` is the buyer's word to be 18 or older, without which no alcohol is
    ordered. ``invoice`` is asked of every seller, ``gift`` leaves prices off the packing slips.
    Raises LinesRefused naming every line that falls short, ReviewOutdated, AgeUnconfirmed,
    BasketEmpty, CheckoutRefused; then nothing has changed.
    """
    existing = Order.objects.filter(checkout_key=checkout_key).first()
    if existing is not None:
        return existing
    payment_provider = provider_named(provider)
    agreement = Agreement(
        address=address,
        email=buyer_email,
        phone=phone,
        user=user if getattr(user, "is_authenticated", False) else None,
        payment_method=payment_provider.code,
        checkout_key=checkout_key,
        language=language,
        of_age=of_age,
        invoice=invoice,
        gift=gift,
    )
    try:
        return _place(basket, agreement, reviewed=reviewed)
    except IntegrityError:
        # Another basket under the same key, at the same moment.
        winner = Order.objects.filter(checkout_key=checkout_key).first()
        if winner is None:
            raise
        return winner


def _place(basket: Basket, agreement: Agreement, *, reviewed: str | None) -> Order:
    with translation.override(agreement.language), transaction.atomic(durable=True):
        if not _freeze(basket):
            return _order_of(basket)
        contents = _agreed_contents(basket, agreement, reviewed=reviewed)
        try:
            order = write_order(basket, contents, agreement)
        except DeliveryUsedUp as refusal:
            raise ReviewOutdated(str(refusal)) from refusal
        except OutOfStock as shortage:
            raise LinesRefused(
                [
                    replace(line, left=shortage.left[line.line.stockrecord_id])
                    for line in contents.lines
                    if line.line.stockrecord_id in shortage.left
                ]
            ) from shortage
        resume_payment.using(run_after=now() + RESUME_AFTER).enqueue(order.pk)
        release_unpaid_order.using(run_after=order.expires_at).enqueue(order.pk)
    return order


def _freeze(basket: Basket) -> bool:
    """Only one request freezes a basket; a roll-back is what thaws it."""
    return bool(
        Basket.objects.filter(pk=basket.pk, status=Basket.OPEN).update(
            status=Basket.SUBMITTED, date_submitted=now()
        )
    )


def _order_of(basket: Basket) -> Order:
    order = Order.objects.filter(basket_id=basket.pk).first() if basket.pk else None
    if order is None:
        raise BasketEmpty(_("Your basket is empty."))
    return order


def _agreed_contents(basket: Basket, agreement: Agreement, *, reviewed: str | None) -> Contents:
    look_again()
    contents = basket_contents(
        basket,
        on=today(),
        destination=agreement.address.province,
        commune=agreement.address.commune,
        email=agreement.email,
        phone=agreement.phone,
    )
    if contents.is_empty:
        raise BasketEmpty(_("Your basket is empty."))
    if contents.blocked:
        raise LinesRefused(contents.blocked)
    if reviewed is not None and reviewed != contents.fingerprint:
        raise ReviewOutdated(
            _("Something changed since you looked. Please check prices and delivery once more.")
        )
    if contents.asks_age and not agreement.of_age:
        raise AgeUnconfirmed(_("Alcohol is sold to adults only."))
    obstacle = provider_named(agreement.payment_method).obstacle(
        contents.vendors, total=contents.total
    )
    if obstacle:
        raise CheckoutRefused(obstacle, code="provider")
    if agreement.gift and agreement.payment_method == CashOnDelivery.code:
        raise CheckoutRefused(str(NOT_FROM_THE_RECEIVER), code="provider")
    if contents.total > MAX_TOTAL:
        raise CheckoutRefused(
            _("This order is too large for the shop. Please ask the sellers for an offer."),
            code="too_large",
        )
    return contents
