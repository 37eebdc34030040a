"""What has come against what is due; and what follows for the order.

Whoever changes what an order's transfers have received locks them first, all of the order by key,
and settles in the same transaction. Two vendors whose statements are read at the same moment wait
here for each other, so that the later one sees both shares and confirms the order.
"""

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from marketplace.kernel import audit
from marketplace.kernel.clock import now
from marketplace.kernel.errors import IllegalTransition
from storefront.order.happenings import By, Received, tell
from storefront.order.models import Order
from storefront.order.services import confirm_order, revive_order
from storefront.order.statuses import OrderStatus
from storefront.payment.models import Payment
from storefront.states.moving import move_row
from storefront.states.table import Mover
from storefront.transfers.models import BankTransaction, Transfer
from storefront.transfers.statuses import TransferState


def lock_transfers(order_id: int) -> list[Transfer]:
    """The order's transfers as they stand now, nobody else at them until the transaction ends.

    SQLite ignores the lock and needs it not: a writing transaction is alone there.
    """
    return list(
        Transfer.objects.select_for_update(of=("self",))
        .filter(vendor_order__order_id=order_id)
        .select_related("vendor_order__vendor", "vendor_order__order")
        .order_by("pk")
    )


def settle(*, order_id: int) -> list[Transfer]:
    """Count anew what each transfer has received, move it, and the order where all have come.

    Called again it changes nothing. Returns the transfers as they stand afterwards.
    """
    with transaction.atomic():
        transfers = lock_transfers(order_id)
        sums = dict(
            BankTransaction.objects.filter(transfer__in=transfers)
            .order_by()
            .values_list("transfer")
            .annotate(Sum("amount"))
        )
        for transfer in transfers:
            _count(transfer, received=sums.get(transfer.pk, 0))
        if all(transfer.state == TransferState.PAID for transfer in transfers):
            _all_have_come(transfers, order_id)
    return list(
        Transfer.objects.filter(pk__in=[transfer.pk for transfer in transfers])
        .select_related("vendor_order__vendor", "vendor_order__order")
        .order_by("pk")
    )


def _count(transfer: Transfer, *, received: int) -> None:
    transfer.received = received
    to = TransferState.AWAITING if transfer.missing else TransferState.PAID
    Transfer.objects.filter(pk=transfer.pk).update(received=received)
    tell(Received(transfer.vendor_order, so_far=transfer.held, by=By.TRANSFER))
    if to != transfer.state:
        move_transfer(transfer, to=to)


def move_transfer(transfer: Transfer, *, to: TransferState) -> None:
    """From the state it was seen in (storefront.states), with its audit entry."""
    is_paid = to == TransferState.PAID
    by = Mover.PAYMENT if is_paid else Mover.VENDOR
    if not move_row(transfer, to=to, by=by, paid_at=now() if is_paid else None):
        raise IllegalTransition(_("Somebody else has just changed this transfer."))
    audit.record(
        action=f"transfer.{to.value}",
        target=transfer,
        reference=transfer.reference,
        received=transfer.received,
        amount=transfer.amount,
    )


def _all_have_come(transfers: list[Transfer], order_id: int) -> None:
    order = Order.objects.get(pk=order_id)
    payment = Payment.objects.filter(order=order).order_by("-attempt")[0]
    if order.status == OrderStatus.PENDING:
        confirm_order(order=order, payment=payment, state=Payment.State.CAPTURED)
    nothing_went_back = not any(transfer.refunded for transfer in transfers)
    if order.status == OrderStatus.EXPIRED and nothing_went_back:
        revive_order(order=order, payment=payment)
