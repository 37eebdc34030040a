"""What happens to an order after it is placed: confirmed, cancelled, expired, completed.

Every move is storefront.states.moving.move, so that of two at once exactly one happens.
Rows are always taken in the same order: the provider's, vendors' orders, stock, order, payment.
"""

import datetime
from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from catalog.partner.sale import certified
from marketplace.kernel import audit
from marketplace.kernel.clock import now, today
from marketplace.kernel.errors import IllegalTransition
from storefront.payment.endings import ending
from storefront.payment.models import Payment
from storefront.states.moving import move
from storefront.states.table import Mover, sources, targets
from storefront.vendors.models import VendorOrder, VendorOrderEvent
from storefront.vendors.statuses import VendorOrderStatus

from .allocation import hold_again, release_lines
from .happenings import Confirmed, Ended, tell
from .models import Line, Order, OrderMail
from .statuses import OrderStatus
from .tasks import send_order_mail

_DISPATCHED = (VendorOrderStatus.SHIPPED, VendorOrderStatus.DELIVERED)
#: Parts of which nothing is with the buyer, or will be.
_NOTHING_LEFT = frozenset({VendorOrderStatus.CANCELLED, VendorOrderStatus.RETURNED})


def confirm_order(*, order: Order, payment: Payment, state: str) -> bool:
    """The order stands: vendors see it, buyer and vendors get a mail. False where it had moved.

    ``state`` is where the payment is now (due at the door, or received).
    """
    with transaction.atomic():
        moved = _move_vendor_orders(
            order, seen=(VendorOrderStatus.PENDING,), to=VendorOrderStatus.NEW, by=Mover.PAYMENT
        )
        if not moved:
            order.refresh_from_db(fields=["status"])
            return False
        _move_order(order, to=OrderStatus.PLACED, by=Mover.PAYMENT, expires_at=None)
        move(
            Payment.objects.filter(pk=payment.pk),
            to=state,
            by=Mover.PAYMENT,
            seen={Payment.State.CREATED},
        )
        _tell(Confirmed, moved)
        write_mails(order, moved, kind=OrderMail.Kind.CONFIRMED)
        audit.record(action="order.confirmed", target=order, number=order.number)
    return True


def cancel_order(
    *, order: Order, acting_user: Any = None, reason: str = "", by: Mover = Mover.BUYER
) -> Order:
    """Before any parcel has left: the whole order ends and its stock goes back.

    Refused (``IllegalTransition``) with what to do instead once a parcel is on its way
    (``dispatched``) or the order is over (``over``); cancelling an order that is cancelled already
    changes nothing. Parts that their vendors have called off, or that came back, stay as they are.
    """
    with ending(order) as ended:
        parts = VendorOrder.objects.filter(order=order)
        known = parts.exclude(status__in=_NOTHING_LEFT).count()
        moved = _move_vendor_orders(
            order,
            seen=sources("vendors.vendororder", VendorOrderStatus.CANCELLED, by=by),
            to=VendorOrderStatus.CANCELLED,
            by=by,
            actor=acting_user,
            note=reason,
        )
        order.refresh_from_db(fields=["status"])
        if order.status == OrderStatus.CANCELLED and not moved:
            return order
        if len(moved) != known or not moved:
            raise _uncancellable(order)
        _end(order, to=OrderStatus.CANCELLED, by=by, acting_user=acting_user)
        _tell(Ended, moved)
        told = OrderMail.objects.filter(order=order, kind=OrderMail.Kind.CONFIRMED)
        know = set(told.values_list("vendor_order_id", flat=True))
        write_mails(order, [one for one in moved if one.pk in know], kind=OrderMail.Kind.CANCELLED)
        ended(moved)
    return order


def _uncancellable(order: Order) -> IllegalTransition:
    """Why, and what to do instead."""
    left = VendorOrder.objects.filter(order=order, status__in=_DISPATCHED)
    part = left.select_related("vendor").order_by("pk").first()
    if part is None:
        return IllegalTransition(_("This order is over; there is nothing to cancel."), code="over")
    return IllegalTransition(
        _(
            "Parcel %(number)s has left already, so the order can no longer be cancelled. Do not "
            "accept it at the door, or send it back by the terms of the order: %(vendor)s "
            "(%(phone)s) then pays you back. Parcels that have not left can still be called off "
            "by their sellers."
        )
        % {
            "number": part.number,
            "vendor": part.vendor.name,
            "phone": part.vendor.phone or part.vendor.email,
        },
        code="dispatched",
    )


def expire_order(*, order: Order, at: datetime.datetime | None = None) -> bool:
    """A pending order past its time gives its stock back, exactly once. False where it need not.

    The buyer is told, also what is owed back where one seller's share had come.
    """
    at = at or now()
    with ending(order) as ended:
        due = Order.objects.filter(
            pk=order.pk, status=OrderStatus.PENDING, expires_at__lte=at
        ).exists()
        if not due:
            return False
        moved = _move_vendor_orders(
            order, seen=(VendorOrderStatus.PENDING,), to=VendorOrderStatus.EXPIRED, by=Mover.TIME
        )
        if not moved:
            return False
        _end(order, to=OrderStatus.EXPIRED, by=Mover.TIME)
        _tell(Ended, moved)
        write_mails(order, [], kind=OrderMail.Kind.EXPIRED)
        ended(moved)
    return True


def expire_orders(*, at: datetime.datetime | None = None) -> int:
    """Every pending order past its time; how many expired. Safe to run at any time, twice at once."""
    at = at or now()
    late = Order.objects.filter(status=OrderStatus.PENDING, expires_at__lte=at).order_by("pk")
    return sum(expire_order(order=order, at=at) for order in late.iterator(chunk_size=200))


_held_by_others: list[Callable[[Order], bool]] = []


def hold_with_order(function: Callable[[Order], bool]) -> None:
    """Ask ``function`` before an expired order stands again: it takes once more what the order had

    given back, or answers False. Registering twice is registering once.
    """
    if function not in _held_by_others:
        _held_by_others.append(function)


class _Gone(Exception):
    """Something that an expired order needs is no longer there."""


def revive_order(*, order: Order, payment: Payment) -> bool:
    """An order that ran out of time and was paid in full all the same stands after all.

    Only where every pack is still there, certified today and its seller verified; else False and
    nothing has changed. ``payment`` was cancelled with the order; a new attempt says "received".
    """
    try:
        with transaction.atomic():
            known = VendorOrder.objects.filter(order=order).count()
            moved = _move_vendor_orders(
                order, seen=(VendorOrderStatus.EXPIRED,), to=VendorOrderStatus.NEW, by=Mover.PAYMENT
            )
            lines = list(Line.objects.filter(order=order).select_related("product"))
            if len(moved) != known or not _may_be_sold(moved, lines) or not hold_again(lines):
                raise _Gone
            _move_order(order, to=OrderStatus.PLACED, by=Mover.PAYMENT, expires_at=None)
            Payment.objects.create(
                order=order,
                attempt=payment.attempt + 1,
                provider=payment.provider,
                amount=payment.amount,
                state=Payment.State.CAPTURED,
            )
            if not all(held_again(order) for held_again in _held_by_others):
                raise _Gone
            _tell(Confirmed, moved)
            write_mails(order, moved, kind=OrderMail.Kind.CONFIRMED)
            audit.record(action="order.revived", target=order, number=order.number)
    except _Gone:
        order.refresh_from_db(fields=["status", "expires_at"])
        return False
    return True


def _may_be_sold(parts: list[VendorOrder], lines: list[Line]) -> bool:
    recognised = {line.product.parent_id for line in lines if line.product is not None}
    vendors = Vendor.objects.filter(pk__in=[part.vendor_id for part in parts])
    return (
        all(line.product is not None for line in lines)
        and certified(recognised, on=today()) == recognised
        and all(vendor.state == Vendor.State.VERIFIED for vendor in vendors)
    )


def refresh_status(order: Order) -> str:
    """Derive the order's status from its vendors' parts and store it; call it in their transaction.

    Cancelled when all parts are, or came back; completed when the others are delivered. The
    order's row is locked first: of two vendors that finish at once, the later one sees both.
    """
    locked = Order.objects.select_for_update().only("pk", "status").get(pk=order.pk)
    parts = set(VendorOrder.objects.filter(order=order).values_list("status", flat=True))
    wanted = _derived(parts)
    if wanted in targets("order.order", locked.status, by=Mover.PARTS):
        _move_order(order, to=wanted, by=Mover.PARTS)
        if wanted == OrderStatus.CANCELLED:
            _cancel_payments(order, by=Mover.PARTS)
        audit.record(action=f"order.{wanted}", target=order, number=order.number)
    order.refresh_from_db(fields=["status"])
    return order.status


def write_mails(order: Order, vendor_orders: Iterable[VendorOrder], *, kind: str) -> None:
    """One mail to the buyer and one to each vendor, delivered by the queue after commit."""
    recipients: list[VendorOrder | None] = [None, *vendor_orders]
    for vendor_order in recipients:
        mail = OrderMail.objects.create(order=order, vendor_order=vendor_order, kind=kind)
        send_order_mail.enqueue(mail.pk)


def write_parcel_mail(vendor_order: VendorOrder, *, kind: str, occasion: str = "") -> None:
    """Tell about one vendor's part; delivered by the queue after commit.

    ``occasion`` names what it is about where a kind of mail may come more than once.
    """
    mail = OrderMail.objects.create(
        order_id=vendor_order.order_id, vendor_order=vendor_order, kind=kind, occasion=occasion
    )
    send_order_mail.enqueue(mail.pk)


def _tell(kind: type[Confirmed] | type[Ended], parts: Iterable[VendorOrder]) -> None:
    for part in parts:
        tell(kind(part))


def _derived(parts: set[str]) -> OrderStatus:
    """What the order is once its parts stand so; still placed while one of them is under way."""
    if parts and parts <= _NOTHING_LEFT:
        return OrderStatus.CANCELLED
    if parts and parts <= {VendorOrderStatus.DELIVERED, *_NOTHING_LEFT}:
        return OrderStatus.COMPLETED
    return OrderStatus.PLACED


def _end(order: Order, *, to: OrderStatus, by: Mover, acting_user: Any = None) -> None:
    release_lines(Line.objects.filter(order=order))
    _move_order(order, to=to, by=by)
    _cancel_payments(order, by=by)
    audit.record(
        action=f"order.{to.value}", target=order, acting_user=acting_user, number=order.number
    )


def _cancel_payments(order: Order, *, by: Mover) -> None:
    move(Payment.objects.filter(order=order), to=Payment.State.CANCELLED, by=by)


def _move_order(order: Order, *, to: str, by: Mover, **values: Any) -> None:
    if not move(Order.objects.filter(pk=order.pk), to=to, by=by, **values):
        raise IllegalTransition(_("This order can no longer be changed."))
    order.refresh_from_db(fields=["status", "expires_at"])


def _move_vendor_orders(
    order: Order,
    *,
    seen: Collection[str],
    to: str,
    by: Mover,
    actor: Any = None,
    note: str = "",
) -> list[VendorOrder]:
    """Those that this call moved, in the order of their keys, each with its event."""
    moved = [
        vendor_order
        for vendor_order in VendorOrder.objects.filter(order=order).order_by("pk")
        if move(VendorOrder.objects.filter(pk=vendor_order.pk), to=to, by=by, seen=seen)
    ]
    known_actor = actor if getattr(actor, "is_authenticated", False) else None
    VendorOrderEvent.objects.bulk_create(
        VendorOrderEvent(vendor_order=one, status=to, actor=known_actor, note=note[:255])
        for one in moved
    )
    return moved
