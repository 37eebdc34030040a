"""A vendor's spreadsheet of supplies: looked at row by row, then taken whole or not at all."""

from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.catalogue.models import Product
from catalog.certification.decisions.reading import UnreadableFile
from catalog.partner.models import Vendor
from catalog.supply.errors import SupplyExists, SupplyRefused
from catalog.supply.facts import Facts, facts_from_json, facts_of
from catalog.supply.models import Supply
from catalog.supply.permissions import require_writer
from catalog.supply.selectors import products_to_offer, with_figures
from catalog.supply.services import change_supply, create_supply
from marketplace.accounts.models import User
from marketplace.kernel import audit, text
from marketplace.kernel.checking import Refused
from marketplace.kernel.errors import MarketplaceError
from storefront.vendors.sheets import read_header, rows_of_file

from .models import SupplyImport
from .spreadsheet import Unreadable, as_json


@dataclass(frozen=True)
class Planned:
    """What a row would do: ``new``, ``change``, ``same``, or ``problem`` with what is wrong."""

    number: int
    product: str
    does: str
    problems: tuple[str, ...] = ()
    facts: Facts | None = None
    supply: Supply | None = None
    goods: Product | None = None


@dataclass
class Report:
    rows: list[Planned] = field(default_factory=list)

    def count(self, does: str) -> int:
        return sum(row.does == does for row in self.rows)

    @property
    def can_be_taken(self) -> bool:
        return not self.count("problem") and bool(self.count("new") or self.count("change"))


def try_import(*, vendor: Vendor, file: File, name: str, acting_user: User) -> SupplyImport:
    """The file read and kept for a look; nothing is taken. UnreadableFile, NotAllowed."""
    require_writer(acting_user, vendor)
    rows = rows_of_file(file, name=name)
    if not rows or "unit" not in read_header(rows[0][1]):
        raise UnreadableFile(
            _(
                "The first row must be that of an exported file: its titles end with a code in brackets."
            ),
            code="no_header",
        )
    return SupplyImport.objects.create(
        vendor=vendor, filename=name[-255:], rows=rows, actor=acting_user
    )


def report_on(tried: SupplyImport) -> Report:
    """What taking it would do now; a fixed number of queries, however many rows."""
    vendor = tried.vendor
    known = {
        supply.public_id: supply
        for supply in with_figures(Supply.objects.filter(vendor=vendor)).exclude(
            state=Supply.State.CLOSED
        )
    }
    products = list(products_to_offer(vendor))
    report = Report()
    for number, row in tried.cells_by_code():
        report.rows.append(_planned(number, row, known, products))
    return report


def take_import(*, tried: SupplyImport, acting_user: User) -> Report:
    """Every row, or none. SupplyRefused with code ``taken`` or ``problems``; NotAllowed."""
    require_writer(acting_user, tried.vendor)
    with transaction.atomic():
        if not tried.claim():
            raise SupplyRefused(_("This file was taken already."), code="taken")
        report = report_on(tried)
        if not report.can_be_taken:
            raise SupplyRefused(_("Nothing was taken: look at the rows."), code="problems")
        for row in report.rows:
            _take(row, tried.vendor, acting_user)
        SupplyImport.objects.filter(pk=tried.pk).update(
            created=report.count("new"), changed=report.count("change")
        )
        audit.record(
            action="supplies.imported",
            target=tried,
            acting_user=acting_user,
            vendor=tried.vendor.public_id,
            created=report.count("new"),
            changed=report.count("change"),
        )
    return report


def _take(row: Planned, vendor: Vendor, acting_user: User) -> None:
    """Refused as a whole where a row no longer holds."""
    assert row.facts is not None  # noqa: S101 - a problem would have been refused
    try:
        if row.does == "new":
            assert row.goods is not None  # noqa: S101 - as above
            create_supply(
                vendor=vendor, product=row.goods, facts=row.facts, acting_user=acting_user
            )
        elif row.does == "change":
            assert row.supply is not None  # noqa: S101 - as above
            change_supply(row.supply, facts=row.facts, acting_user=acting_user)
    except SupplyExists:
        return  # an equal row of the same file
    except MarketplaceError as refusal:
        raise SupplyRefused(
            _("Nothing was taken: row %(number)s: %(reason)s")
            % {"number": row.number, "reason": refusal},
            code="problems",
        ) from refusal


def _planned(
    number: int, row: dict[str, Any], known: dict[str, Supply], products: list[Product]
) -> Planned:
    named = str(row.get("product") or "").strip().lstrip("'")
    try:
        facts = facts_from_json(as_json(row))
    except Unreadable as problem:
        return Planned(number, named, "problem", (f"[{problem.field}] {problem}",))
    except Refused as refusal:
        told = tuple(f"[{problem.field}] {problem.message}" for problem in refusal.problems)
        return Planned(number, named, "problem", told)
    public_id = str(row.get("id") or "").strip()
    if not public_id:
        return _beginning(number, named, facts, known, products)
    supply = known.get(public_id)
    if supply is None:
        wrong = _("[id] This is no supply of this shop that is on offer.")
        return Planned(number, named, "problem", (wrong,))
    return _changing(number, facts, supply)


def _beginning(
    number: int, named: str, facts: Facts, known: dict[str, Supply], products: list[Product]
) -> Planned:
    """A row without an id: new, unless the shop offers just this already."""
    goods = _named(named, products)
    if goods is None:
        wrong = _("[product] The shop has no product of this title.")
        return Planned(number, named, "problem", (wrong,))
    equal = next(
        (one for one in known.values() if one.product_id == goods.pk and _same(one, facts)), None
    )
    does = "same" if equal is not None else "new"
    return Planned(number, goods.title, does, facts=facts, supply=equal, goods=goods)


def _changing(number: int, facts: Facts, supply: Supply) -> Planned:
    promised = {row.month: row.committed for row in supply.capacities.all()}
    short = tuple(
        f"[{month:%Y-%m}] "
        + _("%(number)s are promised in this month; its capacity cannot be less.")
        % {"number": promised[month]}
        for month, units in facts.capacity
        if promised.get(month, 0) > units
    )
    title = supply.product.title
    if short:
        return Planned(number, title, "problem", short)
    does = "same" if _same(supply, facts) else "change"
    return Planned(number, title, does, facts=facts, supply=supply)


def _same(supply: Supply, facts: Facts) -> bool:
    """Whether the supply says this already; months that the row does not name do not count."""
    books = facts_of(
        supply, tiers=list(supply.tiers.all()), capacities=list(supply.capacities.all())
    )
    months = dict(books.capacity)
    if any(months.get(month, 0) != units for month, units in facts.capacity):
        return False
    return books.to_json() | {"capacity": None} == facts.to_json() | {"capacity": None}


def _named(named: str, products: list[Product]) -> Product | None:
    wanted = text.key(named)
    found = [one for one in products if named == one.public_id or one.folded_title == wanted]
    return found[0] if len(found) == 1 else None
