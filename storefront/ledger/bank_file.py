"""The file that the operator's bank takes, and the one that it gives back; docs/ledger.md has both.

Out: CSV in ASCII with a header, one row per payout: number, account, holder, bank's BIN, bank,
amount in whole đồng, description. The description begins with the payout's reference.
In: any table (CSV, XLSX) with a column of references and one of results.
"""

import csv
import datetime
import io
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from catalog.certification.decisions.reading import read_file
from marketplace.kernel.text import fold
from storefront.payment.vietqr import BANKS

from .errors import ResultsRefused
from .models import Payout

HEADER = ("STT", "SO TAI KHOAN", "CHU TAI KHOAN", "BIN", "NGAN HANG", "SO TIEN", "NOI DUNG")
DESCRIPTION = "{reference} CHI TRA NGUOI BAN OCOP"
#: Bytes and rows of a bank's answer.
LARGEST = 2 * 1024 * 1024
MOST_ROWS = 5_000

_TITLES = {
    "reference": {"reference", "tham chieu", "ma tham chieu", "noi dung", "description"},
    "result": {"result", "status", "ket qua", "trang thai"},
    "bank_id": {"bank number", "transaction", "so giao dich", "ma giao dich", "so but toan"},
    "reason": {"reason", "ly do"},
}
_PAID = {"paid", "success", "ok", "thanh cong", "da chi", "da tra"}
_REFUSED = {"refused", "failed", "returned", "tu choi", "that bai", "tra lai", "bi tra lai"}


@dataclass(frozen=True)
class Answer:
    """What the bank says of one payout."""

    reference: str
    is_paid: bool
    bank_id: str
    reason: str


def bank_file(payouts: Iterable[Payout]) -> bytes:
    """The same bytes for the same payouts, whenever it is asked for."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEADER)
    for position, payout in enumerate(payouts, start=1):
        bank = BANKS[payout.bank_bin]
        writer.writerow(
            [
                position,
                payout.account_number,
                _ascii(payout.holder),
                payout.bank_bin,
                _ascii(bank.name),
                payout.amount,
                DESCRIPTION.format(reference=payout.reference),
            ]
        )
    return out.getvalue().encode("ascii")


def _ascii(words: str) -> str:
    """As banks want names; nothing that a spreadsheet takes for a formula."""
    kept = "".join(c for c in fold(words).upper() if c.isascii() and (c.isalnum() or c in " .-&"))
    return kept.lstrip(".-& ")


def read_answers(file: File, *, name: str) -> list[Answer]:
    """Raises UnreadableFile, ResultsRefused naming the rows that cannot be understood."""
    if (file.size or 0) > LARGEST:
        raise ResultsRefused(_("The file is too large."), code="too_large")
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        sheets = read_file(Path(copy.name), name=name)
    rows = [row for sheet in sheets for row in sheet.rows if not row.is_blank]
    if len(rows) > MOST_ROWS:
        raise ResultsRefused(_("The file is too large."), code="too_large")
    for position, row in enumerate(rows):
        columns = _columns(row.cells)
        if {"reference", "result"} <= columns.keys():
            return _answers(rows[position + 1 :], columns)
    raise ResultsRefused(
        _("The file needs a column “Reference” and a column “Result”."), code="columns"
    )


def _columns(cells: Iterable[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, cell in enumerate(cells):
        title = fold(_text(cell))
        for name, titles in _TITLES.items():
            if title in titles:
                found.setdefault(name, position)
    return found


def _answers(rows: Iterable[Any], columns: dict[str, int]) -> list[Answer]:
    answers, problems = [], []
    for row in rows:
        said = {
            name: _text(row.cells[at]) if at < len(row.cells) else ""
            for name, at in columns.items()
        }
        result = fold(said["result"])
        if result not in _PAID | _REFUSED or not said["reference"]:
            problems.append(str(row.number))
            continue
        answers.append(
            Answer(
                reference=said["reference"].split()[0].upper(),
                is_paid=result in _PAID,
                bank_id=said.get("bank_id", "")[:80],
                reason=said.get("reason", "")[:255],
            )
        )
    if problems:
        raise ResultsRefused(
            _("Nothing was taken: rows %(rows)s say neither paid nor refused.")
            % {"rows": ", ".join(problems[:20])},
            code="rows",
        )
    return answers


def _text(cell: Any) -> str:
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
