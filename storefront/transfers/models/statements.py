from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.partner.models import Vendor
from marketplace.kernel.ids import new_public_id

from .accounts import BankAccount
from .transfers import Transfer


class StatementLayout(models.Model):
    """Which column of a bank's file means what, as this vendor once said."""

    vendor = models.ForeignKey(Vendor, on_delete=models.CASCADE, related_name="statement_layouts")
    #: The folded titles of the columns: the next file of that kind is known by them.
    signature = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    class Meta:
        app_label = "transfers"
        verbose_name = _("layout of a statement")
        verbose_name_plural = _("layouts of statements")
        constraints = [
            models.UniqueConstraint(
                fields=["vendor", "signature"], name="transfers_layout_once_per_vendor"
            )
        ]

    def __str__(self) -> str:
        return f"{self.vendor} {self.signature[:8]}"


class Statement(models.Model):
    """A file of a bank, tried and perhaps taken.

    ``cells`` hold the file's rows until they are taken or thrown away, and are emptied then: of
    the vendor's other business nothing is kept but the money that came in.
    """

    class State(models.TextChoices):
        TRIED = "tried", _("looked at, not taken")
        TAKEN = "taken", _("taken")
        DROPPED = "dropped", _("thrown away")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="statements")
    filename = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.TRIED)
    cells = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    fresh = models.PositiveIntegerField(_("new"), default=0)
    known = models.PositiveIntegerField(_("known already"), default=0)
    outgoing = models.PositiveIntegerField(_("outgoing"), default=0)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "transfers"
        verbose_name = _("bank statement")
        verbose_name_plural = _("bank statements")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.filename


class BankTransaction(models.Model):
    """Money that came into a vendor's account, once however often statements show it.

    Known again by the bank's own number with day and amount (some banks count anew each day), else
    by ``base`` (a digest of account, day, amount and description) and the running number among
    equals.
    """

    class MatchedBy(models.TextChoices):
        REFERENCE = "reference", _("by its reference")
        HAND = "hand", _("by hand")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    account = models.ForeignKey(BankAccount, on_delete=models.PROTECT, related_name="transactions")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="transactions")
    booked_on = models.DateField(_("day"))
    booked_at = models.CharField(_("time"), max_length=8, blank=True)
    amount = models.BigIntegerField(_("amount"))
    description = models.CharField(_("description"), max_length=500, blank=True)
    payer = models.CharField(_("from"), max_length=120, blank=True)
    bank_id = models.CharField(_("the bank's number"), max_length=80, blank=True)
    base = models.CharField(max_length=64, editable=False)
    number = models.PositiveSmallIntegerField(default=1, editable=False)
    transfer = models.ForeignKey(
        Transfer, null=True, blank=True, on_delete=models.PROTECT, related_name="transactions"
    )
    matched_by = models.CharField(max_length=10, choices=MatchedBy, blank=True)
    matched_at = models.DateTimeField(null=True, blank=True)
    #: Not for an order, the vendor says.
    is_aside = models.BooleanField(default=False)

    class Meta:
        app_label = "transfers"
        verbose_name = _("bank transaction")
        verbose_name_plural = _("bank transactions")
        ordering = ["-booked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "base", "number"], name="transfers_transaction_once"
            ),
            models.UniqueConstraint(
                fields=["account", "booked_on", "bank_id", "amount"],
                condition=~Q(bank_id=""),
                name="transfers_bank_number_once_a_day",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfers_incoming_only"),
            models.CheckConstraint(
                condition=Q(transfer__isnull=True) | Q(is_aside=False),
                name="transfers_matched_or_aside",
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "-booked_on"],
                condition=Q(transfer__isnull=True, is_aside=False),
                name="transfers_unmatched",
            )
        ]

    def __str__(self) -> str:
        return f"{self.booked_on} {self.amount}"
