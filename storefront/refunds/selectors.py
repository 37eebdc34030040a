"""Refunds as the vendor's people and the buyer see them; another's is not there."""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from marketplace.accounts.models import User
from storefront.order.models import Line, Order
from storefront.vendors.models import VendorOrder
from storefront.vendors.roles import ACCOUNT_ROLES, MONEY_ROLES, ORDER_ROLES
from storefront.vendors.selectors import Desk, desk_for

from .balances import balances_of
from .models import Refund, RefundLine
from .statuses import GRANTED, RefundWay


@dataclass(frozen=True)
class LineLeft:
    """A line with what is left of it: units, and đồng for goods and delivery."""

    line: Line
    quantity: int
    goods: int
    shipping: int


@dataclass(frozen=True)
class RefundDesk:
    """One order of a vendor with its refunds, for somebody who handles its orders."""

    desk: Desk
    vendor_order: VendorOrder
    lines: list[LineLeft]
    refunds: list[Refund]

    @property
    def proposes(self) -> bool:
        return self.desk.handles_money

    @property
    def approves(self) -> bool:
        return self.desk.role in ACCOUNT_ROLES


def refund_desk_for(user: User, vendor_public_id: str, order_public_id: str) -> RefundDesk:
    """Vendor.DoesNotExist, VendorOrder.DoesNotExist for another's; NotAllowed without the role."""
    desk = desk_for(user, vendor_public_id, allowed=ORDER_ROLES)
    part = VendorOrder.objects.select_related("vendor__organisation", "order").get(
        vendor=desk.vendor, public_id=order_public_id
    )
    refunds = list(with_lines(Refund.objects.filter(vendor_order=part)))
    return RefundDesk(desk, part, lines_left(part), refunds)


def lines_left(part: VendorOrder) -> list[LineLeft]:
    """What is left of each line; two queries."""
    balances = balances_of(part)
    return [
        LineLeft(
            line=line,
            quantity=balances[line.pk].quantity - balances[line.pk].back_quantity,
            goods=balances[line.pk].goods - balances[line.pk].back_goods,
            shipping=balances[line.pk].shipping - balances[line.pk].back_shipping,
        )
        for line in Line.objects.filter(vendor_order=part).order_by("pk")
    ]


def refund_for(
    user: User, vendor_public_id: str, order_public_id: str, refund_public_id: str
) -> Refund:
    """Refund.DoesNotExist for another order's, and as ``refund_desk_for``."""
    desk = desk_for(user, vendor_public_id, allowed=MONEY_ROLES)
    return Refund.objects.select_related(
        "vendor_order__vendor__organisation", "vendor_order__order"
    ).get(
        vendor_order__vendor=desk.vendor,
        vendor_order__public_id=order_public_id,
        public_id=refund_public_id,
    )


def refunds_of(order: Order) -> list[Refund]:
    """What the buyer gets back by line, oldest first; one query, two where there is something."""
    granted = Refund.objects.filter(vendor_order__order=order, state__in=GRANTED)
    granted = granted.exclude(way=RefundWay.NEVER_CAME)
    return list(with_lines(granted).order_by("pk"))


def with_lines(refunds: QuerySet[Refund]) -> QuerySet[Refund]:
    """With all that a page says about a refund; one query more for the lines."""
    return refunds.select_related(
        "vendor_order__vendor", "vendor_order__order", "proposed_by", "decided_by"
    ).prefetch_related(Prefetch("lines", RefundLine.objects.select_related("line")))


def refunded_units(vendor_order: VendorOrder) -> dict[Line, int]:
    """Of each line, how many units went back or are granted to; what is not to arrive any more."""
    units: dict[Line, int] = {}
    for one in RefundLine.objects.filter(
        refund__vendor_order=vendor_order, refund__state__in=GRANTED
    ).select_related("line"):
        units[one.line] = units.get(one.line, 0) + one.quantity
    return units
