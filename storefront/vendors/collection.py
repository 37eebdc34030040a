"""Cash at the door: each parcel's carrier collects its own share (see payment.cash_on_delivery)."""

from django.db.models import Sum

from marketplace.accounts.models import User
from marketplace.kernel import audit
from storefront.order.happenings import By, Received, tell
from storefront.order.models import Line
from storefront.payment.models import Payment
from storefront.refunds.balances import balances_of
from storefront.refunds.shares import share_of
from storefront.shipments.models import ShipmentLine
from storefront.shipments.statuses import UNDER_WAY
from storefront.states.moving import move_row
from storefront.states.table import Mover

from .models import VendorOrder


def collect_at_the_door(vendor_order: VendorOrder, *, acting_user: User | None) -> None:
    """Note what its delivered parcels have brought so far; call it in the delivery's transaction.

    A payment that is not due at the door (paid before) is left alone.
    """
    payment = _due(vendor_order)
    if payment is not None:
        so_far = brought_by_parcels(vendor_order)
        audit.record(
            action="payment.collected",
            target=payment,
            acting_user=acting_user,
            vendor_order=vendor_order.number,
            amount=so_far,
        )
        tell(Received(vendor_order, so_far=so_far, by=By.CASH))


def brought_by_parcels(vendor_order: VendorOrder) -> int:
    """The đồng of goods, and their delivery, that are neither to come nor gone back.

    Exactly the part's total less refunds once nothing is unsent or under way.
    """
    under_way = dict(
        ShipmentLine.objects.filter(
            shipment__vendor_order=vendor_order, shipment__status__in=UNDER_WAY
        )
        .order_by()
        .values_list("line")
        .annotate(Sum("quantity"))
    )
    held = dict(Line.objects.filter(vendor_order=vendor_order).values_list("pk", "num_allocated"))
    brought = 0
    for line_id, balance in balances_of(vendor_order).items():
        to_come = under_way.get(line_id, 0) + (held[line_id] or 0)
        waiting = share_of(
            balance.sold,
            balance.back,
            quantity=min(to_come, balance.quantity - balance.back_quantity),
        )
        brought += balance.sold.total - balance.back.total - waiting.total
    return brought


def close_payment(vendor_order: VendorOrder, *, acting_user: User | None) -> None:
    """The last parcel is delivered or called off: what was due at the door counts as received."""
    payment = _due(vendor_order)
    if payment is not None:
        move_row(payment, to=Payment.State.CAPTURED, by=Mover.PARTS)
        audit.record(action="payment.captured", target=payment, acting_user=acting_user)


def _due(vendor_order: VendorOrder) -> Payment | None:
    return Payment.objects.filter(order=vendor_order.order_id, state=Payment.State.DUE).first()
