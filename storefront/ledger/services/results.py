"""What the bank did: a file taken whole or not at all, and twice without effect."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit
from storefront.ledger.accounts import Account, PostingKind
from storefront.ledger.bank_file import Answer
from storefront.ledger.errors import ResultsRefused
from storefront.ledger.models import BankResult, Payout, PayoutItem
from storefront.ledger.roles import MAKE, require
from storefront.ledger.statuses import PayoutState
from storefront.ledger.tasks import send_payout_mail
from storefront.states.moving import move_row
from storefront.states.table import Mover

from .posting import post


@dataclass(frozen=True)
class Outcome:
    """How many payouts were paid, came back (payable again), and were known already."""

    paid: int
    back: int
    known: int


def take_results(*, answers: list[Answer], acting_user: User) -> Outcome:
    """Paid: the gateway has less. Refused, or returned after it was paid: payable again.

    ResultsRefused for a reference that no payout at the bank has, and for a payment of what was
    refused before; then nothing was written.
    """
    require(acting_user, MAKE)
    with transaction.atomic():
        payouts = {
            payout.reference: payout
            for payout in Payout.objects.select_for_update(of=("self",))
            .filter(reference__in=[answer.reference for answer in answers])
            .select_related("vendor")
            .prefetch_related("items__vendor_order")
            .order_by("pk")
        }
        done = [_take(payouts.get(one.reference), one, acting_user) for one in answers]
    return Outcome(done.count("paid"), done.count("back"), done.count("known"))


def _take(payout: Payout | None, answer: Answer, acting_user: User) -> str:
    if payout is None or payout.state in (PayoutState.MADE, PayoutState.DROPPED):
        raise ResultsRefused(
            _("Nothing was taken: no payout at the bank has the reference %(reference)s.")
            % {"reference": answer.reference},
            code="unknown",
        )
    state = PayoutState(payout.state)
    if answer.is_paid and state in (PayoutState.PAID, PayoutState.RETURNED):
        return "known"
    if not answer.is_paid and state in (PayoutState.REFUSED, PayoutState.RETURNED):
        return "known"
    if answer.is_paid and state == PayoutState.REFUSED:
        raise ResultsRefused(
            _("Nothing was taken: %(reference)s was refused before; a person must look at it.")
            % {"reference": answer.reference},
            code="contradicts",
        )
    result = BankResult.objects.create(
        payout=payout,
        is_paid=answer.is_paid,
        bank_id=answer.bank_id,
        reason=answer.reason,
        imported_by=acting_user,
    )
    if answer.is_paid:
        _paid(payout)
    else:
        _back(payout, was_paid=state == PayoutState.PAID)
    audit.record(
        action=f"payout.{payout.state}",
        target=payout,
        acting_user=acting_user,
        reference=payout.reference,
        amount=payout.amount,
    )
    send_payout_mail.enqueue(result.pk)
    return "paid" if answer.is_paid else "back"


def _paid(payout: Payout) -> None:
    move_row(payout, to=PayoutState.PAID, by=Mover.OPERATOR)
    post(
        kind=PostingKind.PAYOUT_PAID,
        occasion=f"payout_paid:{payout.reference}",
        vendor=payout.vendor,
        legs=[
            (Account.UNDERWAY, None, payout.amount),
            *((Account.GATEWAY, item.vendor_order, -item.amount) for item in payout.items.all()),
        ],
    )
    PayoutItem.objects.filter(payout=payout).update(is_open=False)


def _back(payout: Payout, *, was_paid: bool) -> None:
    """Payable again; where it had been paid the gateway holds it again."""
    move_row(
        payout,
        to=PayoutState.RETURNED if was_paid else PayoutState.REFUSED,
        by=Mover.OPERATOR,
    )
    items = payout.items.all()
    hand = (
        [(Account.GATEWAY, item.vendor_order, item.amount) for item in items]
        if was_paid
        else [(Account.UNDERWAY, None, payout.amount)]
    )
    post(
        kind=PostingKind.PAYOUT_BACK,
        occasion=f"payout_back:{payout.reference}",
        vendor=payout.vendor,
        legs=[*((Account.VENDOR, item.vendor_order, -item.amount) for item in items), *hand],
    )
    PayoutItem.objects.filter(payout=payout).update(is_open=False)
