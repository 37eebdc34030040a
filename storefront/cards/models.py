"""What is written down about card payments: attempts, what came, what goes back, what is disputed.

Amounts are whole đồng: VND has no decimals at Stripe either.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.ids import new_public_id
from storefront.payment.models import Payment
from storefront.vendors.models import VendorOrder

from .statuses import AttemptState, RefundState


class CardAttempt(models.Model):
    """One attempt at Stripe: an intent paid on our page, or a session of its hosted page."""

    class Kind(models.TextChoices):
        ELEMENT = "element", _("on our page")
        HOSTED = "hosted", _("on the provider's page")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    payment = models.OneToOneField(Payment, on_delete=models.PROTECT, related_name="card")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.ELEMENT)
    intent_id = models.CharField(max_length=80, unique=True, null=True, editable=False)
    session_id = models.CharField(max_length=120, unique=True, null=True, editable=False)
    amount = models.BigIntegerField(_("amount"))
    state = models.CharField(
        _("state"), max_length=10, choices=AttemptState, default=AttemptState.OPENING
    )
    received = models.BigIntegerField(_("received"), default=0)
    #: Refunds that did not fail, asked for or done, and what lost disputes took.
    promised_back = models.BigIntegerField(_("goes back"), default=0)
    #: Stripe's code of the last decline, such as insufficient_funds.
    problem = models.CharField(_("last problem"), max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("card payment")
        verbose_name_plural = _("card payments")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(received=0) | Q(received=F("amount")), name="cards_all_or_nothing"
            ),
            models.CheckConstraint(
                condition=Q(promised_back__gte=0) & Q(promised_back__lte=F("received")),
                name="cards_never_more_back_than_came",
            ),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="cards_by_state")]

    def __str__(self) -> str:
        return f"{self.payment} {self.state}"

    @property
    def left(self) -> int:
        """What could still be paid back."""
        return self.received - self.promised_back


class CardRefund(models.Model):
    """Money that goes back to a card; written before Stripe is asked, once per cause."""

    attempt = models.ForeignKey(CardAttempt, on_delete=models.PROTECT, related_name="refunds")
    vendor_order = models.ForeignKey(
        VendorOrder, null=True, on_delete=models.PROTECT, related_name="card_refunds"
    )
    amount = models.BigIntegerField(_("amount"))
    #: What it is for, unique within the attempt, and Stripe's idempotency key with it.
    cause = models.CharField(max_length=60)
    state = models.CharField(
        _("state"), max_length=6, choices=RefundState, default=RefundState.ASKED
    )
    external_id = models.CharField(max_length=80, unique=True, null=True, editable=False)
    problem = models.CharField(_("problem"), max_length=120, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("refund to a card")
        verbose_name_plural = _("refunds to cards")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["attempt", "cause"], name="cards_refund_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="cards_refund_of_something"),
        ]

    def __str__(self) -> str:
        return f"{self.attempt_id} {self.cause} {self.state}"


class CardDispute(models.Model):
    """A card's holder denies a payment at the bank; until it is closed its money is not settled."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        WON = "won", _("decided for us")
        LOST = "lost", _("decided for the card's holder")

    attempt = models.ForeignKey(CardAttempt, on_delete=models.PROTECT, related_name="disputes")
    external_id = models.CharField(max_length=80, unique=True)
    amount = models.BigIntegerField(_("amount"))
    reason = models.CharField(_("reason"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=4, choices=State, default=State.OPEN)
    #: What the bank took of what was left, once it was lost; counts in the attempt's promised_back.
    taken = models.BigIntegerField(_("taken by the bank"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(taken__gte=0), name="cards_dispute_not_negative")
        ]
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.external_id} {self.state}"


class CardShare(models.Model):
    """Which vendor's part bears money that left the gateway past our books, as an operator said.

    Of a refund made by hand on the provider's pages, or of a lost dispute; its shares sum to it.
    """

    refund = models.ForeignKey(
        CardRefund, null=True, on_delete=models.PROTECT, related_name="shares"
    )
    dispute = models.ForeignKey(
        CardDispute, null=True, on_delete=models.PROTECT, related_name="shares"
    )
    vendor_order = models.ForeignKey(
        VendorOrder, on_delete=models.PROTECT, related_name="card_shares"
    )
    amount = models.BigIntegerField(_("amount"))
    #: Of it, what the marketplace bears: the vendor's sale stands.
    borne = models.BigIntegerField(_("borne by the marketplace"), default=0)

    class Meta:
        verbose_name = _("share of money that left the gateway")
        verbose_name_plural = _("shares of money that left the gateway")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="cards_share_of_something"),
            models.CheckConstraint(
                condition=Q(borne__gte=0, borne__lte=F("amount")), name="cards_share_borne_of_it"
            ),
            models.CheckConstraint(
                condition=Q(refund__isnull=True) ^ Q(dispute__isnull=True),
                name="cards_share_of_one",
            ),
            models.UniqueConstraint(
                fields=["refund", "vendor_order"], name="cards_refund_share_once"
            ),
            models.UniqueConstraint(
                fields=["dispute", "vendor_order"], name="cards_dispute_share_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.vendor_order_id} {self.amount}"


class CardEvent(models.Model):
    """One webhook event that was taken, so that it is taken once."""

    external_id = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=80)
    about = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=40)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("event of the card provider")
        verbose_name_plural = _("events of the card provider")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.outcome}"


class Discrepancy(models.Model):
    """Stripe and our books disagree; nothing was changed, a person looks at it."""

    class Kind(models.TextChoices):
        UNKNOWN = "unknown", _("a payment that no order knows")
        AMOUNT = "amount", _("another amount or currency")
        OTHER_ORDER = "order", _("a payment of another order")
        REFUNDS = "refunds", _("refunds that differ")

    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    external_id = models.CharField(_("id at the provider"), max_length=80)
    attempt = models.ForeignKey(
        CardAttempt, null=True, on_delete=models.PROTECT, related_name="discrepancies"
    )
    theirs = models.CharField(_("the provider says"), max_length=120)
    ours = models.CharField(_("our books say"), max_length=120, blank=True)
    settled_at = models.DateTimeField(_("settled"), null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("disagreement with the card provider")
        verbose_name_plural = _("disagreements with the card provider")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "external_id"], name="cards_disagree_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.external_id}"
