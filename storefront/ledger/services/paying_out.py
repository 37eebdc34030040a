"""A payout run: chosen by one person, approved by another, thrown away by either.

Order of rows: the runs that wait by key, then the sales of its orders by key. Nobody takes others afterwards.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit
from marketplace.kernel.clock import now
from marketplace.kernel.money import dong
from storefront.ledger.accounts import Account, PostingKind
from storefront.ledger.due import due, held_at_gateway, positions, settled_orders
from storefront.ledger.errors import PayoutRefused
from storefront.ledger.models import Payout, PayoutItem, PayoutRun, Sale
from storefront.ledger.roles import APPROVE, MAKE, require
from storefront.ledger.statuses import PayoutState, RunState
from storefront.states.moving import move, move_row
from storefront.states.table import Mover
from storefront.transfers.models import BankAccount
from storefront.transfers.statuses import AccountState
from storefront.vendors.models import VendorOrder

from .posting import post


def make_run(*, vendor_ids: set[str] | None = None, acting_user: User) -> PayoutRun:
    """A run of everything that is payable, or of these vendors' (public ids).

    PayoutRefused where there is nothing, or another run takes the same orders at this moment.
    """
    require(acting_user, MAKE)
    try:
        with transaction.atomic():
            return _write_run(vendor_ids, acting_user)
    except IntegrityError as error:
        raise PayoutRefused(
            _("Another run is being made at this moment. Please look at the list again."),
            code="meanwhile",
        ) from error


def _write_run(vendor_ids: set[str] | None, acting_user: User) -> PayoutRun:
    chosen = [
        one
        for one in due()
        if one.is_payable and (vendor_ids is None or one.vendor.public_id in vendor_ids)
    ]
    if not chosen:
        raise PayoutRefused(_("Nothing is to be paid out."), code="nothing")
    run = PayoutRun.objects.create(made_by=acting_user)
    items: list[PayoutItem] = []
    for one in chosen:
        account = one.account
        assert account is not None  # noqa: S101  # else it were not payable
        payout = Payout.objects.create(
            run=run,
            vendor=one.vendor,
            amount=one.amount,
            bank_bin=account.bank_bin,
            account_number=account.number,
            holder=account.holder,
        )
        items += [
            PayoutItem(payout=payout, vendor_order_id=order, amount=owed)
            for order, owed in one.orders.items()
        ]
    PayoutItem.objects.bulk_create(items)
    audit.record(
        action="payout_run.made",
        target=run,
        acting_user=acting_user,
        total=sum(one.amount for one in chosen),
        vendors=len(chosen),
    )
    return run


def approve_run(*, run: PayoutRun, acting_user: User) -> PayoutRun:
    """A second person lets it go to the bank; from then on the amounts are under way.

    Looked at once more: what has changed since it was made (a refund, a dispute, a bank account)
    and what the gateway does not hold is PayoutRefused, and nothing has changed.
    """
    require(acting_user, APPROVE)
    if run.made_by_id == acting_user.pk:
        raise PayoutRefused(
            _("Who made a run does not approve it: ask a second person."), code="four_eyes"
        )
    with transaction.atomic():
        run = _waiting(run)
        payouts = list(run.payouts.prefetch_related("items__vendor_order").select_related("vendor"))
        _still_true(payouts)
        move_row(
            run,
            to=RunState.APPROVED,
            by=Mover.OPERATOR,
            approved_by=acting_user,
            approved_at=now(),
        )
        move(Payout.objects.filter(run=run), to=PayoutState.SENT, by=Mover.OPERATOR)
        for payout in payouts:
            _send(payout)
        audit.record(
            action="payout_run.approved",
            target=run,
            acting_user=acting_user,
            total=sum(payout.amount for payout in payouts),
        )
    return run


def drop_run(*, run: PayoutRun, acting_user: User) -> PayoutRun:
    """Not to the bank: its orders are payable again. Only before it is approved."""
    require(acting_user, MAKE)
    with transaction.atomic():
        run = _waiting(run)
        move_row(run, to=RunState.DROPPED, by=Mover.OPERATOR)
        move(Payout.objects.filter(run=run), to=PayoutState.DROPPED, by=Mover.OPERATOR)
        PayoutItem.objects.filter(payout__run=run).update(is_open=False)
        audit.record(action="payout_run.dropped", target=run, acting_user=acting_user)
    return run


def _waiting(run: PayoutRun) -> PayoutRun:
    """The run as it stands, nobody else at any that waits until the transaction ends.

    All of them, so that of two that are approved at once the later one sees what the gateway still
    holds after the first.
    """
    waiting = PayoutRun.objects.select_for_update().filter(state=RunState.MADE).order_by("pk")
    locked = next((one for one in waiting if one.pk == run.pk), None)
    if locked is None:
        raise PayoutRefused(_("Somebody has decided about this run already."), code="decided")
    return locked


def _still_true(payouts: list[Payout]) -> None:
    items = [item for payout in payouts for item in payout.items.all()]
    orders = VendorOrder.objects.filter(pk__in=[item.vendor_order_id for item in items])
    # The sales are held, so that a refund waits until this is decided.
    list(Sale.objects.select_for_update().filter(vendor_order__in=orders).order_by("pk"))
    owed = positions(orders)
    settled = set(settled_orders().filter(pk__in=orders).values_list("pk", flat=True))
    if any(
        owed.get(item.vendor_order_id) != item.amount or item.vendor_order_id not in settled
        for item in items
    ):
        raise PayoutRefused(
            _(
                "A refund or a dispute came since this run was made. Throw it away and make it anew."
            ),
            code="changed",
        )
    accounts = set(
        BankAccount.objects.filter(
            vendor__in=[payout.vendor_id for payout in payouts], state=AccountState.VERIFIED
        ).values_list("vendor", "bank_bin", "number")
    )
    for payout in payouts:
        if (payout.vendor_id, payout.bank_bin, payout.account_number) not in accounts:
            raise PayoutRefused(
                _("%(vendor)s has changed its bank account. Throw this run away and make it anew.")
                % {"vendor": payout.vendor.name},
                code="account",
            )
    total, held = sum(payout.amount for payout in payouts), _not_yet_sent()
    if total > held:
        raise PayoutRefused(
            _("The gateway holds %(held)s only.") % {"held": dong(held)}, code="funds"
        )


def _not_yet_sent() -> int:
    """What the gateway holds and no other run has sent for."""
    at_bank = Payout.objects.filter(state=PayoutState.SENT).values_list("amount", flat=True)
    return held_at_gateway() - sum(at_bank)


def _send(payout: Payout) -> None:
    post(
        kind=PostingKind.PAYOUT,
        occasion=f"payout:{payout.reference}",
        vendor=payout.vendor,
        legs=[
            *((Account.VENDOR, item.vendor_order, item.amount) for item in payout.items.all()),
            (Account.UNDERWAY, None, -payout.amount),
        ],
    )
