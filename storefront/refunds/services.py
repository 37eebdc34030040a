"""A refund is proposed by line; who may, has it granted at once (docs/refunds.md)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext as _

from marketplace.accounts.models import User
from marketplace.kernel import audit, text
from storefront.shipments.models import Shipment
from storefront.states.table import Mover
from storefront.vendors.models import VendorOrder

from .balances import open_balances, take, too_much
from .errors import RefundRefused
from .granting import BEFORE_DISPATCH, grant, holding, require_open
from .models import LineBalance, Refund, RefundLine
from .roles import needs_no_approval, require_proposer
from .shares import Amounts, NotThatMuch, share_of
from .statuses import HOLDING, RefundWay

#: By line: what goes back, and whether its units are sold again.
Shares = dict[int, tuple[Amounts, bool]]

REASON_LENGTH = 255
PROOF_LENGTH = 120


@dataclass(frozen=True)
class Wanted:
    """Of a line: how many units, how many đồng off the price besides, and whether it is sold again."""

    line_id: int
    quantity: int
    reduction: int = 0
    restock: bool = False


def propose_refund(
    *,
    vendor_order: VendorOrder,
    wanted: Sequence[Wanted],
    with_shipping: bool,
    reason: str,
    form_key: str,
    acting_user: User,
) -> Refund:
    """A refund of some of the part; approved at once where the user may (roles.py).

    The same ``form_key`` is the same refund. RefundRefused where it is of nothing, more than is
    left, not paid yet, of an order that is over, or of all that has not left yet (``all``: cancel
    instead); NotAllowed without the role. Then nothing has changed.
    """
    require_proposer(acting_user, vendor_order.vendor)
    reason = text.clean(reason)[:REASON_LENGTH]
    if not reason:
        raise RefundRefused(_("Please tell the buyer why."), code="reason")
    with holding(vendor_order) as part:
        known = Refund.objects.filter(vendor_order=part, form_key=form_key).first()
        if known is not None:
            return known
        require_open(part)
        balances = open_balances(part)
        shares = _shares(wanted, balances, with_shipping=with_shipping)
        require_something_left(part, balances, shares)
        refund = write_refund(
            part, shares, reason=reason, form_key=form_key, acting_user=acting_user
        )
        held = Refund.objects.filter(vendor_order=part, state__in=HOLDING)
        so_far = held.filter(way=RefundWay.GOES).aggregate(all=Sum("total"))["all"]
        if needs_no_approval(acting_user, part.vendor, so_far=so_far):
            grant(refund, part, by=Mover.VENDOR, acting_user=acting_user)
    return refund


def _shares(
    wanted: Sequence[Wanted], balances: dict[int, LineBalance], *, with_shipping: bool
) -> Shares:
    shares: Shares = {}
    for one in wanted:
        if not one.quantity and not one.reduction:
            continue
        balance = balances.get(one.line_id)
        if balance is None or one.line_id in shares:
            raise too_much()
        try:
            amounts = share_of(
                balance.sold,
                balance.back,
                quantity=one.quantity,
                reduction=one.reduction,
                with_shipping=with_shipping,
            )
        except NotThatMuch as error:
            raise too_much() from error
        shares[one.line_id] = amounts, one.restock and one.quantity > 0
    if not sum(amounts.total for amounts, _restock in shares.values()):
        raise RefundRefused(_("Please say how much of which goods."), code="nothing")
    return shares


def require_something_left(
    part: VendorOrder, balances: dict[int, LineBalance], shares: Shares
) -> None:
    """RefundRefused (``all``) where a part that has not left would have nothing to send any more."""
    going = sum(amounts.quantity for amounts, _restock in shares.values())
    left = sum(one.quantity - one.back_quantity for one in balances.values())
    if part.status in BEFORE_DISPATCH and 0 < left <= going:
        raise RefundRefused(
            _("Nothing would be left to send. Cancel the order instead."), code="all"
        )


def write_refund(
    part: VendorOrder,
    shares: Shares,
    *,
    reason: str,
    form_key: str,
    acting_user: User | None,
    way: str = RefundWay.GOES,
    shipment: Shipment | None = None,
) -> Refund:
    """Proposed, with what it holds of its lines; the part is locked. RefundRefused (``too_much``)."""
    goods = sum(amounts.goods for amounts, _restock in shares.values())
    shipping = sum(amounts.shipping for amounts, _restock in shares.values())
    refund = Refund.objects.create(
        vendor_order=part,
        form_key=form_key,
        way=way,
        shipment=shipment,
        goods=goods,
        shipping=shipping,
        total=goods + shipping,
        reason=reason,
        proposed_by=acting_user,
    )
    for line_id, (amounts, restock) in sorted(shares.items()):
        take(line_id, amounts)
        RefundLine.objects.create(
            refund=refund,
            line_id=line_id,
            quantity=amounts.quantity,
            goods=amounts.goods,
            shipping=amounts.shipping,
            discount=amounts.discount,
            delivery_aid=amounts.delivery_aid,
            restocked=restock,
        )
    audit.record(
        action="refund.proposed",
        target=refund,
        acting_user=acting_user,
        number=part.number,
        total=refund.total,
    )
    return refund
