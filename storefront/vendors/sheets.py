"""A spreadsheet that a vendor sends back: read with care, kept as plain cells.

The first row is that of an exported file, each title ending with its column's code in brackets, so
that the words before it may be in either language, moved or changed.
"""

import datetime
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from catalog.certification.decisions.reading import UnreadableFile, read_file

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 2_000
_CODE = re.compile(r"\[([a-z0-9_.-]+)\]\s*$")


def rows_of_file(file: File, *, name: str) -> list[Any]:
    """(number, cells) of the rows of the first sheet that hold something. UnreadableFile."""
    if file.size > LARGEST:
        raise UnreadableFile(
            _("The file is larger than %(limit)s MB.") % {"limit": LARGEST // 1024 // 1024},
            code="too_large",
        )
    with tempfile.NamedTemporaryFile(suffix=Path(name).suffix) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        sheets = read_file(Path(copy.name), name=name)
        rows = [
            [row.number, [_plain(cell) for cell in row.cells]]
            for sheet in sheets[:1]
            for row in sheet.rows
            if not row.is_blank
        ]
    if len(rows) > MOST_ROWS:
        raise UnreadableFile(
            _("The file has more than %(limit)s rows.") % {"limit": MOST_ROWS}, code="too_many_rows"
        )
    return rows


def read_header(cells: Iterable[Any]) -> dict[str, int]:
    """Code → place, of the columns whose title ends with a code in brackets."""
    found = {}
    for place, cell in enumerate(cells):
        match = _CODE.search(str(cell or "").lower())
        if match:
            found[match[1]] = place
    return found


def _plain(cell: Any) -> Any:
    """As JSON holds it."""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    if cell is None or isinstance(cell, int | float):
        return cell
    return str(cell)[:1000]
