"""What may be paid out today, and to which account."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet, Sum

from catalog.partner.models import Vendor
from marketplace.kernel.clock import now
from storefront.cards.selectors import freezing
from storefront.refunds.models import Refund
from storefront.refunds.statuses import RefundState
from storefront.transfers.models import BankAccount
from storefront.transfers.statuses import AccountState
from storefront.vendors.models import VendorOrder

from .accounts import Account
from .models import Entry, PayoutItem
from .positions import CARD, OWED


@dataclass
class VendorDue:
    """What one vendor would be paid: by order, negative where the vendor owes."""

    vendor: Vendor
    account: BankAccount | None
    orders: dict[int, int] = field(default_factory=dict)

    @property
    def amount(self) -> int:
        return sum(self.orders.values())

    @property
    def is_payable(self) -> bool:
        return self.account is not None and self.amount > 0


def positions(vendor_orders: QuerySet[VendorOrder]) -> dict[int, int]:
    """Vendor's order → what its vendor is owed of it now, payouts under way taken off."""
    return dict(
        Entry.objects.filter(vendor_order__in=vendor_orders)
        .order_by()
        .values("vendor_order")
        .annotate(owed=OWED)
        .values_list("vendor_order", "owed")
    )


def settled_orders() -> QuerySet[VendorOrder]:
    """Sales past the time for claims that nobody disputes; one order's parts each on their own.

    A refund that waits for a decision keeps its part back, a card's dispute the whole order.
    """
    disputes = freezing().filter(attempt__payment__order=OuterRef("order_id"))
    asked = Refund.objects.filter(vendor_order=OuterRef("pk"), state=RefundState.PROPOSED)
    # Of a card's order more went back than was refunded in the books: that money is not there.
    gone = (
        Entry.objects.filter(
            vendor_order=OuterRef("pk"),
            account=Account.BUYER,
            vendor_order__order__payment_method=CARD,
        )
        .order_by()
        .values("vendor_order")
        .annotate(left=Sum("amount"))
        .filter(left__gt=0)
    )
    return (
        VendorOrder.objects.filter(sale__due_at__lte=now())
        .exclude(Exists(gone))
        .exclude(Exists(disputes))
        .exclude(Exists(asked))
    )


def due() -> list[VendorDue]:
    """By vendor, who has nothing open left out; vendors by name. Four queries.

    An order that is in a run already, or whose buyer has not paid, waits.
    """
    in_a_run = PayoutItem.objects.filter(vendor_order=OuterRef("vendor_order"), is_open=True)
    found = (
        Entry.objects.filter(vendor_order__in=settled_orders())
        .exclude(Exists(in_a_run))
        .order_by()
        .values("vendor", "vendor_order")
        .annotate(owed=OWED)
        .exclude(owed=0)
        .order_by("vendor_order")
    )
    rows = list(found.values_list("vendor", "vendor_order", "owed"))
    vendors = Vendor.objects.in_bulk({vendor for vendor, _order, _owed in rows})
    accounts = {
        account.vendor_id: account
        for account in BankAccount.objects.filter(vendor__in=vendors, state=AccountState.VERIFIED)
    }
    by_vendor: dict[int, VendorDue] = {}
    for vendor, order, owed in rows:
        one = by_vendor.setdefault(vendor, VendorDue(vendors[vendor], accounts.get(vendor)))
        one.orders[order] = owed
    return sorted(by_vendor.values(), key=lambda one: (one.vendor.name, one.vendor.pk))


def held_at_gateway() -> int:
    """Buyers' money that the licensed gateway holds, by our books."""
    return Entry.objects.filter(account=Account.GATEWAY).aggregate(all=Sum("amount"))["all"] or 0
