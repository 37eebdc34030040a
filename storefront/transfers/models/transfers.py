from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.ids import new_public_id
from storefront.payment.vietqr import BANKS, Bank, Payee
from storefront.transfers.references import new_reference
from storefront.transfers.statuses import TransferState
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus

from .accounts import BankAccount

#: A vendor's order that is over: what came for it belongs to the buyer.
OVER = (VendorOrderStatus.CANCELLED, VendorOrderStatus.EXPIRED)


class Transfer(models.Model):
    """What a buyer is to transfer for one vendor's order, to the account as it was told then.

    Amounts are whole đồng. ``received`` is the sum of the bank transactions matched to it.
    """

    State = TransferState

    vendor_order = models.OneToOneField(
        VendorOrder, on_delete=models.PROTECT, related_name="transfer"
    )
    reference = models.CharField(max_length=12, unique=True, editable=False, default=new_reference)
    amount = models.BigIntegerField(_("amount"))
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="transfers")
    bank_bin = models.CharField(max_length=6)
    account_number = models.CharField(max_length=19)
    holder = models.CharField(max_length=70)
    state = models.CharField(
        _("state"), max_length=8, choices=TransferState, default=TransferState.AWAITING
    )
    received = models.BigIntegerField(_("received"), default=0)
    refunded = models.BigIntegerField(_("paid back"), default=0)
    #: What the vendor no longer claims of the amount: refunds by line.
    given_up = models.BigIntegerField(_("given up"), default=0)
    #: The buyer's word that it is on its way; no proof.
    claimed_at = models.DateTimeField(null=True, blank=True)
    #: The vendor's word that it has come, where no statement shows it (yet).
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    confirmed_note = models.CharField(max_length=255, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "transfers"
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gte=0, received__gte=0, refunded__gte=0),
                name="transfers_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(given_up__gte=0, given_up__lte=F("amount")),
                name="transfers_given_up_within_amount",
            ),
            models.CheckConstraint(
                condition=Q(state__in=TransferState.values), name="transfers_known_state"
            ),
        ]
        indexes = [models.Index(fields=["account", "state"], name="transfers_by_account")]

    def __str__(self) -> str:
        return self.reference

    @property
    def bank(self) -> Bank:
        return BANKS[self.bank_bin]

    @property
    def payee(self) -> Payee:
        return Payee(self.bank_bin, self.account_number)

    @property
    def held(self) -> int:
        """What the vendor has of the buyer's: by its statements, or by its own word."""
        return max(self.received, self.amount) if self.confirmed_at else self.received

    @property
    def missing(self) -> int:
        return max(0, self.amount - self.held)

    @property
    def is_over(self) -> bool:
        return self.vendor_order.status in OVER

    @property
    def owed(self) -> int:
        """What the vendor owes back: excess and refunds, or all of it where the order is over."""
        due = self.held if self.is_over else self.held - self.amount + self.given_up
        return max(0, due - self.refunded)


class Refund(models.Model):
    """Money that a vendor paid back to the buyer, with the number of the bank's transaction."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    transfer = models.ForeignKey(Transfer, on_delete=models.PROTECT, related_name="refunds")
    amount = models.BigIntegerField(_("amount"))
    paid_on = models.DateField(_("paid on"))
    proof = models.CharField(_("the bank's transaction number"), max_length=120)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "transfers"
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        ordering = ["transfer", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfers_refund_positive"),
            models.CheckConstraint(condition=~Q(proof=""), name="transfers_refund_has_proof"),
            models.UniqueConstraint(fields=["transfer", "proof"], name="transfers_refund_once"),
        ]

    def __str__(self) -> str:
        return f"{self.transfer} −{self.amount}"
