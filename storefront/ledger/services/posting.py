"""The one function that writes in the books."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from catalog.partner.models import Vendor
from marketplace.kernel.clock import today
from storefront.ledger.accounts import Account, PostingKind
from storefront.ledger.errors import Unbalanced
from storefront.ledger.models import Entry, Posting
from storefront.vendors.models import VendorOrder

#: Account, the order it is about (None: none), debit positive.
Leg = tuple[Account, VendorOrder | None, int]


def post(
    *,
    kind: PostingKind,
    occasion: str,
    vendor: Vendor,
    legs: Iterable[Leg],
    vendor_order: VendorOrder | None = None,
) -> Posting | None:
    """Write one happening; None where that occasion is posted already, or nothing moved.

    Call it in the transaction of what happened. Unbalanced where the legs do not sum to zero.
    """
    legs = [leg for leg in legs if leg[2]]
    if sum(amount for _account, _order, amount in legs):
        raise Unbalanced(f"{occasion}: {[(str(account), amount) for account, _o, amount in legs]}")
    if not legs or Posting.objects.filter(occasion=occasion).exists():
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
        Entry(posting=posting, account=account, vendor=vendor, vendor_order=order, amount=amount)
        for account, order, amount in legs
    )
    return posting
