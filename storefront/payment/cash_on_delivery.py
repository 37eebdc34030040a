"""Cash on delivery: each parcel is paid to its carrier; nothing is captured before."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from storefront.order.models import Order
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus

from .models import Payment
from .providers import PaymentStart


class CashOnDelivery:
    code = "cod"
    name = _("Cash on delivery")
    explanation = _("You pay the carrier when a parcel arrives, each seller's parcel on its own.")

    def is_offered(self) -> bool:
        return True

    def window(self) -> datetime.timedelta:
        return datetime.timedelta(minutes=settings.ORDER_PAYMENT_MINUTES)

    def obstacle(self, vendors: Sequence[Vendor], *, total: int) -> str:
        return ""

    def prepare(self, payment: Payment) -> None:
        """Nothing: the carrier collects."""

    def start(self, payment: Payment) -> PaymentStart:
        """Due at the door from the first moment; there is nobody to ask."""
        return PaymentStart(state=Payment.State.DUE)

    def hold(self, order: Order) -> None:
        """Nothing has come."""

    def ended(self, parts: Sequence[VendorOrder]) -> None:
        """Nothing is owed."""

    def give_back(self, part: VendorOrder, *, amount: int, cause: str) -> bool:
        """The vendor has what the carrier collected, and hands it back itself."""
        return part.status == VendorOrderStatus.DELIVERED
