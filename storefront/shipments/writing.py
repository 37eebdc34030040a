"""Rows of parcels, written within the transaction of whoever moves a vendor's order."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from marketplace.kernel import audit
from marketplace.kernel.clock import today
from storefront.order.allocation import consume_part
from storefront.order.models import Line, OrderMail
from storefront.order.services import write_parcel_mail
from storefront.shipping.carriers import Handover, carrier_named
from storefront.states.moving import move
from storefront.states.table import Mover
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus

from .errors import ShipmentRefused
from .models import Shipment, ShipmentEvent, ShipmentLine
from .statuses import UNDER_WAY, ShipmentStatus

#: From these a vendor's order sends parcels.
SENDING = frozenset({VendorOrderStatus.PACKED, VendorOrderStatus.SHIPPED})
Parts = Iterable[tuple[Line, int]]


def left_to_send(vendor_order: VendorOrder) -> list[tuple[Line, int]]:
    """What the order's lines still hold; one query."""
    lines = Line.objects.filter(vendor_order=vendor_order, num_allocated__gt=0).order_by("pk")
    return [(line, line.num_allocated) for line in lines]


def is_outstanding(vendor_order: VendorOrder) -> bool:
    """Whether something has not left yet or is under way."""
    under_way = Shipment.objects.filter(vendor_order=vendor_order, status__in=UNDER_WAY)
    return bool(left_to_send(vendor_order)) or under_way.exists()


def send_parcel(
    vendor_order: VendorOrder,
    parts: Parts,
    *,
    carrier: str = "",
    tracking: str = "",
    note: str = "",
    acting_user: Any,
) -> Shipment:
    """The stock of these lines leaves the house in one parcel; the buyer is told.

    Each line gives up at most what it still holds, by a guarded UPDATE, so of two parcels with the
    same goods one is refused. ``carrier`` is the code of one in use, or what the vendor calls it.
    """
    goods = sorted(parts, key=lambda part: (part[0].stockrecord_id or 0, part[0].pk))
    if not goods:
        raise ShipmentRefused(_("Choose what is in the parcel."), code="nothing")
    for line, quantity in goods:
        if not consume_part(line, quantity):
            raise ShipmentRefused(
                _("Of “%(title)s” there is not so much left to send.") % {"title": line.title},
                code="more",
            )
    number = f"{vendor_order.number}/{vendor_order.shipments.count() + 1}"
    served = carrier_named(carrier, on=today()) if carrier else None
    if served is not None:
        label = served.create_parcel(Handover(reference=number, tracking=tracking))
        tracking = label.tracking
    shipment = Shipment.objects.create(
        vendor_order=vendor_order,
        number=number,
        carrier=served.name if served else carrier,
        tracking=tracking,
        tracking_address=served.tracking_url(tracking) if served else "",
    )
    ShipmentLine.objects.bulk_create(
        ShipmentLine(shipment=shipment, line=line, quantity=quantity) for line, quantity in goods
    )
    note_event(shipment, ShipmentStatus.ON_WAY, note=note, acting_user=acting_user)
    write_parcel_mail(vendor_order, kind=OrderMail.Kind.SHIPPED, occasion=shipment.public_id)
    return shipment


def note_event(shipment: Shipment, to: str, *, note: str, acting_user: Any) -> None:
    ShipmentEvent.objects.create(shipment=shipment, status=to, actor=acting_user, note=note)
    audit.record(
        action=f"shipment.{to}", target=shipment, acting_user=acting_user, number=shipment.number
    )


def hand_over_all(vendor_order: VendorOrder, *, acting_user: Any) -> None:
    """Every parcel that is with a carrier has arrived.

    ShipmentRefused where goods have not left yet or come back: then not all of it can be there.
    """
    if left_to_send(vendor_order):
        raise ShipmentRefused(_("Some of the goods have not been sent yet."), code="under_way")
    shipments = list(Shipment.objects.filter(vendor_order=vendor_order).order_by("pk"))
    if any(one.status == ShipmentStatus.RETURNING for one in shipments):
        raise ShipmentRefused(_("A parcel is on its way back to you."), code="under_way")
    if shipments and all(one.status == ShipmentStatus.RETURNED for one in shipments):
        raise ShipmentRefused(_("Everything came back: nothing was delivered."), code="returned")
    if not shipments:  # it left before parcels were written down
        write_parcel_mail(vendor_order, kind=OrderMail.Kind.DELIVERED)
    for shipment in shipments:
        if shipment.status in UNDER_WAY:
            move(
                Shipment.objects.filter(pk=shipment.pk),
                to=ShipmentStatus.DELIVERED,
                by=Mover.VENDOR,
                seen={shipment.status},
            )
            note_event(shipment, ShipmentStatus.DELIVERED, note="", acting_user=acting_user)
            tell_delivered(shipment)


def tell_delivered(shipment: Shipment) -> None:
    write_parcel_mail(
        shipment.vendor_order, kind=OrderMail.Kind.DELIVERED, occasion=shipment.public_id
    )


def tell_failed(shipment: Shipment) -> None:
    """Each time it fails anew; the event of this time is written already."""
    times = shipment.events.filter(status=ShipmentStatus.FAILED).count()
    occasion = shipment.public_id if times == 1 else f"{shipment.public_id}-{times}"
    write_parcel_mail(shipment.vendor_order, kind=OrderMail.Kind.UNREACHED, occasion=occasion[:16])
