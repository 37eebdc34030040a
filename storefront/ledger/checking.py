"""Are the books sound? What postings, sales and payouts say, against each other."""

from dataclasses import asdict, dataclass

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from storefront.shipping.models import DeliveryBudget
from storefront.vouchers.models import Campaign, UseLine

from .accounts import Account, PostingKind
from .models import Entry, Payout, Posting, Sale
from .services.catching_up import unbooked
from .statuses import PayoutState


@dataclass(frozen=True)
class Fault:
    """``what`` is a code, ``where`` names the posting, order or payout."""

    what: str
    where: str
    amount: int

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def faults() -> list[Fault]:
    """Every fault in the books; empty where all is well. Seven queries."""
    return [
        *_sales_not_booked(),
        *_unbalanced_postings(),
        *_sales_that_differ(),
        *_more_back_than_sold(),
        *_payouts_that_differ(),
        *_budgets_that_differ(),
        *_delivery_budgets_that_differ(),
    ]


def _sales_not_booked() -> list[Fault]:
    """Parts that stand and that the books do not know; ``book_old_sales`` books them."""
    return [Fault("sale_not_booked", part.number, part.total) for part in unbooked()]


def _unbalanced_postings() -> list[Fault]:
    sums = Posting.objects.annotate(sum=Sum("entries__amount"), entries_=Count("entries"))
    return [
        Fault("posting_not_zero", posting.occasion, posting.sum or 0)
        for posting in sums.filter(~Q(sum=0) | Q(entries_=0)).order_by("pk")
    ]


def _sales_that_differ() -> list[Fault]:
    """Figures kept with a sale, against what its posting credited."""
    booked = Sale.objects.annotate(
        due=Sum(
            "vendor_order__entries__amount",
            filter=Q(
                vendor_order__entries__account=Account.BUYER,
                vendor_order__entries__posting__kind=PostingKind.SALE,
            ),
            default=0,
        )
    ).exclude(due=F("goods") - F("discount") + F("shipping") - F("delivery_aid"))
    return [
        Fault("sale_differs", sale.vendor_order.number, sale.due)
        for sale in booked.select_related("vendor_order").order_by("pk")
    ]


def _more_back_than_sold() -> list[Fault]:
    over = Sale.objects.annotate(
        back=Sum(
            "vendor_order__entries__amount",
            filter=Q(vendor_order__entries__account=Account.REFUNDS),
            default=0,
        )
    ).filter(Q(back__gt=F("goods")) | Q(back__lt=0))
    return [
        Fault("more_back_than_sold", sale.vendor_order.number, sale.back)
        for sale in over.select_related("vendor_order").order_by("pk")
    ]


def _payouts_that_differ() -> list[Fault]:
    """What is at the bank, against the account of payouts under way; items against their payout."""
    at_bank = Payout.objects.filter(state=PayoutState.SENT).aggregate(all=Sum("amount"))["all"] or 0
    underway = -(
        Entry.objects.filter(account=Account.UNDERWAY).aggregate(all=Sum("amount"))["all"] or 0
    )
    found = [] if at_bank == underway else [Fault("underway", "", underway - at_bank)]
    wrong = Payout.objects.annotate(sum=Sum("items__amount")).exclude(sum=F("amount"))
    return found + [
        Fault("payout_differs", payout.reference, payout.sum or 0)
        for payout in wrong.order_by("pk")
    ]


def _budgets_that_differ() -> list[Fault]:
    """What campaigns of vouchers say is promised, against what orders hold of them."""
    held = (
        UseLine.objects.filter(use__campaign=OuterRef("pk"))
        .order_by()
        .values("use__campaign")
        .annotate(all=Sum(F("amount") - F("back")))
        .values("all")
    )
    wrong = Campaign.objects.annotate(held=Coalesce(Subquery(held), 0)).exclude(held=F("committed"))
    return [
        Fault("budget_differs", campaign.public_id, campaign.held)
        for campaign in wrong.order_by("pk")
    ]


def _delivery_budgets_that_differ() -> list[Fault]:
    """The same of free deliveries."""
    budgets = DeliveryBudget.objects.annotate(
        held=Sum(F("uses__amount") - F("uses__back"), default=0)
    )
    return [
        Fault("delivery_budget_differs", str(budget.free_id), budget.held)
        for budget in budgets.exclude(held=F("committed")).order_by("pk")
    ]
