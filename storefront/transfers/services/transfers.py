"""Transfers of an order: written with it, claimed by the buyer, confirmed by a vendor's word."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit, text
from marketplace.kernel.clock import now
from storefront.order.models import Order, OrderMail
from storefront.order.services import write_mails, write_parcel_mail
from storefront.payment.providers import PaymentRefused
from storefront.transfers.errors import TransferRefused
from storefront.transfers.models import BankAccount, Transfer
from storefront.transfers.statuses import AccountState, TransferState
from storefront.vendors.models import VendorOrder
from storefront.vendors.roles import MONEY_ROLES, require_role
from storefront.vendors.statuses import VendorOrderStatus

from .settling import lock_transfers, settle

NOTE_LENGTH = 255
_TRIES = 5


def prepare_transfers(*, order: Order) -> list[Transfer]:
    """One transfer per vendor's order to the account of this moment; within the order's transaction.

    PaymentRefused where a vendor has no account (any more): then there is no order either.
    """
    parts = list(VendorOrder.objects.filter(order=order).select_related("vendor").order_by("pk"))
    accounts = {
        account.vendor_id: account
        for account in BankAccount.objects.filter(
            vendor__in=[part.vendor_id for part in parts], state=AccountState.VERIFIED
        )
    }
    for part in parts:
        if part.vendor_id not in accounts:
            raise PaymentRefused(
                _("%(vendor)s cannot be paid by transfer at the moment.")
                % {"vendor": part.vendor.name},
                code="account",
            )
    transfers = [_written(part, accounts[part.vendor_id]) for part in parts]
    write_mails(order, [], kind=OrderMail.Kind.TO_PAY)
    return transfers


def claim_transfer(*, transfer: Transfer) -> bool:
    """The buyer says that it was transferred; the vendor hears of it, once. No proof of anything."""
    with transaction.atomic():
        mine = Transfer.objects.filter(
            pk=transfer.pk,
            state=TransferState.AWAITING,
            claimed_at__isnull=True,
            vendor_order__status=VendorOrderStatus.PENDING,
        ).update(claimed_at=now())
        if mine:
            write_parcel_mail(transfer.vendor_order, kind=OrderMail.Kind.CLAIMED)
            audit.record(action="transfer.claimed", target=transfer, reference=transfer.reference)
    return bool(mine)


def confirm_by_hand(*, transfer: Transfer, note: str, acting_user: User) -> Transfer:
    """The vendor has seen the money where no statement shows it yet; ``note`` says where.

    The statement that shows it later adds nothing: the money counts once.
    """
    vendor = transfer.vendor_order.vendor
    require_role(role_in(acting_user, vendor.organisation), MONEY_ROLES)
    note = text.clean(note)[:NOTE_LENGTH]
    if not note:
        raise TransferRefused(_("Please say where you have seen the money."), code="note")
    with transaction.atomic():
        lock_transfers(transfer.vendor_order.order_id)
        mine = Transfer.objects.filter(
            pk=transfer.pk, state=TransferState.AWAITING, confirmed_at__isnull=True
        ).update(confirmed_at=now(), confirmed_by=acting_user, confirmed_note=note)
        if not mine:
            raise TransferRefused(_("This transfer counts as received already."), code="received")
        audit.record(
            action="transfer.confirmed_by_hand",
            target=transfer,
            acting_user=acting_user,
            reference=transfer.reference,
            amount=transfer.amount,
        )
        settle(order_id=transfer.vendor_order.order_id)
    transfer.refresh_from_db()
    return transfer


def _written(part: VendorOrder, account: BankAccount) -> Transfer:
    """References are random; one that exists already is drawn again."""
    nothing_due = part.total == 0
    for _try in range(_TRIES):
        try:
            with transaction.atomic():
                return Transfer.objects.create(
                    vendor_order=part,
                    amount=part.total,
                    account=account,
                    bank_bin=account.bank_bin,
                    account_number=account.number,
                    holder=account.holder,
                    state=TransferState.PAID if nothing_due else TransferState.AWAITING,
                    paid_at=now() if nothing_due else None,
                )
        except IntegrityError:
            continue
    raise RuntimeError("no free reference was found")
