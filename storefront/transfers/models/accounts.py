from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.kernel.ids import new_public_id
from storefront.payment.vietqr import BANKS, Bank, Payee
from storefront.transfers.statuses import AccountState


class BankAccount(models.Model):
    """Where a vendor is paid. A change is a new row, so that the history stays."""

    State = AccountState

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="bank_accounts")
    bank_bin = models.CharField(_("bank"), max_length=6)
    number = models.CharField(_("account number"), max_length=19)
    holder = models.CharField(_("account holder, as at the bank"), max_length=70)
    state = models.CharField(
        _("state"), max_length=8, choices=AccountState, default=AccountState.WAITING
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    retired_at = models.DateTimeField(null=True, blank=True)
    #: Counted up by each import: the UPDATE keeps two imports of one account apart.
    imports = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        app_label = "transfers"
        verbose_name = _("bank account")
        verbose_name_plural = _("bank accounts")
        ordering = ["vendor", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor"], condition=Q(state="verified"), name="transfers_one_account"
            ),
            models.UniqueConstraint(
                fields=["vendor"], condition=Q(state="waiting"), name="transfers_one_waiting"
            ),
            models.CheckConstraint(
                condition=Q(state__in=AccountState.values), name="transfers_account_state"
            ),
            models.CheckConstraint(
                condition=~Q(state="verified") | Q(verified_at__isnull=False),
                name="transfers_verified_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bank.name} {self.number}"

    @property
    def bank(self) -> Bank:
        return BANKS[self.bank_bin]

    @property
    def payee(self) -> Payee:
        return Payee(self.bank_bin, self.number)
