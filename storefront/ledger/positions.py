"""What the marketplace owes a vendor, by entries of the books; the one place that says how.

Of an order through the gateway: minus the vendor's accounts. Of one paid directly also what its
buyer still owes or is owed: that is between the two of them, and never money of ours. What a
province or the marketplace's own budget pays of a price is between that payer and the vendor, too:
it is transferred to the vendor and noted (services/payers.py), so no payout waits for it.
"""

from django.db.models import Case, Q, Sum, Value, When

from storefront.cards.selectors import METHOD as CARD

from .accounts import OF_PAYERS, OF_VENDOR, Account, PostingKind

#: Entries that are between the vendor and us, for queries on Entry.
BETWEEN_US = Q(account__in=(*OF_VENDOR, *OF_PAYERS)) | (
    Q(account=Account.BUYER) & ~Q(vendor_order__order__payment_method=CARD)
)

_TAKEN_BACK = (PostingKind.REFUND, PostingKind.END)
_PAID_OUT = (PostingKind.PAYOUT, PostingKind.PAYOUT_BACK)

#: The columns of a vendor's statement; together they are what the vendor is owed.
COLUMNS = (
    "goods",
    "shipping",
    "refunds",
    "direct",
    "commission",
    "tax",
    "discounts",
    "payers",
    "paid_out",
)

#: Which column an entry counts in; "kept_back" is commission and tax that a refund gives back.
COLUMN = Case(
    When(account=Account.COMMISSION, then=Value("commission")),
    When(account=Account.TAX, then=Value("tax")),
    When(account=Account.DISCOUNT_VENDOR, then=Value("discounts")),
    When(account__in=OF_PAYERS, then=Value("payers")),
    When(Q(account=Account.COLLECTED) | Q(account=Account.BUYER), then=Value("direct")),
    When(account=Account.REFUNDS, then=Value("refunds")),
    When(
        Q(account=Account.SHIPPING) & Q(posting__kind__in=_TAKEN_BACK),
        then=Value("refunds"),
    ),
    When(account=Account.SHIPPING, then=Value("shipping")),
    When(Q(account=Account.VENDOR) & Q(posting__kind__in=_PAID_OUT), then=Value("paid_out")),
    When(
        Q(account=Account.VENDOR) & Q(posting__kind__in=_TAKEN_BACK),
        then=Value("kept_back"),
    ),
    default=Value("goods"),
)

#: Entries that a statement reads: those between us, and what was kept back of them.
ON_STATEMENT = BETWEEN_US | Q(account__in=(Account.COMMISSION, Account.TAX))

#: An aggregate over entries.
OWED = -Sum("amount", filter=BETWEEN_US, default=0)


def figures(sums: dict[str, int]) -> dict[str, int]:
    """The columns of a statement from sums of entries by COLUMN; together they are what is owed.

    VENDOR's entries of a sale are the goods less commission and tax, which have columns of their
    own; those of a refund are commission and tax given back, and cancel out with these.
    """
    commission, tax = sums.get("commission", 0), sums.get("tax", 0)
    found = {column: -sums.get(column, 0) for column in COLUMNS}
    found["commission"], found["tax"] = commission, tax
    found["goods"] -= commission + tax + sums.get("kept_back", 0)
    return found
