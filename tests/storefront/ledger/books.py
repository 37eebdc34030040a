"""Balances of the books, and orders paid by card without a card."""

from typing import Any

from django.db.models import Sum

from catalog.partner.models import Vendor
from marketplace.accounts.models import Organisation
from storefront.ledger.accounts import OF_VENDOR, Account
from storefront.ledger.models import Entry, Posting
from storefront.order.models import Order
from storefront.vendors.models import VendorOrder
from storefront.vendors.services import move_vendor_order
from tests.factories import make_vendor, province
from tests.storefront.transfers.factories import owner_of


def balances(**where: Any) -> dict[str, int]:
    """Account → sum, those that are not zero."""
    sums = Entry.objects.filter(**where).order_by().values_list("account").annotate(Sum("amount"))
    return {account: amount for account, amount in sums if amount}


def owed_to(**where: Any) -> int:
    """What the vendor of these entries is owed; negative: owes."""
    return -sum(amount for account, amount in balances(**where).items() if account in OF_VENDOR)


def open_balances(**where: Any) -> dict[str, int]:
    """The same, the vendor's accounts as one: what it is owed stands as a credit of "vendor"."""
    found = balances(**where)
    rest = {account: amount for account, amount in found.items() if account not in OF_VENDOR}
    owed = owed_to(**where)
    return rest | ({Account.VENDOR.value: -owed} if owed else {})


def every_posting_sums_to_zero() -> bool:
    return not Posting.objects.annotate(sum=Sum("entries__amount")).exclude(sum=0).exists()


def household(name: str = "Hộ Nguyễn Văn Bảy", slug: str = "dong-thap") -> Vendor:
    return make_vendor(
        name,
        organisation=Organisation.objects.create(
            name=name, legal_form="household", province=province(slug)
        ),
    )


def deliver(part: VendorOrder) -> VendorOrder:
    clerk = owner_of(part.vendor)
    for status in ("accepted", "packed", "shipped", "delivered"):
        move_vendor_order(part, to=status, acting_user=clerk)
    return part


def part_of(order: Order) -> VendorOrder:
    return order.vendor_orders.select_related("vendor__organisation").get()
