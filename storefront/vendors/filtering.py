"""Which of a vendor's orders are looked at: by status, where they go, when they came, number."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from marketplace.kernel.clock import VIETNAM

from .models import VendorOrder, VendorOrderEvent
from .statuses import VendorOrderStatus


def was_placed() -> Exists:
    """Whether the order has ever been new, so that the vendor may know whom it is for."""
    return Exists(
        VendorOrderEvent.objects.filter(vendor_order=OuterRef("pk"), status=VendorOrderStatus.NEW)
    )


@dataclass(frozen=True)
class OrderFilter:
    """``province`` is a code, ``since`` and ``until`` are days in Vietnam, both included."""

    status: str = ""
    province: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    number: str = ""

    @classmethod
    def of(cls, cleaned: dict[str, Any]) -> "OrderFilter":
        return cls(**{name: value for name, value in cleaned.items() if value})

    @property
    def is_narrow(self) -> bool:
        """Whether anything but the status leaves orders out."""
        return bool(self.province or self.since or self.until or self.number)

    def of_any_status(self, orders: QuerySet[VendorOrder]) -> QuerySet[VendorOrder]:
        """Where an order goes is known of placed ones only: the filter tells no more than the page."""
        if self.province:
            orders = orders.filter(
                was_placed(), order__shipping_address__commune__province__code=self.province
            )
        if self.since:
            orders = orders.filter(created_at__gte=_midnight(self.since))
        if self.until:
            orders = orders.filter(created_at__lt=_midnight(self.until + datetime.timedelta(1)))
        if self.number:
            orders = orders.filter(number__contains=self.number.upper())
        return orders

    def narrow(self, orders: QuerySet[VendorOrder]) -> QuerySet[VendorOrder]:
        orders = self.of_any_status(orders)
        return orders.filter(status=self.status) if self.status else orders


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), tzinfo=VIETNAM)
