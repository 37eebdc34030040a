"""The states of a transfer and of an account, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TransferState(models.TextChoices):
    """Whether what a vendor's order costs has come. That the order is over says the order itself."""

    AWAITING = "awaiting", _("awaiting the transfer")
    PAID = "paid", _("received")


#: Forward only, but for one step: a match that is taken back before the order stands.
TRANSFER_MOVES: dict[str, frozenset[str]] = {
    TransferState.AWAITING: frozenset({TransferState.PAID}),
    TransferState.PAID: frozenset({TransferState.AWAITING}),
}


class AccountState(models.TextChoices):
    WAITING = "waiting", _("waiting for confirmation")
    VERIFIED = "verified", _("in use")
    RETIRED = "retired", _("no longer in use")


ACCOUNT_MOVES: dict[str, frozenset[str]] = {
    AccountState.WAITING: frozenset({AccountState.VERIFIED, AccountState.RETIRED}),
    AccountState.VERIFIED: frozenset({AccountState.RETIRED}),
    AccountState.RETIRED: frozenset(),
}
