"""How a vendor's part of an order moves on, from accepted to delivered, or ends.

One UPDATE guarded by the old status (storefront.states.moving) decides, so of two clerks at once
exactly one moves it. Rows are taken in the order that storefront.order.services keeps: the
provider's, vendor's order, stock, order, payment.
"""

from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit, text
from marketplace.kernel.errors import IllegalTransition, NotAllowed
from storefront.order.allocation import release_lines
from storefront.order.happenings import Ended, tell
from storefront.order.models import OrderMail
from storefront.order.services import refresh_status, write_parcel_mail
from storefront.order.statuses import OrderStatus
from storefront.payment.endings import ending
from storefront.refunds.roles import is_money_operator
from storefront.shipments.writing import hand_over_all, left_to_send, send_parcel
from storefront.states.moving import move
from storefront.states.table import Mover

from .collection import close_payment
from .errors import ChangedMeanwhile, ReasonMissing
from .finishing import settle_finished
from .models import VendorOrder, VendorOrderEvent
from .roles import ORDER_ROLES, require_role
from .statuses import VendorOrderStatus, moves_by_hand

NOTE_LENGTH = 255

_GONE = (VendorOrderStatus.SHIPPED, VendorOrderStatus.DELIVERED)
#: The seller has it, and no parcel has left.
UNDISPATCHED = (VendorOrderStatus.NEW, VendorOrderStatus.ACCEPTED, VendorOrderStatus.PACKED)


def move_vendor_order(
    vendor_order: VendorOrder, *, to: str, acting_user: User, note: str = ""
) -> VendorOrder:
    """Move it from the status that ``vendor_order`` was read with; the same row, moved.

    Shipping sends everything in one parcel (storefront.shipments sends some of it), delivering says
    that all parcels have arrived and counts the vendor's share of a cash payment as received,
    cancelling gives the stock back and needs a reason in ``note``. NotAllowed without the role,
    IllegalTransition where the table has no such move, ChangedMeanwhile where somebody else has
    moved it since, ShipmentRefused where something is not there yet.
    """
    _require_order_role(acting_user, vendor_order.vendor)
    seen = vendor_order.status
    if to == VendorOrderStatus.CANCELLED and seen in _GONE:
        raise IllegalTransition(
            _(
                "The parcel has left, so the order can no longer be cancelled. Once it is back, or "
                "the buyer keeps only some of it, refund it by line."
            ),
            code="dispatched",
        )
    if to not in moves_by_hand(seen):
        raise IllegalTransition(
            _("An order that is “%(from)s” cannot become “%(to)s”.")
            % {"from": VendorOrderStatus(seen).label, "to": _label(to)}
        )
    note = text.clean(note)[:NOTE_LENGTH]
    if to == VendorOrderStatus.CANCELLED and not note:
        raise ReasonMissing(_("Please tell the buyer why you cancel."))
    with ending(vendor_order.order) as ended:
        record_move(vendor_order, to=to, acting_user=acting_user, note=note)
        _settle(vendor_order, to=to, note=note, acting_user=acting_user)
        if to == VendorOrderStatus.CANCELLED:
            ended([vendor_order])
    return vendor_order


def call_off_part(*, vendor_order: VendorOrder, reason: str, acting_user: User) -> VendorOrder:
    """An operator calls one seller's part off before it has left, as the seller could.

    NotAllowed for others than operators of money; ReasonMissing, IllegalTransition (``dispatched``),
    ChangedMeanwhile. A part that waits for its money ends with the whole order alone.
    """
    if not is_money_operator(acting_user):
        raise NotAllowed(_("Only operators decide on money."))
    reason = text.clean(reason)[:NOTE_LENGTH]
    if not reason:
        raise ReasonMissing(_("Please tell the buyer why you cancel."))
    seen = vendor_order.status
    if seen not in UNDISPATCHED:
        raise IllegalTransition(
            _("An order that is “%(from)s” cannot become “%(to)s”.")
            % {"from": VendorOrderStatus(seen).label, "to": VendorOrderStatus.CANCELLED.label},
            code="dispatched" if seen in _GONE else "illegal_transition",
        )
    with ending(vendor_order.order) as ended:
        to = VendorOrderStatus.CANCELLED
        record_move(vendor_order, to=to, acting_user=acting_user, note=reason, by=Mover.OPERATOR)
        _settle(vendor_order, to=to, note=reason, acting_user=acting_user)
        ended([vendor_order])
    return vendor_order


def record_move(
    vendor_order: VendorOrder,
    *,
    to: str,
    acting_user: User,
    note: str = "",
    by: Mover = Mover.VENDOR,
) -> None:
    """The move alone, with its event and audit entry, in the caller's transaction.

    What follows from it is the caller's: ``move_vendor_order`` sees to all of it.
    """
    seen = vendor_order.status
    _move(vendor_order, seen=seen, to=to, by=by)
    VendorOrderEvent.objects.create(
        vendor_order=vendor_order, status=to, actor=acting_user, note=note
    )
    audit.record(
        action=f"vendor_order.{to}",
        target=vendor_order,
        acting_user=acting_user,
        number=vendor_order.number,
        before=seen,
    )


def _require_order_role(user: User, vendor: Vendor) -> None:
    require_role(role_in(user, vendor.organisation), ORDER_ROLES)


def _label(status: str) -> str:
    return str(dict(VendorOrderStatus.choices).get(status, status))


def _move(vendor_order: VendorOrder, *, seen: str, to: str, by: Mover) -> None:
    mine = move(VendorOrder.objects.filter(pk=vendor_order.pk), to=to, by=by, seen={seen})
    vendor_order.refresh_from_db(fields=["status"])
    if not mine:
        raise ChangedMeanwhile(
            _("Somebody else has just moved this order: it is now “%(status)s”.")
            % {"status": vendor_order.get_status_display()}
        )


def _settle(vendor_order: VendorOrder, *, to: str, note: str, acting_user: User) -> None:
    """Stock, the buyer's mail, the order as a whole and money follow, in the same transaction."""
    if to == VendorOrderStatus.SHIPPED:
        send_parcel(vendor_order, left_to_send(vendor_order), note=note, acting_user=acting_user)
    elif to == VendorOrderStatus.DELIVERED:
        hand_over_all(vendor_order, acting_user=acting_user)
        settle_finished(vendor_order, acting_user=acting_user)
        return
    elif to == VendorOrderStatus.CANCELLED:
        release_lines(vendor_order.lines.all())
        write_parcel_mail(vendor_order, kind=OrderMail.Kind.CALLED_OFF)
    order_status = refresh_status(vendor_order.order)
    if to == VendorOrderStatus.CANCELLED:
        tell(Ended(vendor_order))
    if order_status == OrderStatus.COMPLETED:
        close_payment(vendor_order, acting_user=acting_user)
