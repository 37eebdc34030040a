"""What became of a campaign, and what its payer owes to whom; without a word of who bought."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from catalog.partner.models import Vendor
from marketplace.geography.models import Province
from marketplace.kernel.spreadsheets import Row
from storefront.ledger.accounts import OF_MARKETPLACE, Account
from storefront.ledger.due import settled_orders
from storefront.ledger.models import Entry
from storefront.order.statuses import OrderStatus
from storefront.transfers.models import BankAccount
from storefront.transfers.statuses import AccountState
from storefront.vendors.models import VendorOrder

from .models import Campaign, Use, UseLine


@dataclass(frozen=True)
class Figures:
    """Of a campaign, in đồng: what waits for its order's payment, what is sold, what is left."""

    reserved: int
    sold: int
    left: int
    uses: int


@dataclass(frozen=True)
class Owed:
    """What a payer owes one vendor; ``due`` of it is delivered, the time for claims over."""

    vendor: Vendor
    owed: int
    due: int
    account: BankAccount | None


def figures(campaign: Campaign) -> Figures:
    """One query."""
    sums = UseLine.objects.filter(use__campaign=campaign).aggregate(
        reserved=Sum(
            F("amount") - F("back"), filter=Q(use__order__status=OrderStatus.PENDING), default=0
        ),
        all=Sum(F("amount") - F("back"), default=0),
    )
    reserved = int(sums["reserved"])
    return Figures(reserved, int(sums["all"]) - reserved, campaign.left, campaign.uses)


def uses_of(campaign: Campaign) -> QuerySet[Use]:
    """Newest first, each with its order and what of it went back."""
    return (
        Use.objects.filter(campaign=campaign)
        .select_related("order", "code")
        .annotate(back=Sum("lines__back", default=0))
        .order_by("-pk")
    )


def owed_by(*, province: Province | None) -> list[Owed]:
    """What a province (None: the marketplace) owes to sellers, by name; three queries.

    Negative: the seller owes it back, for goods that came back after they were settled.
    """
    entries = _entries(province)
    sums = dict(entries.order_by().values_list("vendor").annotate(Sum("amount")))
    due = dict(
        entries.filter(vendor_order__in=settled_orders())
        .order_by()
        .values_list("vendor")
        .annotate(Sum("amount"))
    )
    open_ = [pk for pk, owed in sums.items() if owed]
    vendors = Vendor.objects.select_related("organisation").in_bulk(open_)
    accounts = {
        one.vendor_id: one
        for one in BankAccount.objects.filter(vendor__in=vendors, state=AccountState.VERIFIED)
    }
    found = [
        Owed(vendor, sums[pk], due.get(pk, 0), accounts.get(pk)) for pk, vendor in vendors.items()
    ]
    return sorted(found, key=lambda one: (one.vendor.name, one.vendor.pk))


def due_orders(
    *, province: Province | None, vendor: Vendor
) -> dict[tuple[VendorOrder, Account], int]:
    """What is due to one vendor, by order and by the account in which it stands."""
    rows = (
        _entries(province)
        .filter(vendor=vendor, vendor_order__in=settled_orders())
        .order_by()
        .values_list("vendor_order", "account")
        .annotate(owed=Sum("amount"))
        .exclude(owed=0)
        .order_by("vendor_order", "account")
    )
    amounts = {(pk, Account(account)): owed for pk, account, owed in rows}
    orders = VendorOrder.objects.in_bulk({pk for pk, _account in amounts})
    return {(orders[pk], account): owed for (pk, account), owed in amounts.items()}


def _entries(province: Province | None) -> QuerySet[Entry]:
    if province is None:
        return Entry.objects.filter(account__in=OF_MARKETPLACE)
    return Entry.objects.filter(account=Account.DISCOUNT_PROVINCE, province=province)


def uses_table(uses: Iterable[Use]) -> Iterator[Row]:
    """A row per use."""
    yield [
        _("Day"),
        _("Order number"),
        _("Code"),
        _("Status"),
        _("Given"),
        _("Gone back"),
        _("Stands"),
    ]
    for one in uses:
        back = one.back  # type: ignore[attr-defined]
        yield [
            one.created_at.date().isoformat(),
            one.order.number,
            one.code.code if one.code else "",
            one.order.status_words,
            one.amount,
            back,
            one.amount - back,
        ]


def owed_table(rows: Iterable[Owed]) -> Iterator[Row]:
    """A row per seller, for whoever makes the transfers."""
    yield [
        _("Seller"), _("Tax code"), _("Account holder"), _("Account number"), _("Bank"),
        _("Owed"), _("Due now"),
    ]  # fmt: skip
    for one in rows:
        account = one.account
        yield [
            one.vendor.name,
            one.vendor.organisation.tax_code,
            account.holder if account else "",
            account.number if account else "",
            account.bank.name if account else "",
            one.owed,
            one.due,
        ]
