"""An order whose goods can leave in several parcels."""

from dataclasses import dataclass

from catalog.catalogue.models import Product
from marketplace.accounts.models import User
from storefront.order.models import Line, Order
from storefront.shipments.models import Shipment
from storefront.shipments.services import create_shipment
from storefront.vendors.models import VendorOrder
from storefront.vendors.services import move_vendor_order
from tests.factories import make_member, make_pack, make_vendor
from tests.storefront.factories import make_order


@dataclass(frozen=True)
class Packed:
    """Three packs of one kind and two of another, packed and waiting for a carrier."""

    owner: User
    order: Order
    packs: tuple[Product, Product]

    @property
    def part(self) -> VendorOrder:
        """Read afresh."""
        return VendorOrder.objects.select_related("vendor__organisation", "order").get(
            order=self.order
        )

    def line(self, number: int) -> Line:
        return Line.objects.get(order=self.order, product=self.packs[number])

    def send(self, *quantities: int, tracking: str = "", carrier: str = "") -> Shipment:
        return create_shipment(
            vendor_order=self.part,
            lines=[(self.line(n), quantity) for n, quantity in enumerate(quantities)],
            carrier=carrier,
            tracking=tracking,
            acting_user=self.owner,
        )


def packed_order(*, stock: int = 10) -> Packed:
    vendor = make_vendor()
    packs = (make_pack(vendor=vendor, stock=stock), make_pack(vendor=vendor, stock=stock))
    owner = make_member(vendor.organisation)
    order = make_order((packs[0], 3), (packs[1], 2))
    part = VendorOrder.objects.select_related("vendor__organisation", "order").get(order=order)
    for status in ("accepted", "packed"):
        move_vendor_order(part, to=status, acting_user=owner)
    return Packed(owner, order, packs)


def again(shipment: Shipment) -> Shipment:
    """Read afresh, as a page does."""
    return Shipment.objects.select_related(
        "vendor_order__vendor__organisation", "vendor_order__order"
    ).get(pk=shipment.pk)
