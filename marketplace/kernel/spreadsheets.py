"""Tables for spreadsheets, of which nothing is run when they are opened."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.http import FileResponse, Http404, StreamingHttpResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

#: A spreadsheet takes text that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Row = list[Any]


def neutral(value: Any) -> Any:
    """Text that no spreadsheet runs: an apostrophe before what looks like a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def download(rows: Iterable[Row], *, name: str, form: str, title: str = "") -> HttpResponseBase:
    """The rows as a file of this ``name``; ``form`` is csv or xlsx, Http404 for any other."""
    if form == "csv":
        headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
        return StreamingHttpResponse(as_csv(rows), content_type=_CSV, headers=headers)
    if form == "xlsx":
        return workbook_download(as_xlsx(rows, title=title), name=name)
    raise Http404


def workbook_download(book: IO[bytes], *, name: str) -> HttpResponseBase:
    """A workbook as a file of this ``name``; it is closed once it is sent."""
    return FileResponse(book, as_attachment=True, filename=f"{name}.xlsx", content_type=_XLSX)


class _Echo(io.StringIO):
    """A file that hands back each line instead of keeping it."""

    def write(self, line: str) -> Any:
        return line


def as_csv(rows: Iterable[Row]) -> Iterator[str]:
    """Lines of CSV, begun with the mark by which Excel knows UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow(map(neutral, row))


def as_xlsx(rows: Iterable[Row], *, title: str = "") -> IO[bytes]:
    """A workbook of one sheet, as ``as_workbook``."""
    return as_workbook([(title, rows)])


def as_workbook(sheets: Iterable[tuple[str, Iterable[Row]]]) -> IO[bytes]:
    """Titles with their rows, in a temporary file that goes when it is closed.

    Rows are never all in memory.
    """
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title or None)
        for row in rows:
            cells = []
            for value in map(neutral, row):
                cell = WriteOnlyCell(sheet, value=value)
                if isinstance(value, str):
                    cell.data_type = "s"
                cells.append(cell)
            sheet.append(cells)
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file
