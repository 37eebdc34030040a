"""The reminder some hours before an order's time to be paid ends: once, to the buyer, by mail."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from marketplace.kernel.clock import now
from storefront.order.models import Order, OrderMail
from storefront.order.services import write_mails
from storefront.order.statuses import OrderStatus
from storefront.transfers.models import Transfer
from storefront.transfers.statuses import TransferState

#: Before the end; who has ordered within the same time is not reminded yet.
HOURS_BEFORE = 3


def remind_buyers() -> int:
    """Every buyer whose time ends soon and who has not said that all is on its way; how many."""
    reminded = 0
    for order in list(_to_remind()):
        try:
            with transaction.atomic():
                write_mails(order, [], kind=OrderMail.Kind.REMINDER)
        except IntegrityError:  # another process was as quick
            continue
        reminded += 1
    return reminded


def _to_remind() -> QuerySet[Order]:
    at, before = now(), datetime.timedelta(hours=HOURS_BEFORE)
    unclaimed = Transfer.objects.filter(
        vendor_order__order=OuterRef("pk"), state=TransferState.AWAITING, claimed_at=None
    )
    told = OrderMail.objects.filter(order=OuterRef("pk"), kind=OrderMail.Kind.REMINDER)
    return Order.objects.filter(
        Exists(unclaimed),
        ~Exists(told),
        status=OrderStatus.PENDING,
        expires_at__gt=at,
        expires_at__lte=at + before,
        date_placed__lte=at - before,
    ).order_by("pk")
