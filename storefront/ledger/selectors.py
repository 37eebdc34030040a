"""A vendor's statements, for those who handle its money; another's vendor does not exist (a 404)."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from marketplace.accounts.models import User
from storefront.vendors.roles import MONEY_ROLES
from storefront.vendors.selectors import Desk, desk_for

from .accounts import PostingKind
from .models import Entry
from .positions import COLUMN, COLUMNS, ON_STATEMENT, OWED, figures


class NoSuchMonth(Exception):
    """No month of that name; a 404."""


@dataclass(frozen=True)
class Month:
    """What a month brought, by column, in đồng; ``opening`` is what the vendor was owed before."""

    first: datetime.date
    opening: int
    figures: dict[str, int]

    @property
    def closing(self) -> int:
        return self.opening + sum(self.figures.values())

    @property
    def name(self) -> str:
        return f"{self.first:%Y-%m}"


@dataclass(frozen=True)
class Row:
    """One posting on a statement."""

    day: datetime.date
    kind: str
    number: str
    order_id: str
    figures: dict[str, int]

    @property
    def label(self) -> str:
        return str(PostingKind(self.kind).label)

    @property
    def kept(self) -> int:
        """Commission and tax."""
        return self.figures["commission"] + self.figures["tax"]

    @property
    def total(self) -> int:
        return sum(self.figures.values())


@dataclass(frozen=True)
class Statement:
    desk: Desk
    month: Month
    rows: list[Row] = field(default_factory=list)


def statement_desk_for(user: User, vendor_id: str) -> Desk:
    """The user's place at the vendor's money. Vendor.DoesNotExist, NotAllowed."""
    return desk_for(user, vendor_id, allowed=MONEY_ROLES)


def months_for(user: User, vendor_id: str) -> tuple[Desk, list[Month]]:
    """Every month in which something happened, newest first; two queries."""
    desk = statement_desk_for(user, vendor_id)
    sums: dict[datetime.date, dict[str, int]] = {}
    found = (
        Entry.objects.filter(ON_STATEMENT, vendor=desk.vendor)
        .annotate(month=TruncMonth("posting__day"), column=COLUMN)
        .order_by()
        .values_list("month", "column")
        .annotate(Sum("amount"))
    )
    for month, column, amount in found:
        sums.setdefault(month, {})[column] = amount
    months: list[Month] = []
    owed = 0
    for first in sorted(sums):
        months.append(Month(first, opening=owed, figures=figures(sums[first])))
        owed = months[-1].closing
    return desk, months[::-1]


def statement_for(user: User, vendor_id: str, month: str) -> Statement:
    """One month's postings in the order in which they were made; three queries, however many."""
    first, following = bounds(month)
    desk = statement_desk_for(user, vendor_id)
    entries = Entry.objects.filter(ON_STATEMENT, vendor=desk.vendor).annotate(column=COLUMN)
    opening = Entry.objects.filter(vendor=desk.vendor, posting__day__lt=first).aggregate(owed=OWED)[
        "owed"
    ]
    found: dict[int, tuple[tuple[datetime.date, str, str, str], dict[str, int]]] = {}
    in_month = entries.filter(posting__day__gte=first, posting__day__lt=following)
    for posting, day, kind, number, order_id, column, amount in in_month.order_by(
        "posting", "pk"
    ).values_list(
        "posting",
        "posting__day",
        "posting__kind",
        "posting__vendor_order__number",
        "posting__vendor_order__public_id",
        "column",
        "amount",
    ):
        _head, sums = found.setdefault(posting, ((day, kind, number or "", order_id or ""), {}))
        sums[column] = sums.get(column, 0) + amount
    rows = [Row(*head, figures=figures(sums)) for head, sums in found.values()]
    rows = [row for row in rows if any(row.figures.values())]
    totals = {column: sum(row.figures[column] for row in rows) for column in COLUMNS}
    return Statement(desk, Month(first, opening=opening, figures=totals), rows)


def bounds(month: str) -> tuple[datetime.date, datetime.date]:
    """The first days of the month named ``2026-11`` and of the next. Raises NoSuchMonth."""
    try:
        first = datetime.date.fromisoformat(f"{month}-01")
        return first, (first + datetime.timedelta(days=32)).replace(day=1)
    except (ValueError, OverflowError) as error:
        raise NoSuchMonth(month) from error
