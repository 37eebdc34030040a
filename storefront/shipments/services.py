"""Parcels leave, arrive, fail, and come back.

Each service takes the provider's rows and the vendor's order first (docs/concurrency.md), so of
two parcels that arrive at once the later one sees both, and the order is delivered once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import text
from marketplace.kernel.errors import IllegalTransition
from storefront.order.happenings import CameBack, tell
from storefront.payment.endings import ending
from storefront.states.moving import move
from storefront.states.table import Mover
from storefront.vendors.collection import collect_at_the_door
from storefront.vendors.errors import ChangedMeanwhile
from storefront.vendors.finishing import finish
from storefront.vendors.models import VendorOrder
from storefront.vendors.roles import ORDER_ROLES, require_role
from storefront.vendors.services import NOTE_LENGTH, record_move
from storefront.vendors.statuses import VendorOrderStatus

from .errors import ShipmentRefused
from .models import Shipment
from .shelving import shelve
from .statuses import ShipmentStatus
from .writing import SENDING, Parts, note_event, send_parcel, tell_delivered, tell_failed

TRACKING_LENGTH = 60
CARRIER_LENGTH = 80


def create_shipment(
    *,
    vendor_order: VendorOrder,
    lines: Parts,
    carrier: str,
    tracking: str,
    acting_user: User,
    note: str = "",
) -> Shipment:
    """Some (line, quantity) of a packed order leave in one parcel; the delivery charge stays.

    With the first parcel the order is on its way. Refused: NotAllowed, IllegalTransition where it
    is not packed, ShipmentRefused for nothing, for more than is left, for somebody else's lines.
    """
    parts = [(line, quantity) for line, quantity in lines if quantity > 0]
    if any(line.vendor_order_id != vendor_order.pk for line, _quantity in parts):
        raise ShipmentRefused(_("Choose what is in the parcel."), code="nothing")
    note = text.clean(note)[:NOTE_LENGTH]
    with _held(vendor_order, acting_user) as held:
        if held.status not in SENDING:
            raise IllegalTransition(_("Only what is packed can be sent."))
        if held.status == VendorOrderStatus.PACKED:
            record_move(held, to=VendorOrderStatus.SHIPPED, acting_user=acting_user)
        shipment = send_parcel(
            held,
            parts,
            carrier=text.clean(carrier)[:CARRIER_LENGTH],
            tracking=text.clean(tracking)[:TRACKING_LENGTH],
            note=note,
            acting_user=acting_user,
        )
    vendor_order.status = held.status
    return shipment


def deliver_shipment(*, shipment: Shipment, acting_user: User) -> Shipment:
    """It has arrived; with the last one, so has the vendor's order."""
    with _moving(shipment, to=ShipmentStatus.DELIVERED, acting_user=acting_user) as held:
        tell_delivered(shipment)
        collect_at_the_door(held, acting_user=acting_user)
        finish(held, acting_user=acting_user)
    return shipment


def fail_shipment(*, shipment: Shipment, reason: str, acting_user: User) -> Shipment:
    """The carrier could not hand it over; ``reason`` is for the buyer to read."""
    reason = _reason(reason)
    with _moving(shipment, to=ShipmentStatus.FAILED, acting_user=acting_user, note=reason):
        tell_failed(shipment)
    return shipment


def retry_shipment(*, shipment: Shipment, acting_user: User, note: str = "") -> Shipment:
    """The carrier tries once more."""
    with _moving(shipment, to=ShipmentStatus.ON_WAY, acting_user=acting_user, note=note):
        pass
    return shipment


def send_back_shipment(*, shipment: Shipment, reason: str, acting_user: User) -> Shipment:
    """It is on its way back to the vendor; its goods are nobody's yet."""
    reason = _reason(reason)
    with _moving(shipment, to=ShipmentStatus.RETURNING, acting_user=acting_user, note=reason):
        pass
    return shipment


def return_shipment(*, shipment: Shipment, acting_user: User, restock: bool = True) -> Shipment:
    """It is back. Its goods are on sale again, or not where they cannot be (``restock``).

    What was paid for them is proposed as a refund, what the carrier would have collected is not
    owed any more (storefront.refunds). With the last parcel the vendor's order is over: delivered
    where something else arrived, else it came back.
    """
    with _moving(shipment, to=ShipmentStatus.RETURNED, acting_user=acting_user) as held:
        goods = list(shipment.lines.select_related("line__vendor_order"))
        for one in sorted(goods, key=lambda one: (one.line.stockrecord_id or 0, one.line_id)):
            if restock:
                shelve(one.line, one.quantity, way="by_parcels")
        lines = tuple((one.line, one.quantity) for one in goods)
        tell(CameBack(held, shipment, lines, acting_user))
        finish(held, acting_user=acting_user)
    return shipment


def _reason(reason: str) -> str:
    reason = text.clean(reason)[:NOTE_LENGTH]
    if not reason:
        raise ShipmentRefused(_("Please say why; the buyer reads it."), code="reason")
    return reason


@contextmanager
def _held(vendor_order: VendorOrder, acting_user: User) -> Iterator[VendorOrder]:
    """The vendor's order, held until the end, in a transaction; NotAllowed without the role."""
    role = role_in(acting_user, vendor_order.vendor.organisation)
    require_role(role, ORDER_ROLES)
    with ending(vendor_order.order):
        held: Any = (
            VendorOrder.objects.select_for_update(of=("self",))
            .select_related("vendor__organisation", "order")
            .get(pk=vendor_order.pk)
        )
        yield held


@contextmanager
def _moving(
    shipment: Shipment, *, to: str, acting_user: User, note: str = ""
) -> Iterator[VendorOrder]:
    """The parcel moved from the status it was read with, its order held; then the rest follows."""
    seen = shipment.status
    with _held(shipment.vendor_order, acting_user) as held:
        rows = Shipment.objects.filter(pk=shipment.pk)
        if not move(rows, to=to, by=Mover.VENDOR, seen={seen}):
            shipment.refresh_from_db(fields=["status"])
            raise ChangedMeanwhile(
                _("Somebody else has just moved this parcel: it is now “%(status)s”.")
                % {"status": shipment.get_status_display()}
            )
        note_event(shipment, to, note=text.clean(note)[:NOTE_LENGTH], acting_user=acting_user)
        yield held
    shipment.refresh_from_db(fields=["status"])
