"""Parcels as buyers and vendors see them."""

import datetime
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from marketplace.accounts.models import User
from storefront.order.models import Line
from storefront.vendors.models import VendorOrder
from storefront.vendors.roles import ORDER_ROLES
from storefront.vendors.selectors import desk_for

from .models import Shipment, ShipmentEvent, ShipmentLine
from .statuses import UNDER_WAY, ShipmentStatus, shipment_moves


@dataclass(frozen=True)
class ParcelStep:
    status: str
    words: str
    at: datetime.datetime
    note: str
    is_last: bool


@dataclass(frozen=True)
class ParcelView:
    """A parcel with its goods and its way; ``url`` is where the carrier tells where it is."""

    public_id: str
    number: str
    status: str
    status_words: str
    carrier: str
    tracking: str
    url: str
    goods: tuple[tuple[int, str], ...]
    steps: tuple[ParcelStep, ...]

    @property
    def is_under_way(self) -> bool:
        return self.status in UNDER_WAY

    @property
    def note(self) -> str:
        """What was said when it left."""
        return self.steps[0].note if self.steps else ""

    @property
    def failure(self) -> str:
        """Why it could not be handed over, the last time; empty where it never failed."""
        failed = (step for step in reversed(self.steps) if step.status == ShipmentStatus.FAILED)
        return next((step.note for step in failed), "")

    @property
    def moves(self) -> list[ShipmentStatus]:
        """Where the vendor's people may move it."""
        return shipment_moves(self.status)


def with_parcels(parts: QuerySet[VendorOrder]) -> QuerySet[VendorOrder]:
    """Read parcels, their goods and their events with the vendors' orders: three queries."""
    return parts.prefetch_related(_parcels())


def _parcels() -> "Prefetch[str, QuerySet[Shipment], str]":
    shipments = Shipment.objects.prefetch_related(
        Prefetch("lines", ShipmentLine.objects.select_related("line")),
        Prefetch("events", ShipmentEvent.objects.order_by("at", "pk")),
    )
    return Prefetch("shipments", shipments)


def parcels_of(part: VendorOrder) -> tuple[ParcelView, ...]:
    """Of one vendor's order; three queries, none where it was read ``with_parcels``."""
    prefetch_related_objects([part], _parcels())
    return tuple(_view(one) for one in part.shipments.all())


def _view(shipment: Shipment) -> ParcelView:
    events = list(shipment.events.all())
    return ParcelView(
        public_id=shipment.public_id,
        number=shipment.number,
        status=shipment.status,
        status_words=str(shipment.get_status_display()),
        carrier=shipment.carrier,
        tracking=shipment.tracking,
        url=shipment.tracking_address,
        goods=tuple((one.quantity, one.line.title) for one in shipment.lines.all()),
        steps=tuple(
            ParcelStep(
                one.status, str(one.get_status_display()), one.at, one.note, one is events[-1]
            )
            for one in events
        ),
    )


def order_to_send(user: User, vendor_public_id: str, order_public_id: str) -> VendorOrder:
    """One of the vendor's orders. VendorOrder.DoesNotExist for somebody else's, NotAllowed."""
    desk = desk_for(user, vendor_public_id, allowed=ORDER_ROLES)
    orders = VendorOrder.objects.filter(vendor=desk.vendor).select_related(
        "vendor__organisation", "order__shipping_address"
    )
    return with_parcels(orders).get(public_id=order_public_id)


def shipment_for(
    user: User, vendor_public_id: str, order_public_id: str, shipment_public_id: str
) -> Shipment:
    """One parcel of the vendor's. Shipment.DoesNotExist for somebody else's, NotAllowed."""
    desk = desk_for(user, vendor_public_id, allowed=ORDER_ROLES)
    return Shipment.objects.select_related(
        "vendor_order__vendor__organisation", "vendor_order__order"
    ).get(
        public_id=shipment_public_id,
        vendor_order__public_id=order_public_id,
        vendor_order__vendor=desk.vendor,
    )


def goods_left(vendor_order: VendorOrder) -> list[Line]:
    """The lines of which something is still to be sent."""
    return list(Line.objects.filter(vendor_order=vendor_order, num_allocated__gt=0).order_by("pk"))
