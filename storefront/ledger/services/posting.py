"""The one function that writes in the books."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import IntegrityError, transaction

from catalog.partner.models import Vendor
from marketplace.kernel.clock import today
from storefront.ledger.accounts import Account, PostingKind
from storefront.ledger.errors import Unbalanced
from storefront.ledger.models import Entry, Posting
from storefront.vendors.models import VendorOrder


class Leg(NamedTuple):
    """``vendor_order`` is the order it is about (None: none), a debit is positive.

    ``province`` (its key) says whose discount it is, of the provinces' account alone.
    """

    account: Account
    vendor_order: VendorOrder | None
    amount: int
    province: int | None = None


def post(
    *,
    kind: PostingKind,
    occasion: str,
    vendor: Vendor,
    legs: Iterable[Leg | tuple[Account, VendorOrder | None, int]],
    vendor_order: VendorOrder | None = None,
) -> Posting | None:
    """Write one happening; None where that occasion is posted already, or nothing moved.

    Call it in the transaction of what happened. Unbalanced where the legs do not sum to zero.
    """
    moved = [leg for leg in (Leg(*leg) for leg in legs) if leg.amount]
    if sum(leg.amount for leg in moved):
        raise Unbalanced(f"{occasion}: {[(str(leg.account), leg.amount) for leg in moved]}")
    if not moved or Posting.objects.filter(occasion=occasion).exists():
        return None
    try:
        with transaction.atomic():
            posting = Posting.objects.create(
                kind=kind,
                occasion=occasion,
                vendor=vendor,
                vendor_order=vendor_order,
                day=today(),
            )
    except IntegrityError:
        return None
    Entry.objects.bulk_create(
        Entry(
            posting=posting,
            account=leg.account,
            vendor=vendor,
            vendor_order=leg.vendor_order,
            amount=leg.amount,
            province_id=leg.province,
        )
        for leg in moved
    )
    return posting
