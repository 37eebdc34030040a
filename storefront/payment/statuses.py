"""The states of a payment; the moves between them are in storefront.states.table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaymentState(models.TextChoices):
    CREATED = "created", _("awaiting payment")
    DUE = "due", _("due on delivery")
    CAPTURED = "captured", _("received")
    CANCELLED = "cancelled", _("cancelled")
