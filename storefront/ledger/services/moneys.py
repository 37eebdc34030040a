"""Money that came from buyers and went back, to whichever hand it went."""

from django.db.models import Sum

from storefront.ledger.accounts import Account, PostingKind
from storefront.ledger.models import Entry
from storefront.order.happenings import By, PaidBack, Received
from storefront.vendors.models import VendorOrder

from .posting import Leg, post


def hand_of(by: By) -> Account:
    """Who has money that goes this way: the licensed gateway, or the vendor itself. Never we."""
    return Account.GATEWAY if by == By.GATEWAY else Account.COLLECTED


def record_received(happening: Received) -> None:
    """Post what came since the last time; less than before where a payment was taken back."""
    _follow(happening.vendor_order, happening.so_far, happening.by, kind=PostingKind.RECEIVED)


def record_paid_back(happening: PaidBack) -> None:
    """Post what went back since the last time."""
    _follow(happening.vendor_order, happening.so_far, happening.by, kind=PostingKind.PAID_BACK)


def _follow(part: VendorOrder, so_far: int, by: By, *, kind: PostingKind) -> None:
    """The books follow: the difference to what they hold, under the running number of its kind."""
    prefix = f"{kind}:{by}:{part.number}:"
    hand = hand_of(by)
    sign = 1 if kind == PostingKind.RECEIVED else -1
    known = Entry.objects.filter(
        vendor_order=part, account=hand, posting__occasion__startswith=prefix
    )
    booked = sign * (known.aggregate(all=Sum("amount"))["all"] or 0)
    if kind == PostingKind.PAID_BACK:
        # What came before there were books is not in them, nor is its way back.
        came = Entry.objects.filter(
            vendor_order=part, account=hand, posting__kind=PostingKind.RECEIVED
        )
        so_far = min(so_far, came.aggregate(all=Sum("amount"))["all"] or 0)
    difference = so_far - booked
    if difference:
        post(
            kind=kind,
            occasion=f"{prefix}{known.count() + 1}",
            vendor=part.vendor,
            vendor_order=part,
            legs=[
                Leg(hand, part, sign * difference),
                Leg(Account.BUYER, part, -sign * difference),
            ],
        )
