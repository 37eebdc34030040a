"""Cash on delivery: each parcel is paid to its carrier; nothing is captured before."""

from django.utils.translation import gettext_lazy as _

from .models import Payment
from .providers import PaymentStart


class CashOnDelivery:
    code = "cod"
    name = _("Cash on delivery")
    explanation = _("You pay the carrier when a parcel arrives, each seller's parcel on its own.")

    def start(self, payment: Payment) -> PaymentStart:
        """Due at the door from the first moment; there is nobody to ask."""
        return PaymentStart(state=Payment.State.DUE)
