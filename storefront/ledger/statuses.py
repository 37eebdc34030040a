"""The states of payout runs and payouts, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    MADE = "made", _("awaits approval")
    APPROVED = "approved", _("approved")
    DROPPED = "dropped", _("thrown away")


RUN_MOVES: dict[str, frozenset[str]] = {
    RunState.MADE: frozenset({RunState.APPROVED, RunState.DROPPED}),
    RunState.APPROVED: frozenset(),
    RunState.DROPPED: frozenset(),
}


class PayoutState(models.TextChoices):
    MADE = "made", _("awaits approval")
    SENT = "sent", _("at the bank")
    PAID = "paid", _("paid")
    REFUSED = "refused", _("refused by the bank")
    RETURNED = "returned", _("came back after it was paid")
    DROPPED = "dropped", _("thrown away")


PAYOUT_MOVES: dict[str, frozenset[str]] = {
    PayoutState.MADE: frozenset({PayoutState.SENT, PayoutState.DROPPED}),
    PayoutState.SENT: frozenset({PayoutState.PAID, PayoutState.REFUSED}),
    # The receiving bank may send it back days later (closed account).
    PayoutState.PAID: frozenset({PayoutState.RETURNED}),
    PayoutState.REFUSED: frozenset(),
    PayoutState.RETURNED: frozenset(),
    PayoutState.DROPPED: frozenset(),
}
