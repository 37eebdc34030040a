"""The states of a card payment's attempt and of a refund to a card."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    OPENING = "opening", _("being opened")
    OPEN = "open", _("awaiting the card")
    SUCCEEDED = "succeeded", _("received")
    CANCELLED = "cancelled", _("cancelled")


class RefundState(models.TextChoices):
    ASKED = "asked", _("to be asked of the provider")
    SENT = "sent", _("on its way")
    DONE = "done", _("paid back")
    FAILED = "failed", _("refused by the provider")
