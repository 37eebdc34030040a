"""A parcel came back: what was paid for its goods is to go back, what was not is not owed any more."""

from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.kernel.clock import now
from storefront.order.happenings import CameBack
from storefront.states.moving import move_row
from storefront.states.table import Mover

from .balances import open_balances
from .granting import grant, is_cash
from .services import Shares, write_refund
from .shares import share_of
from .statuses import RefundState, RefundWay


def after_coming_back(happened: CameBack) -> None:
    """For the units of the parcel that are not refunded yet, with their share of the delivery.

    Paid before: proposed, for the owner or an operator to decide. Due at the door: settled at
    once, since nothing was collected and nothing is to go back.
    """
    part = happened.vendor_order
    shares = _shares(happened)
    if not sum(amounts.total for amounts, _restock in shares.values()):
        return
    cash = is_cash(part)
    with translation.override(part.order.language):  # the buyer reads it
        reason = _("The parcel came back to the seller.")
    refund = write_refund(
        part,
        shares,
        reason=reason,
        form_key=f"back-{happened.shipment.pk}",
        acting_user=happened.acting_user,
        way=RefundWay.NEVER_CAME if cash else RefundWay.GOES,
        shipment=happened.shipment,
    )
    if cash:
        grant(refund, part, by=Mover.VENDOR, acting_user=happened.acting_user)
        move_row(refund, to=RefundState.SETTLED, by=Mover.PARTS, settled_at=now())


def _shares(happened: CameBack) -> Shares:
    balances = open_balances(happened.vendor_order)
    shares: Shares = {}
    for line, units in happened.lines:
        balance = balances[line.pk]
        left = min(units, balance.quantity - balance.back_quantity)
        if left:
            shares[line.pk] = share_of(balance.sold, balance.back, quantity=left), False
    return shares
