"""Payouts: chosen, approved by a second person, sent to the bank, and what the bank said."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.kernel.ids import new_public_id
from storefront.payment.vietqr import BANKS
from storefront.vendors.models import VendorOrder

from .references import new_payout_reference
from .statuses import PayoutState, RunState


class PayoutRun(models.Model):
    """What one bank file pays. Who made it does not approve it; the database holds to that."""

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    state = models.CharField(_("state"), max_length=8, choices=RunState, default=RunState.MADE)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "ledger"
        verbose_name = _("payout run")
        verbose_name_plural = _("payout runs")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=RunState.values), name="ledger_known_run_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.APPROVED)
                | (Q(approved_by__isnull=False) & Q(approved_at__isnull=False)),
                name="ledger_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")),
                name="ledger_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Payout(models.Model):
    """One transfer to one vendor, to the account as it stood when the run was made."""

    run = models.ForeignKey(PayoutRun, on_delete=models.PROTECT, related_name="payouts")
    vendor = models.ForeignKey(Vendor, on_delete=models.PROTECT, related_name="payouts")
    #: Stands in the bank's description; the results are known by it.
    reference = models.CharField(
        max_length=12, unique=True, editable=False, default=new_payout_reference
    )
    amount = models.BigIntegerField(_("amount"))
    bank_bin = models.CharField(_("bank"), max_length=6)
    account_number = models.CharField(_("account number"), max_length=19)
    holder = models.CharField(_("account holder"), max_length=70)
    state = models.CharField(
        _("state"), max_length=8, choices=PayoutState, default=PayoutState.MADE
    )

    class Meta:
        app_label = "ledger"
        verbose_name = _("payout")
        verbose_name_plural = _("payouts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "vendor"], name="ledger_one_payout_per_vendor"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="ledger_payout_of_something"),
            models.CheckConstraint(
                condition=Q(state__in=PayoutState.values), name="ledger_known_payout_state"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def bank_reason(self) -> str:
        """Why the bank sent it back, where it said so last; empty where it was paid."""
        answers = list(self.results.all())
        return answers[-1].reason if answers and not answers[-1].is_paid else ""

    @property
    def bank_name(self) -> str:
        return BANKS[self.bank_bin].name


class PayoutItem(models.Model):
    """A vendor's order in a payout: negative where something has to come back from the vendor.

    Open from the choosing until the bank has answered; an order has one open item at most, so
    that no two runs pay it.
    """

    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="items")
    vendor_order = models.ForeignKey(
        VendorOrder, on_delete=models.PROTECT, related_name="payout_items"
    )
    amount = models.BigIntegerField(_("amount"))
    is_open = models.BooleanField(default=True)

    class Meta:
        app_label = "ledger"
        verbose_name = _("order in a payout")
        verbose_name_plural = _("orders in payouts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vendor_order"], condition=Q(is_open=True), name="ledger_paid_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.vendor_order} {self.amount}"


class BankResult(models.Model):
    """What the bank said of a payout, once per file's row; kept as it came."""

    payout = models.ForeignKey(Payout, on_delete=models.PROTECT, related_name="results")
    is_paid = models.BooleanField(_("paid"))
    bank_id = models.CharField(_("the bank's number"), max_length=80, blank=True)
    reason = models.CharField(_("reason"), max_length=255, blank=True)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "ledger"
        verbose_name = _("answer of the bank")
        verbose_name_plural = _("answers of the bank")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["payout", "is_paid", "bank_id"], name="ledger_result_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.payout} {self.is_paid}"
