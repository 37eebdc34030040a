"""What both kinds of file come down to."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Formula:
    """A cell that holds a formula; whatever value was cached beside it is not looked at."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell = str | int | float | bool | datetime.datetime | datetime.date | Formula | None


@dataclass(slots=True)
class Row:
    """One row as the spreadsheet counts it, from 1.

    A cell merged over several rows stands in each of them; one merged over several columns
    stands in the first, and ``across`` names such (first, last) columns, counted from 0.
    """

    number: int
    cells: list[Cell]
    across: tuple[tuple[int, int], ...] = ()

    @property
    def is_blank(self) -> bool:
        return all(cell is None for cell in self.cells)


@dataclass
class Sheet:
    name: str
    rows: list[Row] = field(default_factory=list)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


class RowCollector:
    """Gathers rows; fills small gaps with blank rows, drops blank ones at the end, stops at a limit."""

    def __init__(self, *, gap: int = 100) -> None:
        self.rows: list[Row] = []
        self._gap = gap

    def add(self, row: Row) -> None:
        while row.cells and row.cells[-1] is None:
            row.cells.pop()
        if not row.cells:
            return
        last = self.rows[-1].number if self.rows else 0
        if row.number - last - 1 <= self._gap:
            self.rows += [Row(number, []) for number in range(last + 1, row.number)]
        self.rows.append(row)
