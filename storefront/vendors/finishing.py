"""A vendor's part is over once nothing of it is unsent or under way.

Parcels that arrive or come back, and refunds of what had not left, all end here.
"""

from marketplace.accounts.models import User
from marketplace.kernel import audit
from storefront.order.happenings import Delivered, Returned, tell
from storefront.order.services import refresh_status
from storefront.order.statuses import OrderStatus
from storefront.shipments.models import Shipment
from storefront.shipments.statuses import ShipmentStatus
from storefront.shipments.writing import is_outstanding
from storefront.states.moving import move_row
from storefront.states.table import Mover

from .collection import close_payment, collect_at_the_door
from .models import VendorOrder, VendorOrderEvent
from .statuses import VendorOrderStatus


def finish(part: VendorOrder, *, acting_user: User | None) -> None:
    """Move a part that is on its way to where it ends, where it does; its row is locked.

    Delivered where something of it arrived, else it came back. Called again it changes nothing.
    """
    if part.status != VendorOrderStatus.SHIPPED or is_outstanding(part):
        return
    parcels = Shipment.objects.filter(vendor_order=part)
    arrived = parcels.filter(status=ShipmentStatus.DELIVERED).exists() or not parcels.exists()
    to = VendorOrderStatus.DELIVERED if arrived else VendorOrderStatus.RETURNED
    if not move_row(part, to=to, by=Mover.PARTS):
        return
    VendorOrderEvent.objects.create(vendor_order=part, status=to, actor=acting_user)
    audit.record(
        action=f"vendor_order.{to.value}",
        target=part,
        acting_user=acting_user,
        number=part.number,
        before=VendorOrderStatus.SHIPPED.value,
    )
    settle_finished(part, acting_user=acting_user)


def settle_finished(part: VendorOrder, *, acting_user: User | None) -> None:
    """The order as a whole and the money follow a part that is delivered or came back."""
    order_status = refresh_status(part.order)
    if part.status == VendorOrderStatus.DELIVERED:
        tell(Delivered(part))
        collect_at_the_door(part, acting_user=acting_user)
    else:
        tell(Returned(part))
    if order_status == OrderStatus.COMPLETED:
        close_payment(part, acting_user=acting_user)
