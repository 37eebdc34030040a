"""From a file to rows of named cells, and from cells to values; what cannot be read is a problem."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from catalog.certification.decisions.parsing.dates import read_date
from catalog.certification.decisions.parsing.unclear import Unclear
from catalog.certification.decisions.reading import Cell, Formula, read_file
from marketplace.kernel.errors import MarketplaceError
from marketplace.kernel.text import clean

#: Which columns tell what a table is about.
KINDS: dict[str, frozenset[str]] = {
    "rates": frozenset({"carrier", "valid_from", "zone", "class"}),
    "remote": frozenset({"carrier", "valid_from", "commune"}),
    "free": frozenset({"payer", "free_from", "valid_from"}),
}
#: More than any parcel costs, in đồng; larger figures are typing errors.
MOST_DONG = 100_000_000
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")


@dataclass(frozen=True)
class Problem:
    """A cell or a row that cannot be taken, in words; ``row`` counts from 1."""

    row: int
    words: str


class RatesRefused(MarketplaceError):
    """Nothing was written; ``problems`` says why, row by row."""

    code = "rates_refused"

    def __init__(self, problems: Sequence[Problem]) -> None:
        told = "\n".join(
            _("Row %(row)s: %(words)s") % {"row": one.row, "words": one.words} for one in problems
        )
        super().__init__(told)
        self.problems = tuple(problems)


@dataclass
class Table:
    """One sheet: its kind, its column titles, its rows."""

    kind: str
    titles: list[str]
    rows: list["NamedRow"] = field(default_factory=list)


class NamedRow:
    """The cells of a row by their column's title; readers raise ``Unclear`` with words."""

    def __init__(self, number: int, cells: dict[str, Cell]) -> None:
        self.number = number
        self._cells = cells

    def text(self, column: str, *, longest: int = 200, default: str = "") -> str:
        cell = self._cells.get(column)
        if isinstance(cell, Formula):
            raise _unclear(column, cell)
        found = "" if cell is None else clean(str(cell)).lstrip("'")
        if len(found) > longest:
            raise _unclear(column, found)
        return found or default

    def one_of(self, column: str, values: Sequence[str], *, default: str = "") -> str:
        found = self.text(column, default=default)
        if found not in values:
            raise _unclear(column, found)
        return found

    def whole(self, column: str, *, least: int, most: int, default: int | None = None) -> int:
        """A whole number as people write it: 16000, 16.000, 16,000."""
        cell = self._cells.get(column)
        if cell is None and default is not None:
            return default
        number = cell if isinstance(cell, int) and not isinstance(cell, bool) else None
        if isinstance(cell, str) and cell.isascii() and _GROUPED.fullmatch(cell):
            number = int(re.sub(r"[.,]", "", cell))
        if number is None or not least <= number <= most:
            raise _unclear(column, cell)
        return number

    def day(self, column: str) -> datetime.date:
        return read_date(self._cells.get(column))

    def day_or_none(self, column: str) -> datetime.date | None:
        return self.day(column) if self._cells.get(column) is not None else None

    def yes(self, column: str) -> bool:
        return self.one_of(column, ("0", "1", "yes", "no"), default="0") in {"1", "yes"}

    def has(self, column: str) -> bool:
        return self._cells.get(column) is not None


def _unclear(column: str, cell: object) -> Unclear:
    return Unclear(
        "cell",
        _("“%(column)s” cannot be “%(cell)s”.")
        % {"column": column, "cell": "" if cell is None else str(cell)[:40]},
    )


def read_tables(path: Path) -> list[Table]:
    """The tables of a file that one of KINDS fits. UnreadableFile, RatesRefused where none does."""
    tables = list(_tables(path))
    if not tables:
        raise RatesRefused(
            [Problem(1, _("No table of rates, remote communes or free deliveries was found."))]
        )
    return tables


def _tables(path: Path) -> Iterator[Table]:
    for sheet in read_file(path):
        rows = [row for row in sheet if not row.is_blank]
        if not rows:
            continue
        titles = [str(cell or "").strip().lower() for cell in rows[0].cells]
        kind = next((kind for kind, needed in KINDS.items() if needed <= set(titles)), None)
        if kind is None:
            continue
        table = Table(kind, titles)
        for row in rows[1:]:
            cells = dict(zip(titles, row.cells, strict=False))
            table.rows.append(NamedRow(row.number, cells))
        yield table
