"""The states of payout runs and payouts; storefront.states has the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    MADE = "made", _("awaits approval")
    APPROVED = "approved", _("approved")
    DROPPED = "dropped", _("thrown away")


class PayoutState(models.TextChoices):
    MADE = "made", _("awaits approval")
    SENT = "sent", _("at the bank")
    PAID = "paid", _("paid")
    REFUSED = "refused", _("refused by the bank")
    RETURNED = "returned", _("came back after it was paid")
    DROPPED = "dropped", _("thrown away")
