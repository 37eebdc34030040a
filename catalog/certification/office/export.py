"""Tables for spreadsheets, of which nothing is run when they are opened."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Row = list[Any]


def neutral(value: Any) -> Any:
    """An apostrophe before text that a spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def table_response(rows: Iterable[Row], *, name: str, kind: str) -> HttpResponseBase:
    """The rows as a download: ``kind`` is csv or xlsx."""
    if kind == "csv":
        response: HttpResponseBase = StreamingHttpResponse(_lines(rows), content_type="text/csv")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    return FileResponse(
        _workbook(rows), as_attachment=True, filename=f"{name}.xlsx", content_type=_XLSX
    )


class _Echo(io.StringIO):
    def write(self, line: str) -> Any:
        return line


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    """CSV lines, begun with the mark by which Excel knows UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([neutral(value) for value in row])


def _workbook(rows: Iterable[Row]) -> IO[bytes]:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        cells = []
        for value in map(neutral, row):
            cell = WriteOnlyCell(sheet, value=value)
            if isinstance(value, str):
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 – the response closes it
    book.save(file)
    file.seek(0)
    return file
