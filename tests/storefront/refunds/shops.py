"""Orders to refund: paid by cash at the door, by transfer or by card."""

from typing import Any

from catalog.catalogue.models import Product
from marketplace.accounts.models import User
from marketplace.kernel.ids import new_public_id
from storefront.order.models import Line
from storefront.refunds.models import Refund
from storefront.refunds.services import Wanted, propose_refund
from storefront.vendors.models import VendorOrder
from storefront.vendors.services import move_vendor_order
from tests.storefront.transfers.factories import pay, place, transfers_of

WAY = ("accepted", "packed", "shipped", "delivered")


def part_of(order: Any, position: int = 0) -> VendorOrder:
    parts = VendorOrder.objects.select_related("vendor__organisation", "order")
    return parts.filter(order=order).order_by("pk")[position]


def bring(part: VendorOrder, to: str, *, by: User) -> VendorOrder:
    """Along the way of a parcel up to there."""
    for step in WAY[: WAY.index(to) + 1]:
        move_vendor_order(part, to=step, acting_user=by)
    return part


def paid_order(*packs: tuple[Product, int] | Product) -> VendorOrder:
    """The first part of an order that was paid by transfer."""
    order = place(*packs)
    for transfer in transfers_of(order):
        pay(transfer)
    return part_of(order)


def propose(part: VendorOrder, *how: tuple[int, int], by: User, **values: Any) -> Refund:
    """For each line (units, đồng off the price)."""
    lines = Line.objects.filter(vendor_order=part).order_by("pk")
    restock = values.pop("restock", False)
    wanted = [
        Wanted(line_id=line.pk, quantity=quantity, reduction=reduction, restock=restock)
        for line, (quantity, reduction) in zip(lines, how, strict=False)
    ]
    values = {
        "with_shipping": True,
        "reason": "Vỡ khi đến nơi",
        "form_key": new_public_id(),
    } | values
    return propose_refund(vendor_order=part, wanted=wanted, acting_user=by, **values)
