"""Which reader a file gets: its name and its first bytes must tell the same."""

from pathlib import Path

from django.utils.translation import gettext as _

from .cells import Sheet
from .delimited import read_delimited
from .unreadable import UnreadableFile
from .xlsx import read_xlsx

#: Bytes. 10 000 rows take about 1 MB as XLSX and 3 MB as CSV.
LARGEST = 20 * 1024 * 1024
#: Rows that hold something, over all sheets.
MOST_ROWS = 50_000

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How an encrypted workbook names its streams inside the OLE container (UTF-16).
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_file(path: Path, *, name: str | None = None) -> list[Sheet]:
    """The visible sheets of an XLSX file, or a CSV file as one sheet; raises UnreadableFile.

    ``name`` is what the sender called the file, where ``path`` is a temporary one.
    """
    extension = Path(name or path.name).suffix.lower()
    try:
        size = path.stat().st_size
        head = _head(path)
    except OSError as error:
        raise UnreadableFile(_("The file cannot be opened."), code="damaged") from error
    if size > LARGEST:
        raise UnreadableFile(
            _("The file is larger than %(limit)s MB.") % {"limit": LARGEST // 1024 // 1024},
            code="too_large",
        )
    if head.startswith(_OLE):
        raise _refused_ole(path)
    if extension in {".xlsm", ".xltm", ".xlsb", ".xlam"}:
        raise UnreadableFile(
            _("The file may hold macros. Save it as an ordinary workbook (.xlsx)."), code="macros"
        )
    if extension == ".xlsx" and head.startswith(_ZIP):
        return _limited(read_xlsx(path))
    if extension in {".csv", ".tsv"} and not head.startswith(_ZIP):
        return _limited([read_delimited(path)])
    raise UnreadableFile(
        _("This is not an XLSX or CSV file. Save the table as XLSX or CSV and send it again."),
        code="wrong_type",
    )


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8)


def _refused_ole(path: Path) -> UnreadableFile:
    if _ENCRYPTED in path.read_bytes():
        return UnreadableFile(
            _("The file is protected by a password. Save it without one."), code="encrypted"
        )
    return UnreadableFile(
        _("This is an old Excel file (.xls). Save it as .xlsx and send it again."),
        code="old_excel",
    )


def _limited(sheets: list[Sheet]) -> list[Sheet]:
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise UnreadableFile(
            _("The file has more than %(limit)s rows.") % {"limit": MOST_ROWS},
            code="too_many_rows",
        )
    return sheets
