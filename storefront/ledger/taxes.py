"""Taxes withheld from sellers, by month or quarter, as the operator declares and pays them.

Withholding by platforms: Decree 117/2025/NĐ-CP until 30 June 2026, then Decree 252/2026/NĐ-CP; each
row carries the source of its rates as it was frozen at the sale. What a refund or a cancelled order
took back counts in the period in which it was taken back.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, Sum, When
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.partner.models import Vendor
from marketplace.accounts.models import User
from marketplace.kernel.errors import NotAllowed
from marketplace.kernel.spreadsheets import Row as Cells
from storefront.payers import Payer

from .accounts import Account, PostingKind, SupplyKind
from .models import Entry, LineBack, SaleLine
from .roles import VIEW, may

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


class NoSuchPeriod(Exception):
    """No month or quarter of that name; a 404."""


@dataclass(frozen=True)
class Withheld:
    """One seller's sales under one rate in a period; amounts in đồng, ``back`` taken off them."""

    vendor: Vendor
    supply_kind: str
    vat_bp: int
    pit_bp: int
    legal_reference: str
    sold: int
    back: int
    vat: int
    pit: int

    @property
    def revenue(self) -> int:
        return self.sold - self.back

    @property
    def total(self) -> int:
        return self.vat + self.pit


@dataclass(frozen=True)
class Period:
    """A month (``2026-11``) or a quarter (``2026-Q4``) with what was withheld in it, all sellers."""

    name: str
    total: int


def periods(user: User) -> tuple[list[Period], list[Period]]:
    """Quarters and months in which something was withheld or taken back, newest first; one query."""
    _require(user)
    months: dict[datetime.date, int] = {}
    taxed = Entry.objects.filter(account=Account.TAX).annotate(month=TruncMonth("posting__day"))
    for month, amount in taxed.order_by().values_list("month").annotate(Sum("amount")):
        months[month] = -amount
    quarters: dict[str, int] = {}
    for month in sorted(months):
        name = f"{month.year}-Q{(month.month + 2) // 3}"
        quarters[name] = quarters.get(name, 0) + months[month]
    return (
        [Period(name, total) for name, total in reversed(quarters.items())],
        [Period(f"{month:%Y-%m}", months[month]) for month in sorted(months, reverse=True)],
    )


def withheld_in(user: User, period: str) -> list[Withheld]:
    """By seller and rate; three queries, however many. NoSuchPeriod, NotAllowed."""
    _require(user)
    first, following = bounds(period)
    sold = _sums(
        SaleLine.objects.exclude(supply_kind="").filter(
            sale__vendor_order__postings__kind=PostingKind.SALE,
            sale__vendor_order__postings__day__gte=first,
            sale__vendor_order__postings__day__lt=following,
        ),
        ["sale__vendor", *_BASIS],
    )
    back = _sums(
        LineBack.objects.exclude(sale_line__supply_kind="").filter(
            posting__day__gte=first, posting__day__lt=following
        ),
        ["sale_line__sale__vendor", *(f"sale_line__{one}" for one in _BASIS)],
    )
    keys = sold.keys() | back.keys()
    vendors = Vendor.objects.select_related("organisation").in_bulk({one[0] for one in keys})
    rows = [_row(vendors[key[0]], key, sold.get(key, _NONE), back.get(key, _NONE)) for key in keys]
    return sorted(rows, key=lambda one: (one.vendor.name, one.vendor.pk, one.legal_reference))


def table(rows: Iterable[Withheld]) -> Iterator[Cells]:
    """Header, a row per seller and rate, the sums; spreadsheets run nothing of it."""
    yield [str(words) for words in _HEADER]
    rows = list(rows)
    kinds = {str(kind): str(label) for kind, label in SupplyKind.choices}
    for one in rows:
        organisation = one.vendor.organisation
        yield [
            one.vendor.name,
            organisation.name,
            organisation.tax_code,
            str(organisation.get_legal_form_display()),
            kinds.get(one.supply_kind, one.supply_kind),
            one.sold,
            one.back,
            one.revenue,
            _percent(one.vat_bp),
            one.vat,
            _percent(one.pit_bp),
            one.pit,
            one.total,
            one.legal_reference,
        ]
    sums = [sum(getattr(one, name) for one in rows) for name in ("sold", "back", "revenue")]
    vat, pit = sum(one.vat for one in rows), sum(one.pit for one in rows)
    yield [_("Sum"), "", "", "", "", *sums, "", vat, "", pit, vat + pit, ""]


def bounds(period: str) -> tuple[datetime.date, datetime.date]:
    """The first days of the period and of what follows it. Raises NoSuchPeriod."""
    quarter, month = _QUARTER.fullmatch(period), _MONTH.fullmatch(period)
    try:
        if quarter:
            first = datetime.date(int(quarter[1]), 3 * int(quarter[2]) - 2, 1)
            length = 3
        elif month:
            first, length = datetime.date(int(month[1]), int(month[2]), 1), 1
        else:
            raise NoSuchPeriod(period)
        months = first.year * 12 + first.month - 1 + length
        return first, datetime.date(months // 12, months % 12 + 1, 1)
    except ValueError as error:
        raise NoSuchPeriod(period) from error


_HEADER = (
    gettext_lazy("Seller"),
    gettext_lazy("Organisation"),
    gettext_lazy("Tax code"),
    gettext_lazy("Legal form"),
    gettext_lazy("Kind of supply"),
    gettext_lazy("Sold"),
    gettext_lazy("Taken back"),
    gettext_lazy("Revenue"),
    gettext_lazy("VAT rate"),
    gettext_lazy("VAT withheld"),
    gettext_lazy("Income tax rate"),
    gettext_lazy("Income tax withheld"),
    gettext_lazy("Together"),
    gettext_lazy("Legal reference"),
)


#: Vendor's key, kind of supply, both rates, legal source.
_Key = tuple[int, str, int, int, str]
_BASIS = ("supply_kind", "vat_bp", "pit_bp", "legal_reference")
#: Goods, VAT, income tax.
_Sums = tuple[int, int, int]
_NONE: _Sums = (0, 0, 0)


def _row(vendor: Vendor, key: _Key, sold: _Sums, back: _Sums) -> Withheld:
    _vendor, kind, vat_bp, pit_bp, legal_reference = key
    return Withheld(
        vendor,
        kind,
        vat_bp,
        pit_bp,
        legal_reference,
        sold=sold[0],
        back=back[0],
        vat=sold[1] - back[1],
        pit=sold[2] - back[2],
    )


def _sums(rows: "QuerySet[SaleLine] | QuerySet[LineBack]", key: list[str]) -> dict[_Key, _Sums]:
    """What the seller gets for goods, VAT and income tax, by seller and rate."""
    payer = "payer" if key[0] == "sale__vendor" else "sale_line__payer"
    own = Case(When(**{payer: Payer.VENDOR}, then=F("discount")), default=0)
    sums = (
        rows.order_by()
        .values_list(*key)
        .annotate(gets=Sum(F("goods") - own), vats=Sum("vat"), pits=Sum("pit"))
    )
    return {(*row[:5],): (row[5], row[6], row[7]) for row in sums}


def _percent(basis_points: int) -> str:
    return f"{basis_points / 100:g} %".replace(".", ",")


def _require(user: User) -> None:
    if not may(user, VIEW):
        raise NotAllowed("")
