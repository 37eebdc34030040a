"""Invoices as the vendor's people and the buyer see them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from marketplace.accounts.models import User
from storefront.order.models import Order
from storefront.vendors.models import VendorOrderEvent
from storefront.vendors.roles import ORDER_ROLES
from storefront.vendors.selectors import Desk, desk_for
from storefront.vendors.statuses import VendorOrderStatus

from .models import ENDED, InvoiceRequest


@dataclass(frozen=True)
class InvoicePage:
    """``following`` leads on and is empty at the end; ``counts``: how many in each state."""

    desk: Desk
    requests: list[InvoiceRequest]
    following: str
    counts: dict[str, int]


def _of(desk: Desk) -> QuerySet[InvoiceRequest]:
    """Of placed orders only: before, the shop is not told for whom its goods are.

    A part that ended without a sale needs no invoice any more.
    """
    placed = VendorOrderEvent.objects.filter(
        vendor_order=OuterRef("vendor_order"), status=VendorOrderStatus.NEW
    )
    return (
        InvoiceRequest.objects.filter(Exists(placed), vendor_order__vendor=desk.vendor)
        .exclude(state=InvoiceRequest.State.ASKED, vendor_order__status__in=ENDED)
        .select_related("vendor_order")
    )


def invoices_page(
    user: User, vendor_id: str, *, state: str = "", after: str = "", limit: int = 50
) -> InvoicePage:
    """Newest first; three queries, however many. Vendor.DoesNotExist, NotAllowed."""
    desk = desk_for(user, vendor_id, allowed=ORDER_ROLES)
    own = _of(desk)
    counts = dict(own.order_by().values_list("state").annotate(Count("pk")))
    chosen = own.filter(state=state) if state else own
    if after:
        chosen = chosen.filter(pk__lt=own.filter(public_id=after).values("pk"))
    found = list(chosen.order_by("-pk")[: limit + 1])
    following = found[limit - 1].public_id if len(found) > limit else ""
    return InvoicePage(desk, found[:limit], following, counts)


def invoice_for(user: User, vendor_id: str, request_id: str) -> tuple[Desk, InvoiceRequest]:
    """InvoiceRequest.DoesNotExist, Vendor.DoesNotExist, NotAllowed."""
    desk = desk_for(user, vendor_id, allowed=ORDER_ROLES)
    found = _of(desk).select_related("vendor_order__vendor__organisation", "issued_by")
    return desk, found.get(public_id=request_id)


def invoices_to_export(user: User, vendor_id: str, *, state: str = "") -> Iterator[InvoiceRequest]:
    """All in ``state``, newest first, read in chunks; the place is looked at now."""
    desk = desk_for(user, vendor_id, allowed=ORDER_ROLES)
    chosen = _of(desk).filter(state=state) if state else _of(desk)
    return chosen.order_by("-pk").iterator(chunk_size=500)


def invoices_of(order: Order) -> list[InvoiceRequest]:
    """What was asked of the sellers of one order."""
    return list(
        InvoiceRequest.objects.filter(vendor_order__order=order)
        .select_related("vendor_order__vendor")
        .order_by("vendor_order")
    )
