from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from storefront.order.models import Order

from .statuses import PaymentState


class Payment(models.Model):
    """One attempt to pay one order through one provider; its state only moves forward."""

    State = PaymentState

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    attempt = models.PositiveSmallIntegerField(default=1)
    provider = models.CharField(_("provider"), max_length=20)
    amount = models.BigIntegerField(_("amount"))
    state = models.CharField(
        _("state"), max_length=10, choices=PaymentState, default=PaymentState.CREATED
    )
    external_id = models.CharField(max_length=120, null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        app_label = "payment"
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["order", "attempt"]
        constraints = [
            models.UniqueConstraint(fields=["order", "attempt"], name="payment_attempt_once"),
            models.UniqueConstraint(
                fields=["provider", "external_id"],
                condition=Q(external_id__isnull=False),
                name="payment_external_id_once",
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="payment_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.provider} {self.attempt}"


from oscar.apps.payment.models import *  # noqa: F403
