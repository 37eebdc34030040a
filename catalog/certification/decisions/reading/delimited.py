"""CSV as Excel, LibreOffice and old programs write it."""

import codecs
import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from .cells import Cell, Formula, Row, RowCollector, Sheet
from .unreadable import UnreadableFile

DELIMITERS = ",;\t|"
_SAMPLE = 60
_BINARY = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"MZ",
)
_MARKUP = ("<!doctype", "<html", "<?xml", "<svg", "{\\rtf")


def read_delimited(path: Path) -> Sheet:
    """One sheet without a name. A record is a row, also where a quoted cell holds line breaks."""
    text = decode(path.read_bytes())
    collector = RowCollector()
    try:
        for number, record in enumerate(_records(text), start=1):
            collector.add(Row(number, [_cell(value) for value in record]))
    except csv.Error as error:
        raise UnreadableFile(
            _("The file is damaged: a cell has no end."), code="damaged"
        ) from error
    return Sheet("", collector.rows)


def decode(data: bytes) -> str:
    """UTF-8 and UTF-16 with or without a mark, else Vietnam's old Windows code page, else Western."""
    if data.startswith(_BINARY):
        raise _wrong_type()
    text = _decoded(data)
    start = text.lstrip()[:40].lower()
    if start.startswith(_MARKUP) or _unprintable(text):
        raise _wrong_type()
    return text


def _wrong_type() -> UnreadableFile:
    return UnreadableFile(_("The content of the file is not a CSV table."), code="wrong_type")


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    elif b"\x00" in data[:200]:
        candidates = ["utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"]
    else:
        candidates = ["utf-8-sig", "cp1258", "cp1252"]
    for encoding in candidates:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _wrong_type()


def _unprintable(text: str) -> bool:
    return any(c < " " and c not in "\t\r\n\x0b\x0c\x1a" for c in text)


def _records(text: str) -> Iterator[list[str]]:
    first, _newline, rest = text.partition("\n")
    declared = first.strip().lower()
    if re.fullmatch("sep=.?", declared):
        delimiter = first.strip()[4:] or "\t"
        return itertools.chain([[]], csv.reader(io.StringIO(rest), delimiter=delimiter))
    return csv.reader(io.StringIO(text), delimiter=delimiter_of(text))


def delimiter_of(text: str) -> str:
    """The sign that cuts the first records most evenly into more than one cell."""

    def evenness(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text), delimiter=delimiter)
        widths = Counter(len(record) for record in itertools.islice(reader, _SAMPLE))
        widths.pop(1, None)
        widths.pop(0, None)
        if not widths:
            return (0, 0)
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]))
        return (times, width)

    return max(DELIMITERS, key=evenness)


def _cell(value: str) -> Cell:
    value = value.strip()
    if not value:
        return None
    return Formula(value) if value.startswith("=") else value
