"""Refunds whose money has gone back already: by hand at the card provider, or by a lost dispute."""

from collections.abc import Sequence
from dataclasses import dataclass

from marketplace.accounts.models import User
from marketplace.kernel.money import apportion
from storefront.states.table import Mover
from storefront.vendors.models import VendorOrder

from .balances import open_balances, too_much
from .granting import grant_all, require_open
from .models import Refund
from .services import Shares, require_something_left, write_refund
from .shares import Amounts, with_others
from .statuses import RefundWay


@dataclass(frozen=True)
class GoneLine:
    """Of a line: how many units do not count as sold any more, and the đồng paid back for it."""

    line_id: int
    quantity: int
    goods: int
    restock: bool = False


@dataclass(frozen=True)
class GonePart:
    """What was paid back of one vendor's part: lines, and đồng of its delivery charge."""

    vendor_order: VendorOrder
    lines: Sequence[GoneLine]
    shipping: int = 0

    @property
    def total(self) -> int:
        return sum(one.goods for one in self.lines) + self.shipping


def book_gone(
    *, parts: Sequence[GonePart], reason: str, form_key: str, acting_user: User
) -> list[Refund]:
    """A refund for each part, approved: stock, books and mail follow, and no money moves.

    The caller holds the provider's rows and the parts, and tells the money afterwards (PaidBack),
    which settles them. RefundRefused as ``propose_refund``; then nothing may be kept.
    """
    refunds = []
    for one in parts:
        part = one.vendor_order
        require_open(part)
        shares = _shares(one)
        require_something_left(part, open_balances(part), shares)
        refund = write_refund(
            part,
            shares,
            reason=reason,
            form_key=form_key,
            acting_user=acting_user,
            way=RefundWay.GONE,
        )
        refunds.append((refund, part))
    grant_all(refunds, by=Mover.OPERATOR, acting_user=acting_user)
    return [refund for refund, _part in refunds]


def _shares(one: GonePart) -> Shares:
    """By line; the delivery is shared by what is left of each line's."""
    balances = open_balances(one.vendor_order)
    left = [balance.shipping - balance.back_shipping for balance in balances.values()]
    if not 0 <= one.shipping <= sum(left):
        raise too_much()
    delivery = dict(zip(balances, apportion(one.shipping, left), strict=True))
    lines = {line.line_id: line for line in one.lines if line.quantity or line.goods}
    if not lines.keys() <= balances.keys():
        raise too_much()
    shares: Shares = {}
    for line_id, shipping in delivery.items():
        line = lines.get(line_id, GoneLine(line_id, 0, 0))
        balance = balances[line_id]
        amounts = with_others(
            balance.sold, balance.back, Amounts(line.quantity, line.goods, shipping)
        )
        if amounts.quantity or amounts.total:
            shares[line_id] = amounts, line.restock and line.quantity > 0
    return shares
