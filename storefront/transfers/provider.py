"""VietQR transfer as a way to pay: from the buyer's bank to each vendor's, nothing in between."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.partner.models import Vendor
from storefront.order.models import Order
from storefront.payment.models import Payment
from storefront.payment.providers import PaymentStart
from storefront.vendors.models import VendorOrder

from .models import BankAccount, Transfer
from .selectors import CODE
from .services.owing import tell_owed
from .services.settling import lock_transfers
from .services.transfers import prepare_transfers
from .statuses import AccountState, TransferState


class VietQRTransfer:
    code = CODE
    name = gettext_lazy("Bank transfer (VietQR)")
    explanation = gettext_lazy(
        "You transfer to each seller's own account; a QR code for each fills everything in."
    )

    def is_offered(self) -> bool:
        return True

    def window(self) -> datetime.timedelta:
        return datetime.timedelta(hours=settings.TRANSFER_WINDOW_HOURS)

    def obstacle(self, vendors: Sequence[Vendor], *, total: int) -> str:
        """One query. Every vendor needs an account in use; the sentence names those without."""
        known = set(
            BankAccount.objects.filter(vendor__in=vendors, state=AccountState.VERIFIED).values_list(
                "vendor_id", flat=True
            )
        )
        without = [vendor.name for vendor in vendors if vendor.pk not in known]
        if not without:
            return ""
        return _("not yet taken by %(vendors)s.") % {"vendors": ", ".join(without)}

    def prepare(self, payment: Payment) -> None:
        prepare_transfers(order=payment.order)

    def start(self, payment: Payment) -> PaymentStart:
        """The order's page tells how to pay; received is it once every seller has its share."""
        open_ones = Transfer.objects.filter(
            vendor_order__order=payment.order_id, state=TransferState.AWAITING
        )
        if open_ones.exists():
            return PaymentStart(
                state=Payment.State.CREATED, redirect_to=payment.order.get_absolute_url()
            )
        return PaymentStart(state=Payment.State.CAPTURED)

    def hold(self, order: Order) -> None:
        lock_transfers(order.pk)

    def ended(self, parts: Sequence[VendorOrder]) -> None:
        tell_owed(parts)

    def give_back(self, part: VendorOrder, *, amount: int, cause: str) -> bool:
        """It joins what the vendor owes back, on its worklist."""
        mine = Transfer.objects.filter(
            vendor_order=part, state=TransferState.PAID, amount__gte=F("given_up") + amount
        )
        return bool(mine.update(given_up=F("given_up") + amount))
