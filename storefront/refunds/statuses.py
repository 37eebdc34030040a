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


class RefundWay(models.TextChoices):
    """What becomes of a refund's money."""

    GOES = "goes", pgettext_lazy("refund", "goes back the way it was paid")
    #: By hand on the card provider's pages, or by a dispute that was lost.
    GONE = "gone", pgettext_lazy("refund", "had gone back already")
    #: A parcel came back whose price nobody had paid at the door.
    NEVER_CAME = "never", pgettext_lazy("refund", "was never paid")
