"""The states of a transfer and of an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TransferState(models.TextChoices):
    """Whether what a vendor's order costs has come. That the order is over says the order itself."""

    AWAITING = "awaiting", _("awaiting the transfer")
    PAID = "paid", _("received")


class AccountState(models.TextChoices):
    WAITING = "waiting", _("waiting for confirmation")
    VERIFIED = "verified", _("in use")
    RETIRED = "retired", _("no longer in use")
