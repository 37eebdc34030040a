"""What came by card and went back, told per vendor's part; one payment covers all of an order's."""

from django.db.models import Sum

from marketplace.kernel.money import apportion
from storefront.cards.models import CardAttempt, CardDispute, CardRefund
from storefront.cards.statuses import RefundState
from storefront.order.happenings import By, PaidBack, Received, tell
from storefront.vendors.models import VendorOrder


def tell_received(order_id: int) -> None:
    """Each part has its share of what the order's attempts brought; in that transaction."""
    came = (
        CardAttempt.objects.filter(payment__order=order_id).aggregate(all=Sum("received"))["all"]
        or 0
    )
    for part, so_far in _shares(order_id, came):
        tell(Received(part, so_far=so_far, by=By.GATEWAY))


def tell_paid_back(order_id: int) -> None:
    """What went back for a part, and its share of what went back for the order as a whole.

    A lost dispute is money that the gateway gave back to the card's holder.
    """
    done = CardRefund.objects.filter(attempt__payment__order=order_id, state=RefundState.DONE)
    sums = dict(done.order_by().values_list("vendor_order").annotate(Sum("amount")))
    lost = CardDispute.objects.filter(
        attempt__payment__order=order_id, state=CardDispute.State.LOST
    ).aggregate(all=Sum("amount"))["all"]
    for part, share in _shares(order_id, sums.pop(None, 0) + (lost or 0)):
        tell(PaidBack(part, so_far=share + sums.get(part.pk, 0), by=By.GATEWAY))


def _shares(order_id: int, amount: int) -> list[tuple[VendorOrder, int]]:
    parts = list(VendorOrder.objects.filter(order=order_id).order_by("pk"))
    return list(zip(parts, apportion(amount, [part.total for part in parts]), strict=True))
