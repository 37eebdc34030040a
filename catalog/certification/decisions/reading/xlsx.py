"""XLSX, streamed: values, formulas and merged ranges; nothing else of the workbook is opened.

Read here rather than by openpyxl because its streaming mode knows no merged ranges and trusts
the sheet's own word on its size.
"""

import datetime
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from .archive import open_safely
from .cells import Cell, Formula, Row, RowCollector, Sheet
from .unreadable import UnreadableFile

_COLUMNS = 200
#: Elements that are looked at with their children, and how many children one may have.
_WHOLE = frozenset({"row", "c", "is", "r", "si", "cellXfs"})
_CHILDREN = 65_536
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_xlsx(path: Path) -> list[Sheet]:
    """The sheets that a reader of the workbook sees, in their order; raises UnreadableFile."""
    try:
        with open_safely(path) as archive:
            return list(_Workbook(archive).sheets())
    except DefusedXmlException as error:
        raise UnreadableFile(
            _("The file holds XML entities, which no spreadsheet needs."), code="bomb"
        ) from error
    except (
        zipfile.BadZipFile, ParseError, KeyError, ValueError, IndexError, OSError, EOFError,
        NotImplementedError, RuntimeError,
    ) as error:  # fmt: skip
        raise UnreadableFile(
            _("The workbook is damaged. Open it, save it again as .xlsx and send that."),
            code="damaged",
        ) from error


class _Workbook:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        main = next(
            (target for kind, target in _related(archive, "").values() if kind == "officeDocument"),
            "xl/workbook.xml",
        )
        self._related = _related(archive, main)
        self._listed: list[tuple[str, str]] = []
        self._epoch = CALENDAR_WINDOWS_1900
        self._read_workbook(main)
        self._strings = list(self._shared_strings())
        self._date_styles = self._read_styles()

    def sheets(self) -> Iterator[Sheet]:
        names = set(self._archive.namelist())
        for name, relation in self._listed:
            kind, target = self._related.get(relation, ("", ""))
            if kind == "worksheet" and target in names:
                yield Sheet(name, self._rows(target))

    def _read_workbook(self, main: str) -> None:
        for element in self._elements(main):
            tag = _local(element.tag)
            if tag == "workbookPr" and element.get("date1904") in {"1", "true"}:
                self._epoch = CALENDAR_MAC_1904
            elif tag == "sheet" and element.get("state", "visible") == "visible":
                relation = next((v for k, v in element.items() if k.endswith("}id")), "")
                self._listed.append((element.get("name", ""), relation))

    def _shared_strings(self) -> Iterator[str]:
        target = self._part("sharedStrings")
        for element in self._elements(target) if target else ():
            if _local(element.tag) == "si":
                yield _text_of(element)
                element.clear()

    def _read_styles(self) -> frozenset[int]:
        """The cell styles that show a date."""
        target = self._part("styles")
        formats: dict[int, str] = dict(BUILTIN_FORMATS)
        styles: list[int] = []
        for element in self._elements(target) if target else ():
            tag = _local(element.tag)
            if tag == "numFmt":
                formats[int(element.get("numFmtId", "0"))] = element.get("formatCode", "")
            elif tag == "cellXfs":
                styles = [int(xf.get("numFmtId", "0")) for xf in element]
        return frozenset(i for i, f in enumerate(styles) if is_date_format(formats.get(f, "")))

    def _part(self, kind: str) -> str | None:
        found = (target for k, target in self._related.values() if k == kind)
        return next((t for t in found if t in self._archive.namelist()), None)

    def _elements(self, target: str) -> Iterator[Element]:
        with self._archive.open(target) as source:
            yield from _ended(source)

    def _rows(self, target: str) -> list[Row]:
        merged = _Merged(self._merged_ranges(target))
        collector = RowCollector()
        number = 0
        with self._archive.open(target) as source:
            for element in _ended(source):
                if _local(element.tag) != "row":
                    continue
                number = int(element.get("r") or number + 1)
                row = Row(number, self._cells(element))
                element.clear()
                merged.apply(row)
                collector.add(row)
        return collector.rows

    def _merged_ranges(self, target: str) -> Iterator[tuple[int, int, int, int]]:
        with self._archive.open(target) as source:
            for element in _ended(source):
                tag = _local(element.tag)
                if tag == "row":
                    element.clear()
                elif tag == "mergeCell":
                    first, _colon, last = element.get("ref", "").partition(":")
                    top, left = _position(first)
                    bottom, right = _position(last or first)
                    yield top, left, bottom, right

    def _cells(self, row: Element) -> list[Cell]:
        cells: list[Cell] = []
        for element in row:
            if _local(element.tag) != "c":
                continue
            reference = element.get("r")
            column = _position(reference)[1] if reference else len(cells)
            if column >= _COLUMNS:
                break
            cells += [None] * (column + 1 - len(cells))
            cells[column] = self._value(element)
        return cells

    def _value(self, element: Element) -> Cell:
        kind = element.get("t", "n")
        parts = {_local(part.tag): part for part in element}
        if "f" in parts:
            return Formula("=" + (parts["f"].text or ""))
        if kind == "inlineStr":
            return _written(_text_of(parts["is"])) if "is" in parts else None
        text = parts["v"].text if "v" in parts else None
        if not text:
            return None
        if kind == "s":
            return _written(self._strings[int(text)])
        if kind == "n":
            return self._number(text, int(element.get("s", "0")))
        return _other(kind, text)

    def _number(self, text: str, style: int) -> Cell:
        number = float(text)
        if style in self._date_styles:
            return _date(number, self._epoch)
        return int(number) if number.is_integer() else number


class _Merged:
    """The merged ranges of a sheet, applied row by row from the top."""

    def __init__(self, ranges: Iterator[tuple[int, int, int, int]]) -> None:
        self._waiting = sorted(ranges, reverse=True)
        self._open: list[list[Any]] = []

    def apply(self, row: Row) -> None:
        """Give the row what began above it, and keep what begins here for the rows below."""
        self._open = [begun for begun in self._open if begun[0] >= row.number]
        across = [(left, right) for _b, left, right, _v in self._open if right > left]
        for _bottom, left, _right, value in self._open:
            if left < _COLUMNS:
                row.cells += [None] * (left + 1 - len(row.cells))
                row.cells[left] = value
        while self._waiting and self._waiting[-1][0] <= row.number:
            top, left, bottom, right = self._waiting.pop()
            value = row.cells[left] if top == row.number and left < len(row.cells) else None
            if right > left and bottom >= row.number:
                across.append((left, right))
            if bottom > row.number:
                self._open.append([bottom, left, right, value])
        row.across = tuple(sorted(across))


def _ended(source: IO[bytes]) -> Iterator[Element]:
    """Elements as they end; what is not part of a row, text or style is let go at once."""
    ancestors: list[Element] = []
    for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            ancestors.append(element)
            continue
        ancestors.pop()
        yield element
        if not ancestors:
            continue
        parent = ancestors[-1]
        if _local(parent.tag) not in _WHOLE:
            parent.clear()
        elif len(parent) > _CHILDREN:
            raise ValueError(parent.tag)


def _related(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Relation id → (kind, path in the archive) of what a part refers to inside the file."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}
    if listing not in archive.namelist():
        return found
    with archive.open(listing) as source:
        for element in _ended(source):
            if _local(element.tag) == "Relationship" and element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
                kind = element.get("Type", "").rsplit("/", 1)[-1]
                found[element.get("Id", "")] = (kind, target.lstrip("/"))
    return found


def _local(tag: str) -> str:
    return tag.rsplit("}", 1)[-1]


def _position(reference: str) -> tuple[int, int]:
    """ "B7" → (7, 1): row from 1, column from 0."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    return int(match[2]), column_index_from_string(match[1]) - 1


def _text_of(element: Element) -> str:
    """The text of a shared or inline string, without the phonetic runs of East Asian files."""
    parts = []
    for part in element:
        tag = _local(part.tag)
        if tag == "t":
            parts.append(part.text or "")
        elif tag == "r":
            parts += [t.text or "" for t in part if _local(t.tag) == "t"]
    return "".join(parts)


def _written(text: str) -> Cell:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).strip()
    if not text:
        return None
    return Formula(text) if text.startswith("=") else text


def _other(kind: str, text: str) -> Cell:
    if kind == "b":
        return text == "1"
    if kind == "d":
        return datetime.datetime.fromisoformat(text)
    return _written(text)


def _date(serial: float, epoch: datetime.datetime) -> Cell:
    try:
        value = from_excel(serial, epoch)
    except (OverflowError, ValueError):
        return serial
    return value if isinstance(value, datetime.datetime | datetime.date) else serial
