"""The buyer hears of what a vendor owes back as soon as a part of the order is over."""

from collections.abc import Sequence

from storefront.order.models import OrderMail
from storefront.order.services import write_parcel_mail
from storefront.transfers.models import Transfer
from storefront.vendors.models import VendorOrder, VendorOrderEvent


def tell_owed(parts: Sequence[VendorOrder]) -> int:
    """A mail for each of these ended parts of which something is owed; how many.

    Call it in the transaction that ended them, with the transfers locked. Each end of a part is
    told once: an order may run out of time, be taken up again and be cancelled later.
    """
    told = 0
    for transfer in _transfers_of(parts):
        if transfer.owed:
            part = transfer.vendor_order
            end = VendorOrderEvent.objects.filter(vendor_order=part, status=part.status).latest(
                "pk"
            )
            write_parcel_mail(part, kind=OrderMail.Kind.OWED, occasion=f"end-{end.pk}")
            told += 1
    return told


def _transfers_of(parts: Sequence[VendorOrder]) -> list[Transfer]:
    return list(
        Transfer.objects.filter(vendor_order__in=parts)
        .select_related("vendor_order__vendor", "vendor_order__order")
        .order_by("pk")
    )
