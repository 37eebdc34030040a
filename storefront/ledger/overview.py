"""Payouts as operators see them."""

from dataclasses import dataclass

from django.db.models import Count, Sum

from marketplace.accounts.models import User
from marketplace.kernel.errors import NotAllowed

from .accounts import Account
from .due import VendorDue, due
from .models import Entry, Payout, PayoutRun
from .roles import APPROVE, MAKE, VIEW, may
from .statuses import PayoutState, RunState

#: Runs on the page, newest first.
_RUNS = 30


@dataclass(frozen=True)
class Overview:
    """``figures`` are balances by account as people count them, in đồng."""

    figures: list[tuple[str, int]]
    due: list[VendorDue]
    runs: list[PayoutRun]
    may_make: bool

    @property
    def has_payable(self) -> bool:
        return any(one.is_payable for one in self.due)

    @property
    def payable_total(self) -> int:
        """What a run of everybody payable would send, in đồng."""
        return sum(one.amount for one in self.due if one.is_payable)

    @property
    def awaiting(self) -> list[PayoutRun]:
        """Runs that nobody has decided on."""
        return [run for run in self.runs if run.state == RunState.MADE]


@dataclass(frozen=True)
class RunPage:
    run: PayoutRun
    payouts: list[Payout]
    may_approve: bool
    may_drop: bool

    @property
    def total(self) -> int:
        return sum(payout.amount for payout in self.payouts)

    @property
    def at_bank(self) -> list[Payout]:
        """Those of an approved run of which the bank has said nothing yet."""
        return [payout for payout in self.payouts if payout.state == PayoutState.SENT]


def overview(user: User) -> Overview:
    """Six queries, however many vendors. NotAllowed without the permission."""
    _require(user)
    sums = dict(Entry.objects.order_by().values_list("account").annotate(Sum("amount")))
    figures = [
        (str(account.label), sign * sums.get(account, 0))
        for account, sign in (
            (Account.GATEWAY, 1),
            (Account.UNDERWAY, -1),
            (Account.TAX, -1),
            (Account.COMMISSION, -1),
        )
    ]
    runs = PayoutRun.objects.select_related("made_by", "approved_by").annotate(
        total=Sum("payouts__amount"), vendors=Count("payouts")
    )
    return Overview(figures, due(), list(runs.order_by("-pk")[:_RUNS]), may(user, MAKE))


def run_of(user: User, public_id: str) -> RunPage:
    """One run; four queries. PayoutRun.DoesNotExist, NotAllowed."""
    _require(user)
    run = PayoutRun.objects.select_related("made_by", "approved_by").get(public_id=public_id)
    payouts = (
        Payout.objects.filter(run=run)
        .select_related("vendor")
        .annotate(orders=Count("items", distinct=True))
        .prefetch_related("results")
        .order_by("pk")
    )
    waits = run.state == RunState.MADE
    return RunPage(
        run,
        list(payouts),
        may_approve=waits and may(user, APPROVE) and run.made_by_id != user.pk,
        may_drop=waits and may(user, MAKE),
    )


def _require(user: User) -> None:
    if not may(user, VIEW):
        raise NotAllowed("")
