"""Who bears money that left the gateway: how much of each vendor's part went back, and is owed still.

Our own refunds name their part. One made by hand on Stripe's pages, and a dispute that was lost,
name none until an operator has said for which part they were (CardShare): until then they are
*unbooked*, nobody knows whose money it was, and what ends is paid back only as far as it would be
owed if all of it had been its own.
"""

from collections import Counter

from django.db.models import QuerySet, Sum

from marketplace.kernel.money import apportion
from storefront.cards.models import CardDispute, CardRefund, CardShare
from storefront.cards.selectors import lost_disputes, not_needed
from storefront.cards.statuses import RefundState
from storefront.refunds.models import Refund
from storefront.refunds.statuses import GRANTED
from storefront.vendors.models import VendorOrder
from storefront.vendors.statuses import VendorOrderStatus

#: How the cause of a refund begins that was made by hand at Stripe; its id there follows.
BY_HAND = "stripe-"
OVER = (VendorOrderStatus.CANCELLED, VendorOrderStatus.EXPIRED)

#: What left past our books: a refund by hand, or a lost dispute.
Gone = CardRefund | CardDispute


def hand_refunds() -> QuerySet[CardRefund]:
    """Made by hand at Stripe, taken over, and of no part yet."""
    mine = CardRefund.objects.filter(cause__startswith=BY_HAND, shares=None, vendor_order=None)
    return mine.filter(state=RefundState.DONE)


def uncertain(order_id: int) -> int:
    """Money of the order of which nobody can say whose it is: unbooked, or disputed at this time."""
    of_order = {"attempt__payment__order": order_id}
    disputed = CardDispute.objects.filter(state=CardDispute.State.OPEN, **of_order)
    return (
        _sum(hand_refunds().filter(**of_order), "amount")
        + _sum(lost_disputes().filter(**of_order), "taken")
        + _sum(disputed, "amount")
    )


def promised(order_id: int, *, done_only: bool = False) -> Counter[int]:
    """Part → what has gone back or is promised to; with ``done_only`` what has gone."""
    found: Counter[int] = Counter()
    refunds = CardRefund.objects.filter(attempt__payment__order=order_id)
    refunds = (
        refunds.filter(state=RefundState.DONE)
        if done_only
        else refunds.exclude(state=RefundState.FAILED)
    )
    for part, amount in refunds.exclude(vendor_order=None).values_list("vendor_order", "amount"):
        found[part] += amount
    of_refunds = CardShare.objects.filter(refund__in=refunds)
    of_disputes = CardShare.objects.filter(
        dispute__attempt__payment__order=order_id, dispute__state=CardDispute.State.LOST
    )
    for part, amount in (of_refunds | of_disputes).values_list("vendor_order", "amount"):
        found[part] += amount
    return found


def borne(part: VendorOrder) -> int:
    """What of the part's money that went back the marketplace bears."""
    shares = CardShare.objects.filter(vendor_order=part)
    return shares.aggregate(all=Sum("borne", default=0))["all"]


def owed_back(part: VendorOrder) -> int:
    """What the buyer is owed of the part and nobody has promised; a refund that failed is again."""
    if part.status in OVER:
        due = part.total
    else:
        due = _sum(Refund.objects.filter(vendor_order=part, state__in=GRANTED), "total")
    return due + borne(part) - promised(part.order_id)[part.pk]


def gone_by_part(order_id: int) -> list[tuple[VendorOrder, int, int]]:
    """Each part with what has gone back of it, as the books know it, and what of it pays refunds.

    Unbooked money is shared by what is left of each part, so that none bears more than it had.
    """
    parts = list(VendorOrder.objects.filter(order=order_id).order_by("pk"))
    gone = promised(order_id, done_only=True)
    of_order = {"attempt__payment__order": order_id}
    by_hand, lost = hand_refunds().filter(**of_order), lost_disputes().filter(**of_order)
    unbooked = _sum(by_hand, "amount") + _sum(lost, "taken")
    left = [max(0, part.total - gone[part.pk]) for part in parts]
    # A payment that was not needed went back as a whole, by a refund or by a dispute: each part had
    # its share of it twice.
    whole = CardRefund.objects.filter(
        state=RefundState.DONE, vendor_order=None, shares=None, **of_order
    ).exclude(cause__startswith=BY_HAND)
    taken_back = CardDispute.objects.filter(
        state=CardDispute.State.LOST,
        shares=None,
        attempt__in=not_needed().values("attempt"),
        **of_order,
    )
    shares = zip(
        parts,
        apportion(unbooked, left),
        apportion(
            _sum(whole, "amount") + _sum(taken_back, "taken"), [part.total for part in parts]
        ),
        strict=True,
    )
    return [
        (part, gone[part.pk] + mine + twice, gone[part.pk] - borne(part))
        for part, mine, twice in shares
    ]


def _sum(rows: QuerySet[CardRefund] | QuerySet[CardDispute] | QuerySet[Refund], field: str) -> int:
    return rows.aggregate(all=Sum(field))["all"] or 0
