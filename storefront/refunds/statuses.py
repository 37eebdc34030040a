"""The states of a refund; the moves between them are in storefront.states.table."""

from django.db import models
from django.utils.translation import pgettext_lazy


class RefundState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("refund", "waits for approval")
    APPROVED = "approved", pgettext_lazy("refund", "approved, to be paid back")
    SETTLED = "settled", pgettext_lazy("refund", "paid back")
    DECLINED = "declined", pgettext_lazy("refund", "declined")


#: What counts against what was sold.
HOLDING = (RefundState.PROPOSED, RefundState.APPROVED, RefundState.SETTLED)
#: What the buyer is owed, or has had.
GRANTED = (RefundState.APPROVED, RefundState.SETTLED)
