"""Transfers as their buyer and their vendor see them.

The buyer's begin with an order that is already theirs to see; the vendor's with the user's place at
the vendor: another's is Vendor.DoesNotExist and the like (a 404), a missing role NotAllowed (403).
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.functions import Greatest

from marketplace.accounts.models import User
from marketplace.kernel.clock import now
from storefront.order.models import Order
from storefront.order.statuses import OrderStatus
from storefront.vendors.roles import ACCOUNT_ROLES, MONEY_ROLES
from storefront.vendors.selectors import Desk, desk_for

from .models import BankAccount, BankTransaction, Statement, Transfer
from .models.transfers import OVER
from .paging import KeyPage, key_page
from .statuses import AccountState, TransferState

#: The way to pay as the order keeps it.
CODE = "vietqr"
#: Rows of a list on one page.
ON_A_PAGE = 50
#: Money with suggestions, each of which is compared with every awaited transfer.
TO_MATCH = 20


@dataclass(frozen=True)
class HowToPay:
    """What an order's page says about its transfers; ``left`` is None where nothing is awaited."""

    order: Order
    transfers: tuple[Transfer, ...]
    left: datetime.timedelta | None

    @property
    def is_waiting(self) -> bool:
        return self.order.status == OrderStatus.PENDING

    @property
    def open(self) -> list[Transfer]:
        return [one for one in self.transfers if one.state == TransferState.AWAITING]

    @property
    def owed(self) -> int:
        return sum(one.owed for one in self.transfers)


def how_to_pay(order: Order) -> HowToPay | None:
    """None for an order that is paid in another way. One query, none for those."""
    if order.payment_method != CODE:
        return None
    transfers = tuple(
        Transfer.objects.filter(vendor_order__order=order)
        .select_related("vendor_order__vendor", "vendor_order__order")
        .order_by("pk")
    )
    if not transfers:
        return None
    ends = order.expires_at if order.status == OrderStatus.PENDING else None
    left = max(ends - now(), datetime.timedelta(0)) if ends else None
    return HowToPay(order=order, transfers=transfers, left=left)


def transfer_of(order: Order, reference: str) -> Transfer:
    """One transfer of the order. Transfer.DoesNotExist for any other."""
    return Transfer.objects.select_related("vendor_order__vendor", "vendor_order__order").get(
        vendor_order__order=order, reference=reference
    )


@dataclass(frozen=True)
class AccountPage:
    desk: Desk
    current: BankAccount | None
    waiting: BankAccount | None
    former: list[BankAccount]


def account_page_for(user: User, vendor_public_id: str) -> AccountPage:
    """The vendor's account with its history; owners only. Two queries."""
    desk = desk_for(user, vendor_public_id, allowed=ACCOUNT_ROLES)
    accounts = list(
        BankAccount.objects.filter(vendor=desk.vendor)
        .select_related("created_by", "verified_by")
        .order_by("-pk")
    )
    by_state = {account.state: account for account in accounts}
    return AccountPage(
        desk=desk,
        current=by_state.get(AccountState.VERIFIED),
        waiting=by_state.get(AccountState.WAITING),
        former=[one for one in accounts if one.state == AccountState.RETIRED],
    )


def money_desk_for(user: User, vendor_public_id: str) -> Desk:
    """The user's place at the vendor's money."""
    return desk_for(user, vendor_public_id, allowed=MONEY_ROLES)


def accounts_for(desk: Desk) -> QuerySet[BankAccount]:
    """The accounts whose statements may be read: the one in use first, then former ones."""
    return (
        BankAccount.objects.filter(vendor=desk.vendor)
        .exclude(verified_at__isnull=True)
        .order_by(Case(When(state=AccountState.VERIFIED, then=0), default=1), "-pk")
    )


def transfers_for(desk: Desk) -> QuerySet[Transfer]:
    """Every transfer to the vendor, newest first."""
    return (
        Transfer.objects.filter(vendor_order__vendor=desk.vendor)
        .select_related("vendor_order__vendor", "vendor_order__order__shipping_address")
        .order_by("-pk")
    )


def open_rows(desk: Desk) -> QuerySet[Transfer]:
    """Those that are awaited, claimed ones first: the buyer says that the money is on its way."""
    return (
        transfers_for(desk)
        .filter(state=TransferState.AWAITING, vendor_order__status="pending")
        .order_by(F("claimed_at").asc(nulls_last=True), "pk")
    )


def open_page(desk: Desk, *, after: str = "") -> KeyPage[Transfer]:
    """A page of ``open_rows``."""
    return key_page(
        open_rows(desk),
        order=("claimed_at", "pk"),
        key="reference",
        after=after,
        limit=ON_A_PAGE,
        among=transfers_for(desk),
    )


def owing(transfers: QuerySet[Transfer]) -> QuerySet[Transfer]:
    """Those of which something is owed back (``Transfer.owed``), oldest first."""
    held = Case(
        When(confirmed_at__isnull=False, then=Greatest(F("received"), F("amount"))),
        default=F("received"),
    )
    due = Case(
        When(vendor_order__status__in=OVER, then=F("held_now")),
        default=F("held_now") - F("amount") + F("given_up"),
    )
    return (
        transfers.annotate(held_now=held)
        .annotate(due_now=due - F("refunded"))
        .filter(due_now__gt=Value(0))
        .order_by("pk")
    )


def owing_page(desk: Desk, *, after: str = "") -> KeyPage[Transfer]:
    """The worklist: transfers of which something is owed back, oldest first."""
    return key_page(
        owing(transfers_for(desk)),
        order=("pk",),
        key="reference",
        after=after,
        limit=ON_A_PAGE,
        among=transfers_for(desk),
    )


def transfer_for(user: User, vendor_public_id: str, reference: str) -> Transfer:
    """One transfer to the vendor. Transfer.DoesNotExist for another's."""
    return transfers_for(money_desk_for(user, vendor_public_id)).get(reference=reference)


def transactions_for(desk: Desk) -> QuerySet[BankTransaction]:
    """All money that came in, newest first."""
    return (
        BankTransaction.objects.filter(account__vendor=desk.vendor)
        .select_related("account__vendor", "transfer__vendor_order__order")
        .order_by("-booked_on", "-pk")
    )


def transactions_page(desk: Desk, *, after: str = "") -> KeyPage[BankTransaction]:
    """All money that came in, newest first."""
    return key_page(
        transactions_for(desk),
        order=("-booked_on", "-pk"),
        key="public_id",
        after=after,
        limit=ON_A_PAGE,
    )


def unmatched_page(desk: Desk, *, after: str = "") -> KeyPage[BankTransaction]:
    """Money that names no order, or more than one, oldest first."""
    rows = (
        transactions_for(desk)
        .filter(transfer__isnull=True, is_aside=False)
        .order_by("booked_on", "pk")
    )
    return key_page(
        rows,
        order=("booked_on", "pk"),
        key="public_id",
        after=after,
        limit=TO_MATCH,
        among=transactions_for(desk),
    )


def transaction_for(user: User, vendor_public_id: str, public_id: str) -> BankTransaction:
    """BankTransaction.DoesNotExist for another's."""
    return transactions_for(money_desk_for(user, vendor_public_id)).get(public_id=public_id)


def statements_page(desk: Desk, *, after: str = "") -> KeyPage[Statement]:
    """Newest first, without their cells."""
    rows = (
        Statement.objects.filter(account__vendor=desk.vendor)
        .exclude(state=Statement.State.DROPPED)
        .select_related("account__vendor", "actor")
        .defer("cells")
        .order_by("-at", "-pk")
    )
    return key_page(rows, order=("-at", "-pk"), key="public_id", after=after, limit=ON_A_PAGE)


def statement_for(user: User, vendor_public_id: str, public_id: str) -> Statement:
    """Statement.DoesNotExist for another's."""
    desk = money_desk_for(user, vendor_public_id)
    return Statement.objects.select_related("account__vendor__organisation").get(
        account__vendor=desk.vendor, public_id=public_id
    )


def transactions_to_export(user: User, vendor_public_id: str) -> Iterator[BankTransaction]:
    """All of them, read in chunks; membership and role are looked at now."""
    return transactions_for(money_desk_for(user, vendor_public_id)).iterator(chunk_size=500)


def candidates_for(desk: Desk) -> QuerySet[Transfer]:
    """Transfers that money could be for: awaited, or of an order that ended unpaid."""
    return transfers_for(desk).filter(state=TransferState.AWAITING)
