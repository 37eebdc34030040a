"""Rows of a statement with what they are: money in, money out, or words around the table."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from catalog.certification.decisions.parsing.dates import dates_in
from marketplace.kernel.text import clean

from .amounts import read_amount
from .columns import Cells, Mapping

_TIME = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?(?!\d)")
LONGEST_DESCRIPTION = 500
LONGEST_PAYER = 120
LONGEST_BANK_ID = 80
_FORMULA = re.compile(r"\s*=")


@dataclass(frozen=True)
class ReadRow:
    """Money in where ``amount`` is positive, out where negative; ``number`` counts from 1."""

    number: int
    day: datetime.date
    time: str = ""
    amount: int = 0
    description: str = ""
    bank_id: str = ""
    payer: str = ""


@dataclass(frozen=True)
class Problem:
    """A row that is about money and cannot be read, in words."""

    number: int
    words: str


@dataclass
class Read:
    """A whole statement: what came in, how many rows went out, what could not be read."""

    incoming: list[ReadRow] = field(default_factory=list)
    outgoing: int = 0
    problems: list[Problem] = field(default_factory=list)


def read_rows(rows: Sequence[tuple[int, Cells]], mapping: Mapping, *, today: datetime.date) -> Read:
    """Every row below the titles. Rows without a day are words around the table (totals, balances).

    Nothing is guessed: a row with a day whose amount or date cannot be read is a problem.
    """
    read = Read()
    for position, (number, cells) in enumerate(rows):
        if position <= mapping.header:
            continue
        written = _at(cells, mapping.day)
        if written is None or not any(c.isdigit() for c in str(written)):
            continue
        row = _one(number, cells, mapping, today)
        if row is None:
            continue
        if isinstance(row, Problem):
            read.problems.append(row)
        elif row.amount > 0:
            read.incoming.append(row)
        else:
            read.outgoing += 1
    return read


def _one(
    number: int, cells: Cells, mapping: Mapping, today: datetime.date
) -> ReadRow | Problem | None:
    try:
        amount = _amount(cells, mapping)
    except ValueError as error:
        return Problem(
            number, _("The amount cannot be read: “%(cell)s”.") % {"cell": str(error)[:40]}
        )
    written = str(_at(cells, mapping.day))
    days = set(dates_in(written))
    if amount is None:
        # A line of another kind, such as the opening balance with its day.
        return None
    if len(days) != 1:
        return Problem(number, _("The day cannot be read: “%(cell)s”.") % {"cell": written[:40]})
    day = days.pop()
    if day > today:
        return Problem(number, _("The day %(day)s is still to come.") % {"day": f"{day:%d/%m/%Y}"})
    time = _TIME.search(written)
    return ReadRow(
        number,
        day=day,
        time=f"{int(time[1]):02d}:{time[2]}:{time[3] or '00'}" if time else "",
        amount=amount,
        description=_text(cells, mapping.description, LONGEST_DESCRIPTION),
        bank_id=_text(cells, mapping.bank_id, LONGEST_BANK_ID),
        payer=_text(cells, mapping.payer, LONGEST_PAYER),
    )


def _amount(cells: Cells, mapping: Mapping) -> int | None:
    """Positive for money in. A formula is no amount: what it would give is not looked at."""
    if mapping.credit is None:
        return _signed(_at(cells, mapping.amount))
    credit = _signed(_at(cells, mapping.credit))
    debit = _signed(_at(cells, mapping.debit))
    if credit:
        if credit < 0 or debit:
            raise ValueError(f"{credit} / {debit or 0}")
        return credit
    return -abs(debit) if debit else None


def _signed(cell: Any) -> int | None:
    if isinstance(cell, str) and _FORMULA.match(cell):
        raise ValueError(cell)
    return read_amount(cell)


def _at(cells: Cells, column: int | None) -> Any:
    return cells[column] if column is not None and column < len(cells) else None


def _text(cells: Cells, column: int | None, limit: int) -> str:
    cell = _at(cells, column)
    return "" if cell is None else clean(str(cell))[:limit]
