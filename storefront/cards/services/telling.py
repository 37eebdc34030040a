"""What came by card and went back, told per vendor's part; one payment covers all of an order's."""

from django.db.models import Sum

from marketplace.kernel.money import apportion
from storefront.cards.models import CardAttempt
from storefront.order.happenings import By, PaidBack, Received, tell
from storefront.vendors.models import VendorOrder

from .bearing import gone_by_part


def tell_received(order_id: int) -> None:
    """Each part has its share of what the order's attempts brought; in that transaction."""
    for part, so_far in received_by_part(order_id):
        tell(Received(part, so_far=so_far, by=By.GATEWAY))


def received_by_part(order_id: int) -> list[tuple[VendorOrder, int]]:
    attempts = CardAttempt.objects.filter(payment__order=order_id)
    return _shares(order_id, attempts.aggregate(all=Sum("received"))["all"] or 0)


def tell_paid_back(order_id: int) -> None:
    """What has gone back of each part: by refunds, and by disputes that the card's holder won."""
    for part, so_far, for_refunds in gone_by_part(order_id):
        others = for_refunds if for_refunds != so_far else None
        tell(PaidBack(part, so_far=so_far, by=By.GATEWAY, for_refunds=others))


def _shares(order_id: int, amount: int) -> list[tuple[VendorOrder, int]]:
    parts = list(VendorOrder.objects.filter(order=order_id).order_by("pk"))
    return list(zip(parts, apportion(amount, [part.total for part in parts]), strict=True))
