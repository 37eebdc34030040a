"""Sales that stood before there were books: booked once, as far as is written down elsewhere.

Rates, commission and tax are those of the day on which the part became a sale; the postings bear
the day of the catching up, since months that were declared stay as they were.
"""

import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from marketplace.kernel.clock import VIETNAM
from storefront.cards.selectors import METHOD as CARD
from storefront.cards.services.bearing import gone_by_part
from storefront.cards.services.telling import received_by_part
from storefront.ledger.models import Sale
from storefront.order.happenings import By, PaidBack, Received
from storefront.refunds.granting import told_of
from storefront.refunds.models import Refund
from storefront.refunds.statuses import GRANTED, RefundState, RefundWay
from storefront.transfers.models import Transfer
from storefront.vendors.models import VendorOrder, VendorOrderEvent
from storefront.vendors.statuses import VendorOrderStatus

from .moneys import record_paid_back, record_received
from .selling import book_sale, record_refund, start_claims

#: A part in one of these is a sale.
STANDING = (
    VendorOrderStatus.NEW,
    VendorOrderStatus.ACCEPTED,
    VendorOrderStatus.PACKED,
    VendorOrderStatus.SHIPPED,
    VendorOrderStatus.DELIVERED,
    VendorOrderStatus.RETURNED,
)


def unbooked() -> QuerySet[VendorOrder]:
    """Parts that stand and of which the books know no sale, oldest first."""
    booked = Sale.objects.filter(vendor_order=OuterRef("pk"))
    standing = VendorOrder.objects.filter(status__in=STANDING).exclude(Exists(booked))
    return standing.select_related("vendor__organisation", "order").order_by("pk")


def book_old_sales() -> int:
    """Book them, each in its own transaction; how many. Called again, or twice at once, it is once."""
    return sum(_book(part) for part in unbooked())


def _book(part: VendorOrder) -> bool:
    with transaction.atomic():
        locked = VendorOrder.objects.select_for_update(of=("self",)).get(pk=part.pk)
        if Sale.objects.filter(vendor_order=part).exists() or locked.status not in STANDING:
            return False
        part.status = locked.status
        book_sale(part, on=_since(part, VendorOrderStatus.NEW).astimezone(VIETNAM).date())
        granted = Refund.objects.filter(vendor_order=part, state__in=GRANTED).order_by("pk")
        for refund in granted:
            record_refund(told_of(refund, part))
        _book_money(part, list(granted))
        if part.status in (VendorOrderStatus.DELIVERED, VendorOrderStatus.RETURNED):
            start_claims(
                part,
                at=_since(part, part.status),
                is_delivered=part.status == VendorOrderStatus.DELIVERED,
            )
    return True


def _book_money(part: VendorOrder, granted: list[Refund]) -> None:
    """What came and went back, by the way it was paid."""
    if part.order.payment_method == CARD:
        by = By.GATEWAY
        came = dict(received_by_part(part.order_id)).get(part, 0)
        gone = sum(so_far for one, so_far, _refunds in gone_by_part(part.order_id) if one == part)
    elif (transfer := Transfer.objects.filter(vendor_order=part).first()) is not None:
        by, came, gone = By.TRANSFER, transfer.held, transfer.refunded
    else:
        by = By.CASH
        is_in = part.status == VendorOrderStatus.DELIVERED
        never = sum(one.total for one in granted if one.way == RefundWay.NEVER_CAME)
        came = part.total - never if is_in else 0
        gone = sum(
            one.total
            for one in granted
            if one.way == RefundWay.GOES and one.state == RefundState.SETTLED
        )
    record_received(Received(part, so_far=came, by=by))
    record_paid_back(PaidBack(part, so_far=gone, by=by))


def _since(part: VendorOrder, status: str) -> datetime.datetime:
    event = VendorOrderEvent.objects.filter(vendor_order=part, status=status).order_by("pk").first()
    return event.at if event else part.created_at
