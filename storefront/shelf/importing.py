"""A vendor's spreadsheet of prices and stock: looked at row by row, then taken whole or not at all."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from catalog.certification.decisions.reading import UnreadableFile
from catalog.partner.models import StockRecord, Vendor
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from storefront.vendors.errors import OfferRefused
from storefront.vendors.offers import Wanted
from storefront.vendors.roles import OFFER_ROLES, require_role
from storefront.vendors.selectors import shelf_of
from storefront.vendors.sheets import read_header, rows_of_file

from .changing import change_shelf
from .models import ShelfChange, ShelfImport
from .spreadsheet import UnreadableCell, read_price, read_stock


@dataclass(frozen=True)
class Planned:
    """What a row would do: ``change``, ``same``, or ``problem`` with what is wrong."""

    number: int
    title: str
    does: str
    problems: tuple[str, ...] = ()
    record: StockRecord | None = None
    wanted: Wanted | None = None


@dataclass
class Report:
    rows: list[Planned] = field(default_factory=list)

    def count(self, does: str) -> int:
        return sum(row.does == does for row in self.rows)

    @property
    def can_be_taken(self) -> bool:
        return not self.count("problem") and bool(self.count("change"))


def try_import(*, vendor: Vendor, file: File, name: str, acting_user: User) -> ShelfImport:
    """The file read and kept for a look; nothing is taken. UnreadableFile, NotAllowed."""
    require_role(role_in(acting_user, vendor.organisation), OFFER_ROLES)
    rows = rows_of_file(file, name=name)
    header = read_header(rows[0][1]) if rows else {}
    if "id" not in header or not header.keys() & {"price", "stock"}:
        raise UnreadableFile(
            _(
                "The first row must be that of a downloaded table: its titles end with a code in brackets."
            ),
            code="no_header",
        )
    seen = {
        record.product.public_id: [_price(record), record.num_in_stock or 0]
        for record in shelf_of(vendor)
    }
    return ShelfImport.objects.create(
        vendor=vendor, filename=name[-255:], rows=rows, seen=seen, actor=acting_user
    )


def report_on(tried: ShelfImport) -> Report:
    """What taking it would do now; one query, however many rows."""
    known = {record.product.public_id: record for record in shelf_of(tried.vendor)}
    report, met = Report(), set()
    for number, row in tried.cells_by_code():
        pack_id = str(row.get("id") or "").strip()
        record = known.get(pack_id)
        if record is None:
            wrong = _("[id] This is no pack of this shop.")
            title = str(row.get("product") or "")[:80]
            report.rows.append(Planned(number, title, "problem", (wrong,)))
        elif pack_id in met:
            wrong = _("[id] This pack stands in the file twice.")
            report.rows.append(Planned(number, _named(record), "problem", (wrong,)))
        else:
            met.add(pack_id)
            report.rows.append(_planned(number, row, record, tried.seen.get(pack_id)))
    return report


def take_import(*, tried: ShelfImport, acting_user: User) -> Report:
    """Every row, or none. OfferRefused with code ``taken`` or ``problems``; NotAllowed."""
    require_role(role_in(acting_user, tried.vendor.organisation), OFFER_ROLES)
    with transaction.atomic():
        if not tried.claim():
            raise OfferRefused(_("This file was taken already."), code="taken")
        report = report_on(tried)
        if not report.can_be_taken:
            raise OfferRefused(_("Nothing was taken: look at the rows."), code="problems")
        result = change_shelf(
            vendor=tried.vendor,
            wanted=_wanted(report.rows),
            origin=ShelfChange.Origin.FILE,
            acting_user=acting_user,
        )
        if result.refused:
            raise OfferRefused(_("Nothing was taken: look at the rows."), code="problems")
        ShelfImport.objects.filter(pk=tried.pk).update(changed=result.changed)
    return report


def _named(record: StockRecord) -> str:
    """A pack alone is often “300 g”: many products have one."""
    return f"{record.product.parent.title} · {record.product.get_title()}"


def _wanted(rows: Iterable[Planned]) -> list[tuple[StockRecord, Wanted]]:
    return [(row.record, row.wanted) for row in rows if row.record and row.wanted]


def _planned(
    number: int, row: dict[str, Any], record: StockRecord, at_trial: list[Any] | None
) -> Planned:
    title = _named(record)
    price, stock = _price(record), record.num_in_stock or 0
    seen_price, seen_stock = at_trial or (price, stock)
    problems = []
    try:
        seen_price = read_price(row, "seen_price") if "seen_price" in row else seen_price
        seen_stock = read_stock(row, "seen_stock") if "seen_stock" in row else seen_stock
        wanted = Wanted(
            price=read_price(row, "price") if "price" in row else seen_price,
            stock=read_stock(row, "stock") if "stock" in row else seen_stock,
            seen_price=seen_price,
            seen_stock=seen_stock,
        )
    except UnreadableCell as problem:
        return Planned(number, title, "problem", (f"[{problem.code}] {problem}",), record)
    wanted = wanted.without_what_is_so(price=price, stock=stock)
    try:
        wanted.check()
    except OfferRefused as refusal:
        problems.append(f"[{refusal.code}] {refusal}")
    if wanted.changes_price and price != wanted.seen_price:
        problems.append(_("[price] The price was changed after the file was made."))
    if wanted.changes_stock and stock != wanted.seen_stock:
        problems.append(
            _("[stock] Stock is %(stock)s now, and was %(seen)s when the file was made.")
            % {"stock": stock, "seen": wanted.seen_stock}
        )
    elif wanted.changes_stock and wanted.stock < (record.num_allocated or 0):
        problems.append(
            _("[stock] %(number)s packs are promised to orders; stock cannot be less.")
            % {"number": record.num_allocated}
        )
    if problems:
        return Planned(number, title, "problem", tuple(problems), record)
    does = "change" if wanted.asks_anything else "same"
    return Planned(number, title, does, record=record, wanted=wanted)


def _price(record: StockRecord) -> int | None:
    return None if record.price is None else int(record.price)
