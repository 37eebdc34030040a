"""Which money belongs to which transfer: by its reference, else by somebody's hand.

Where a transaction goes is decided by its own description alone, so the order in which statements
are read makes no difference. Each match is a transaction of its own; one that was left undone is
made up for by the queue.
"""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit
from marketplace.kernel.clock import now
from storefront.order.models import OrderMail
from storefront.order.services import write_parcel_mail
from storefront.order.statuses import OrderStatus
from storefront.transfers.errors import MatchRefused
from storefront.transfers.models import BankTransaction, Transfer
from storefront.transfers.references import references_in
from storefront.vendors.roles import MONEY_ROLES, require_role

from .settling import lock_transfers, settle

_CHUNK = 500
#: An order that stands on its payments: none of them is taken away.
_STANDS = (OrderStatus.PLACED, OrderStatus.COMPLETED)


def match_open(*, account_id: int) -> int:
    """Match every transaction of the account that names exactly one transfer of its vendor."""
    waiting = list(
        BankTransaction.objects.filter(account=account_id, transfer__isnull=True, is_aside=False)
        .select_related("account")
        .order_by("booked_on", "pk")
    )
    matched = 0
    for start in range(0, len(waiting), _CHUNK):
        chunk = waiting[start : start + _CHUNK]
        for money, transfer in _named(chunk):
            try:
                match(money=money, transfer=transfer)
            except MatchRefused:
                continue  # somebody else has just done it
            matched += 1
    return matched


def match(
    *, money: BankTransaction, transfer: Transfer, acting_user: User | None = None
) -> Transfer:
    """The transaction counts for the transfer; by hand where somebody acts.

    NotAllowed without the role; MatchRefused where the two are of different vendors or the
    transaction is matched already, also at this very moment.
    """
    part = transfer.vendor_order
    if part.vendor_id != money.account.vendor_id:
        raise MatchRefused(_("This is another shop's."), code="foreign")
    if acting_user is not None:
        require_role(role_in(acting_user, part.vendor.organisation), MONEY_ROLES)
    by_hand = acting_user is not None
    how = BankTransaction.MatchedBy.HAND if by_hand else BankTransaction.MatchedBy.REFERENCE
    with transaction.atomic():
        lock_transfers(part.order_id)
        mine = BankTransaction.objects.filter(
            pk=money.pk, transfer__isnull=True, is_aside=False
        ).update(transfer=transfer, matched_by=how, matched_at=now())
        if not mine:
            raise MatchRefused(_("This money is matched already."), code="matched")
        audit.record(
            action="transfer.matched",
            target=transfer,
            acting_user=acting_user,
            reference=transfer.reference,
            transaction=money.public_id,
            amount=money.amount,
            how=how.value,
        )
        settled = {one.pk: one for one in settle(order_id=part.order_id)}[transfer.pk]
        _tell(settled, money)
    return settled


def unmatch(*, money: BankTransaction, acting_user: User) -> None:
    """Take a match back; refused where an order that stands would no longer be paid."""
    require_role(role_in(acting_user, money.account.vendor.organisation), MONEY_ROLES)
    transfer = money.transfer
    if transfer is None:
        raise MatchRefused(_("This money is not matched."), code="unmatched")
    with transaction.atomic():
        now_ = {one.pk: one for one in lock_transfers(transfer.vendor_order.order_id)}[transfer.pk]
        _refuse_unless_free(now_, money)
        mine = BankTransaction.objects.filter(pk=money.pk, transfer=transfer).update(
            transfer=None, matched_by="", matched_at=None
        )
        if not mine:
            raise MatchRefused(_("This money is not matched."), code="unmatched")
        audit.record(
            action="transfer.unmatched",
            target=transfer,
            acting_user=acting_user,
            reference=transfer.reference,
            transaction=money.public_id,
            amount=money.amount,
        )
        settle(order_id=transfer.vendor_order.order_id)


def set_aside(*, money: BankTransaction, is_aside: bool, acting_user: User) -> None:
    """The vendor says that this money is (not) for an order."""
    require_role(role_in(acting_user, money.account.vendor.organisation), MONEY_ROLES)
    with transaction.atomic():
        mine = BankTransaction.objects.filter(
            pk=money.pk, transfer__isnull=True, is_aside=not is_aside
        ).update(is_aside=is_aside)
        if mine:
            audit.record(
                action="bank_transaction.set_aside" if is_aside else "bank_transaction.taken_up",
                target=money,
                acting_user=acting_user,
                amount=money.amount,
            )


def _named(chunk: Sequence[BankTransaction]) -> list[tuple[BankTransaction, Transfer]]:
    words = {money.pk: references_in(money.description) for money in chunk}
    wanted = set().union(*words.values()) if words else set()
    if not wanted:
        return []
    known = {
        transfer.reference: transfer
        for transfer in Transfer.objects.filter(
            reference__in=wanted, vendor_order__vendor=chunk[0].account.vendor_id
        ).select_related("vendor_order__vendor__organisation")
    }
    found = []
    for money in chunk:
        named = [known[word] for word in words[money.pk] if word in known]
        if len(named) == 1:
            found.append((money, named[0]))
    return found


def _refuse_unless_free(transfer: Transfer, money: BankTransaction) -> None:
    left = transfer.held - money.amount if not transfer.confirmed_at else transfer.held
    over = transfer.is_over
    stands = transfer.vendor_order.order.status in _STANDS and not over
    if stands and left < transfer.amount:
        raise MatchRefused(
            _("The order stands because of this payment. Call the order off first."),
            code="stands",
        )
    due = left if over else max(0, left - transfer.amount + transfer.given_up)
    if transfer.refunded > due:
        raise MatchRefused(_("Of this money something was paid back already."), code="refunded")


def _tell(transfer: Transfer, money: BankTransaction) -> None:
    """The buyer hears of what is missing or owed; once for each transaction."""
    if transfer.owed:
        kind = OrderMail.Kind.OWED
    elif transfer.missing:
        kind = OrderMail.Kind.SHORT
    else:
        return
    write_parcel_mail(transfer.vendor_order, kind=kind, occasion=money.public_id)
