"""The states of a card payment's attempt and of a refund, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    OPENING = "opening", _("being opened")
    OPEN = "open", _("awaiting the card")
    SUCCEEDED = "succeeded", _("received")
    CANCELLED = "cancelled", _("cancelled")


ATTEMPT_MOVES: dict[str, frozenset[str]] = {
    AttemptState.OPENING: frozenset(
        {AttemptState.OPEN, AttemptState.SUCCEEDED, AttemptState.CANCELLED}
    ),
    AttemptState.OPEN: frozenset({AttemptState.SUCCEEDED, AttemptState.CANCELLED}),
    AttemptState.SUCCEEDED: frozenset(),
    # Given up by us, and paid at the same moment all the same: the money is real.
    AttemptState.CANCELLED: frozenset({AttemptState.SUCCEEDED}),
}


class RefundState(models.TextChoices):
    ASKED = "asked", _("to be asked of the provider")
    SENT = "sent", _("on its way")
    DONE = "done", _("paid back")
    FAILED = "failed", _("refused by the provider")


REFUND_MOVES: dict[str, frozenset[str]] = {
    RefundState.ASKED: frozenset({RefundState.SENT, RefundState.DONE, RefundState.FAILED}),
    RefundState.SENT: frozenset({RefundState.DONE, RefundState.FAILED}),
    # A bank may send money back days after it was booked (closed card).
    RefundState.DONE: frozenset({RefundState.FAILED}),
    RefundState.FAILED: frozenset(),
}
