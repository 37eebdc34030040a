"""Cash at the door: each parcel's carrier collects its own share (see payment.cash_on_delivery)."""

from marketplace.accounts.models import User
from marketplace.kernel import audit
from storefront.order.happenings import By, Received, tell
from storefront.payment.models import Payment
from storefront.states.moving import move_row
from storefront.states.table import Mover

from .models import VendorOrder


def collect_at_the_door(vendor_order: VendorOrder, *, acting_user: User) -> None:
    """Note the share that a delivered parcel brought; call it in the delivery's transaction.

    A payment that is not due at the door (paid before) is left alone.
    """
    payment = _due(vendor_order)
    if payment is not None:
        audit.record(
            action="payment.collected",
            target=payment,
            acting_user=acting_user,
            vendor_order=vendor_order.number,
            amount=vendor_order.total,
        )
        tell(Received(vendor_order, so_far=vendor_order.total, by=By.CASH))


def close_payment(vendor_order: VendorOrder, *, acting_user: User) -> None:
    """The last parcel is delivered or called off: what was due at the door counts as received."""
    payment = _due(vendor_order)
    if payment is not None:
        move_row(payment, to=Payment.State.CAPTURED, by=Mover.PARTS)
        audit.record(action="payment.captured", target=payment, acting_user=acting_user)


def _due(vendor_order: VendorOrder) -> Payment | None:
    return Payment.objects.filter(order=vendor_order.order_id, state=Payment.State.DUE).first()
