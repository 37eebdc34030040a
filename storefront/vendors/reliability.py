"""How vendors kept their word: their orders that are over, for matching's part of reliability."""

from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Q

from search.matching.record import Records

from .models import VendorOrder, VendorOrderEvent
from .statuses import VendorOrderStatus


def records_of_vendors(vendors: Collection[int]) -> Records:
    """Vendor → (orders delivered, or called off by its own people; those delivered); one query.

    What the buyer called off, or what ran out of time, says nothing of the vendor's word.
    """
    own = VendorOrderEvent.objects.filter(
        vendor_order=OuterRef("pk"),
        status=VendorOrderStatus.CANCELLED,
        actor__memberships__organisation=OuterRef("vendor__organisation"),
    )
    over = Q(status=VendorOrderStatus.DELIVERED) | Q(
        Exists(own), status=VendorOrderStatus.CANCELLED
    )
    rows = (
        VendorOrder.objects.filter(over, vendor__in=vendors)
        .order_by()
        .values_list("vendor")
        .annotate(
            agreed=Count("pk"), kept=Count("pk", filter=Q(status=VendorOrderStatus.DELIVERED))
        )
    )
    return {vendor: (agreed, kept) for vendor, agreed, kept in rows}
