"""Discounts and deliveries that others than the buyer pay, by whose account."""

from collections.abc import Iterable

from storefront.ledger.accounts import Account
from storefront.payers import Payer
from storefront.vendors.models import VendorOrder

from .posting import Leg

ACCOUNT_OF = {
    Payer.VENDOR: Account.DISCOUNT_VENDOR,
    Payer.PROVINCE: Account.DISCOUNT_PROVINCE,
    Payer.PLATFORM: Account.DISCOUNT_PLATFORM,
}


def paid_by_others(
    part: VendorOrder, discounts: Iterable[tuple[str, int | None, int]], *, delivery_aid: int
) -> list[Leg]:
    """(payer, province, đồng) of the goods and the part's delivery: one leg for each who pays.

    Negative amounts take back.
    """
    sums: dict[tuple[str, int | None], int] = {}
    aid = (part.delivery_payer, part.delivery_province_id, delivery_aid)
    for payer, province, amount in [*discounts, aid]:
        if amount:
            sums[payer, province] = sums.get((payer, province), 0) + amount
    return [
        Leg(ACCOUNT_OF[Payer(payer)], part, amount, province)
        for (payer, province), amount in sums.items()
    ]
