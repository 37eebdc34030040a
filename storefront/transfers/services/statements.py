"""A bank's file: tried at once, taken whole or not at all, twice without effect."""

import datetime
import hashlib
import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from catalog.certification.decisions.reading import Formula, UnreadableFile, read_file
from marketplace.accounts.models import User
from marketplace.accounts.selectors import role_in
from marketplace.kernel import audit
from marketplace.kernel.clock import now, today
from storefront.transfers.errors import StatementRefused
from storefront.transfers.models import BankAccount, BankTransaction, Statement, StatementLayout
from storefront.transfers.reading import (
    Mapping,
    Read,
    ReadRow,
    find_mapping,
    read_rows,
    signature_of,
)
from storefront.transfers.references import squeezed
from storefront.transfers.tasks import match_account
from storefront.vendors.roles import MONEY_ROLES, require_role

from .matching import match_open

#: Bytes and rows of a file; a busy shop's month has some thousand rows.
LARGEST = 5 * 1024 * 1024
MOST_ROWS = 10_000
_WIDEST = 40


@dataclass
class Report:
    """What taking a statement would do (or has done): its rows with what is new and known."""

    read: Read
    fresh: list[ReadRow] = field(default_factory=list)
    known: list[ReadRow] = field(default_factory=list)

    @property
    def can_be_taken(self) -> bool:
        return not self.read.problems


def try_statement(*, account: BankAccount, file: File, name: str, acting_user: User) -> Statement:
    """The file read and kept for a look; nothing is taken. Raises UnreadableFile.

    Its mapping is the vendor's own for such a file, else what the titles give, else empty: then
    somebody must say which column is what (``map_statement``).
    """
    require_role(role_in(acting_user, account.vendor.organisation), MONEY_ROLES)
    cells, digest = _cells(file, name)
    rows = [row for _number, row in cells]
    remembered = StatementLayout.objects.filter(
        vendor=account.vendor_id, signature=signature_of(rows)
    ).first()
    found = find_mapping(rows)
    mapping = dict(remembered.mapping) if remembered else found.as_dict() if found else {}
    return Statement.objects.create(
        account=account,
        filename=name[-255:],
        sha256=digest,
        cells=cells,
        mapping=mapping,
        actor=acting_user,
    )


def map_statement(*, statement: Statement, mapping: Mapping, acting_user: User) -> Statement:
    """Somebody has said which column is what; the next file of this kind is read so, too."""
    vendor = statement.account.vendor
    require_role(role_in(acting_user, vendor.organisation), MONEY_ROLES)
    rows = [row for _number, row in statement.cells]
    with transaction.atomic():
        Statement.objects.filter(pk=statement.pk, state=Statement.State.TRIED).update(
            mapping=mapping.as_dict()
        )
        StatementLayout.objects.update_or_create(
            vendor=vendor, signature=signature_of(rows), defaults={"mapping": mapping.as_dict()}
        )
    statement.refresh_from_db()
    return statement


def report_on(statement: Statement) -> Report | None:
    """What taking it would do; None while nobody has said what its columns are, or it is over."""
    if not statement.mapping or statement.state != Statement.State.TRIED:
        return None
    read = read_rows(statement.cells, Mapping(**statement.mapping), today=today())
    report = Report(read)
    _compare(statement.account, report)
    return report


def take_statement(*, statement: Statement, acting_user: User) -> Report:
    """Every new row, or none where one cannot be read. Then the money is matched.

    The same file, or another one of the same days, adds nothing. StatementRefused where it was
    taken already, has no mapping, has rows that cannot be read, or where the books hold a row of
    it that came from elsewhere at this very moment.
    """
    account = statement.account
    require_role(role_in(acting_user, account.vendor.organisation), MONEY_ROLES)
    with transaction.atomic():
        # The UPDATE keeps the account's row until the end: a second import waits here.
        BankAccount.objects.filter(pk=account.pk).update(imports=F("imports") + 1)
        statement.refresh_from_db()
        report = report_on(statement)
        if report is None:
            raise StatementRefused(_("This statement was taken already."), code="taken")
        if not report.can_be_taken:
            raise StatementRefused(
                _("Nothing was taken: some rows cannot be read."), code="problems"
            )
        _write(statement, report)
        Statement.objects.filter(pk=statement.pk).update(
            state=Statement.State.TAKEN,
            taken_at=now(),
            cells=[],
            fresh=len(report.fresh),
            known=len(report.known),
            outgoing=report.read.outgoing,
        )
        audit.record(
            action="statement.taken",
            target=statement,
            acting_user=acting_user,
            vendor=account.vendor.public_id,
            fresh=len(report.fresh),
            known=len(report.known),
            sha256=statement.sha256,
        )
        match_account.enqueue(account.pk)
    match_open(account_id=account.pk)
    return report


def drop_statement(*, statement: Statement, acting_user: User) -> None:
    """Not this file: its rows are forgotten."""
    require_role(role_in(acting_user, statement.account.vendor.organisation), MONEY_ROLES)
    Statement.objects.filter(pk=statement.pk, state=Statement.State.TRIED).update(
        state=Statement.State.DROPPED, cells=[]
    )


def _cells(file: File, name: str) -> tuple[list[list[Any]], str]:
    """Rows as (number, cells) that JSON can hold, and the file's digest."""
    if file.size > LARGEST:
        raise UnreadableFile(
            _("The file is larger than %(limit)s MB.") % {"limit": LARGEST // 1024 // 1024},
            code="too_large",
        )
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        sheets = read_file(Path(copy.name), name=name)
        digest = hashlib.sha256(Path(copy.name).read_bytes()).hexdigest()
    rows = [row for sheet in sheets for row in sheet.rows if not row.is_blank]
    if not rows:
        raise UnreadableFile(_("There is no table in this file."), code="no_table")
    if len(rows) > MOST_ROWS or max(len(row.cells) for row in rows) > _WIDEST:
        raise UnreadableFile(
            _("The file has more than %(limit)s rows.") % {"limit": MOST_ROWS},
            code="too_many_rows",
        )
    return [[row.number, [_plain(cell) for cell in row.cells]] for row in rows], digest


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat(sep=" ") if isinstance(cell, datetime.datetime) else cell.isoformat()
    if isinstance(cell, Formula):
        return str(cell)
    return cell[:1000] if isinstance(cell, str) else cell


def base_of(account: BankAccount, row: ReadRow) -> str:
    """What makes two rows equal where the bank gives no number: day, amount, description."""
    said = f"{account.pk}|{row.day}|{row.amount}|{squeezed(row.description)}"
    return hashlib.sha256(said.encode()).hexdigest()


def _compare(account: BankAccount, report: Report) -> None:
    """Sort the rows into new and known, against the books and against each other."""
    rows = report.read.incoming
    bases = {id(row): base_of(account, row) for row in rows}
    kept = list(_of_these_days(account, rows).only("base", "booked_on", "bank_id", "amount"))
    numbers = {(money.booked_on, money.bank_id, money.amount) for money in kept if money.bank_id}
    unnumbered: defaultdict[str, int] = defaultdict(int)
    equals: defaultdict[str, int] = defaultdict(int)
    for money in kept:
        equals[money.base] += 1
        unnumbered[money.base] += not money.bank_id
    seen: defaultdict[str, int] = defaultdict(int)
    for row in rows:
        base = bases[id(row)]
        if row.bank_id:
            numbered = (row.day, row.bank_id, row.amount)
            is_known = numbered in numbers
            if not is_known and unnumbered[base]:
                unnumbered[base] -= 1
                is_known = True
            numbers.add(numbered)
        else:
            seen[base] += 1
            is_known = seen[base] <= equals[base]
        (report.known if is_known else report.fresh).append(row)


def _of_these_days(account: BankAccount, rows: list[ReadRow]) -> QuerySet[BankTransaction]:
    """What the books hold from the first to the last day of these rows."""
    days = [row.day for row in rows]
    if not days:
        return BankTransaction.objects.none()
    return BankTransaction.objects.filter(account=account, booked_on__range=(min(days), max(days)))


def _write(statement: Statement, report: Report) -> None:
    account = statement.account
    highest: defaultdict[str, int] = defaultdict(int)
    kept = _of_these_days(account, report.fresh)
    for base, number in kept.values_list("base", "number"):
        highest[base] = max(highest[base], number)
    written = []
    for row in report.fresh:
        base = base_of(account, row)
        highest[base] += 1
        written.append(
            BankTransaction(
                account=account,
                statement=statement,
                booked_on=row.day,
                booked_at=row.time,
                amount=row.amount,
                description=row.description,
                payer=row.payer,
                bank_id=row.bank_id,
                base=base,
                number=highest[base],
            )
        )
    try:
        with transaction.atomic():
            BankTransaction.objects.bulk_create(written, batch_size=500)
    except IntegrityError as error:
        raise StatementRefused(
            _("Nothing was taken: some of these rows have just been written. Please look again."),
            code="clash",
        ) from error
