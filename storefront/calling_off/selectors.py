"""What would happen if an order, or a part of it, were called off now."""

from dataclasses import dataclass

from marketplace.accounts.models import User
from marketplace.kernel.errors import NotAllowed
from storefront.cards.models import CardAttempt
from storefront.cards.selectors import METHOD as CARD
from storefront.cards.services.bearing import promised, uncertain
from storefront.cards.statuses import AttemptState
from storefront.order.models import Line, Order
from storefront.order.statuses import OrderStatus
from storefront.refunds.roles import is_money_operator
from storefront.states.table import Mover, targets
from storefront.transfers.models import Transfer
from storefront.transfers.selectors import CODE as TRANSFER
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus


@dataclass(frozen=True)
class PartPlan:
    """A part as it stands; ``goes_back`` đồng to the buyer, ``freed`` units per line on sale again."""

    vendor_order: VendorOrder
    may: bool
    goes_back: int
    freed: tuple[tuple[int, str], ...]

    @property
    def has_left(self) -> bool:
        return self.vendor_order.status in (VendorOrderStatus.SHIPPED, VendorOrderStatus.DELIVERED)


@dataclass(frozen=True)
class Plan:
    order: Order
    parts: list[PartPlan]
    may_all: bool
    #: Đồng that stay back until it is booked whose they were, or the bank has decided.
    held_back: int

    @property
    def way(self) -> str:
        """How what was paid goes back: ``card``, ``transfer``, or ``none`` where nothing was."""
        return {CARD: "card", TRANSFER: "transfer"}.get(self.order.payment_method, "none")

    @property
    def goes_back(self) -> int:
        return sum(one.goes_back for one in self.parts if one.may)

    @property
    def single(self) -> list[PartPlan]:
        """Those that may be called off alone; a part that waits for its money ends with the whole."""
        pending = VendorOrderStatus.PENDING
        return [one for one in self.parts if one.may and one.vendor_order.status != pending]


def plan_for(user: User, number: str) -> Plan:
    """By the order's number. Order.DoesNotExist; NotAllowed for others than operators of money."""
    require_operator(user)
    order = Order.objects.get(number=number)
    rows = VendorOrder.objects.filter(order=order).select_related("vendor__organisation", "order")
    paid = _paid(order)
    parts = [
        PartPlan(
            part,
            may=VendorOrderStatus.CANCELLED
            in targets("vendors.vendororder", part.status, by=Mover.OPERATOR),
            goes_back=max(0, paid.get(part.pk, 0)),
            freed=tuple(
                Line.objects.filter(vendor_order=part, num_allocated__gt=0)
                .order_by("pk")
                .values_list("num_allocated", "title")
            ),
        )
        for part in rows.order_by("pk")
    ]
    over = (VendorOrderStatus.CANCELLED, VendorOrderStatus.RETURNED)
    return Plan(
        order,
        parts,
        may_all=order.status in (OrderStatus.PENDING, OrderStatus.PLACED)
        and any(one.may for one in parts)
        and all(one.may or one.vendor_order.status in over for one in parts),
        held_back=uncertain(order.pk) if order.payment_method == CARD else 0,
    )


def _paid(order: Order) -> dict[int, int]:
    """Part → what has come for it and has not gone back, nor is promised to."""
    if order.payment_method == TRANSFER:
        transfers = Transfer.objects.filter(vendor_order__order=order)
        return {one.vendor_order_id: one.held - one.refunded for one in transfers}
    if order.payment_method == CARD:
        attempts = CardAttempt.objects.filter(payment__order=order, state=AttemptState.SUCCEEDED)
        if not attempts.exists():
            return {}
        gone = promised(order.pk)
        return {one.pk: one.total - gone[one.pk] for one in order.vendor_orders.all()}
    return {}


def require_operator(user: User) -> None:
    """NotAllowed for others than operators of money."""
    if not is_money_operator(user):
        raise NotAllowed("")
