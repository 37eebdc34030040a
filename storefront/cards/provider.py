"""A card as a way to pay: through Stripe, for buyers abroad; offered where the operator has keys."""

import datetime
import logging
from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.partner.models import Vendor
from marketplace.kernel.money import dong
from storefront.order.models import Order
from storefront.payment.models import Payment
from storefront.payment.providers import PaymentStart
from storefront.vendors.models import VendorOrder

from .offer import is_offered
from .selectors import METHOD, is_frozen
from .services.opening import open_attempt, prepare_attempt
from .services.refunding import promise_back, refund_parts
from .services.settling import lock_attempts
from .statuses import AttemptState
from .stripe_api import CardServiceAway, CardServiceRefused

logger = logging.getLogger(__name__)


class CardPayment:
    code = METHOD
    name = gettext_lazy("Card (Visa, Mastercard, JCB …)")
    explanation = gettext_lazy(
        "You pay all sellers at once through Stripe; this shop never sees your card's number."
    )

    def is_offered(self) -> bool:
        return is_offered()

    def window(self) -> datetime.timedelta:
        return datetime.timedelta(minutes=settings.ORDER_PAYMENT_MINUTES)

    def obstacle(self, vendors: Sequence[Vendor], *, total: int) -> str:
        """Cards have a least and a most; beyond, a transfer is the way."""
        if not is_offered():
            return _("not offered at the moment.")
        if total < settings.CARD_MINIMUM:
            return _("from %(amount)s on.") % {"amount": dong(settings.CARD_MINIMUM)}
        if total > settings.CARD_MAXIMUM:
            return _("up to %(amount)s only; a bank transfer takes more.") % {
                "amount": dong(settings.CARD_MAXIMUM)
            }
        return ""

    def prepare(self, payment: Payment) -> None:
        prepare_attempt(payment=payment)

    def start(self, payment: Payment) -> PaymentStart:
        """Have an intent and lead to the card's page, which opens it where Stripe is away now."""
        attempt = payment.card
        if attempt.state == AttemptState.SUCCEEDED:
            return PaymentStart(state=Payment.State.CAPTURED)
        try:
            open_attempt(attempt=attempt)
        except (CardServiceAway, CardServiceRefused):
            logger.warning("attempt %s could not be opened", attempt.public_id, exc_info=True)
        return PaymentStart(
            state=Payment.State.CREATED,
            redirect_to=reverse("card:pay", kwargs={"token": payment.order.token}),
        )

    def hold(self, order: Order) -> None:
        lock_attempts(order.pk)

    def ended(self, parts: Sequence[VendorOrder]) -> None:
        """What came goes back; what is still open at Stripe is closed by the queue."""
        from .tasks import close_attempt  # noqa: PLC0415 - tasks read services

        if not parts:
            return
        attempts = lock_attempts(parts[0].order_id)
        refund_parts(parts, attempts)
        for attempt in attempts:
            if attempt.state in (AttemptState.OPENING, AttemptState.OPEN):
                close_attempt.enqueue(attempt.pk)

    def give_back(self, part: VendorOrder, *, amount: int, cause: str) -> bool:
        """To the card that paid; not while its holder disputes the payment at the bank."""
        if is_frozen(part.order):
            return False
        return any(
            promise_back(attempt=attempt, amount=amount, cause=cause, vendor_order=part)
            for attempt in lock_attempts(part.order_id)
            if attempt.state == AttemptState.SUCCEEDED
        )
