"""Money that a card's holder got back and no seller gives up: the marketplace bears it."""

from storefront.ledger.accounts import Account, PostingKind
from storefront.order.happenings import Borne

from .posting import Leg, post


def record_borne(happening: Borne) -> None:
    """The sale stands; what the buyer took back the marketplace owes the vendor, straight."""
    part = happening.vendor_order
    post(
        kind=PostingKind.BORNE,
        occasion=f"borne:{part.number}:{happening.cause}",
        vendor=part.vendor,
        vendor_order=part,
        legs=[
            Leg(Account.LOSS_PLATFORM, part, happening.amount),
            Leg(Account.BUYER, part, -happening.amount),
        ],
    )
