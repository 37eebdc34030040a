"""Rows → rows with a kind: which name a product, which only structure the list.

Nothing is dropped here: title, header, total, note and blank rows come out as well.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from marketplace.kernel.text import clean, fold, key

from .columns import PRODUCT_TITLES, Header, find_header, is_numbering
from .parsing.titles import FindUnit, Heading, read_heading
from .reading import Cell, Row, Sheet

TITLE, HEADER, PRODUCT, TOTAL, NOTE, BLANK = (
    "title",
    "header",
    "product",
    "total",
    "note",
    "blank",
)
_TOTAL = re.compile(
    r"(?:tong(?: cong| so)?|cong(?! hoa)|cong don|total|grand total|subtotal|sum)"
    r"(?:\s*[:\d(].*|\s*$|\s+(?:so )?(?:\d+|san pham|chu the|cac|trang|toan|huyen|products?).*"
    r"|\s+(?:(?:muc|phan|nhom)\s+)?(?:[ivx]{1,5}|[a-h]|\d{1,2})\b.*)"
)
_FOOT = re.compile(
    r"\W*(?:noi nhan\b|(?:tm|kt|tl|tuq)\.|(?:pho )?chu tich$|giam doc$|nguoi lap|luu\s*:|ghi chu\s*:"
    r"|note\s*:|danh sach (?:nay|co|gom)\b|an dinh|xac nhan cua|- (?:nhu|luu)\b)"
)
_SECTION = re.compile(
    r"\W*(?:(?:[ivx]{1,5}|[a-h])\s*[.)/:-]|(?:\d{1,2}\s*[.)]\s*)?(?:huyen|thi xa|thanh pho|tp\.?|quan|tinh"
    r"|phuong|xa|nhom|nganh|linh vuc|phan nhom|bo san pham|san pham (?:hang|dat|ocop|\d)|hang|danh sach"
    r"|phu luc|cac san pham|dot \d|\d sao|quyet dinh|phan [ivx\d])\b)"
)
#: "Số:", "Quyết định số", "Ngày ký:": what it announces stands in the cells after it.
_LABEL = re.compile(
    r"\W*(?:(?:quyet dinh|qd|van ban)(?: so)?|so(?: (?:quyet dinh|qd|van ban|hieu))?"
    r"|ngay(?: (?:ky|ban hanh|quyet dinh|qd|cong nhan))*)\s*:?\s*"
)
_ROMAN = re.compile(r"(?:[IVX]{1,5}|[A-H])[.)]?")
_NUMBER = re.compile(r"\d{1,5}[.)]?")
#: What a row must say to be about a product.
_TELLING = frozenset({"product", "producer", "star", "official_code"})
_FEW = 2
#: How far below the list the rows are: nothing seen, a total seen, signatures seen.
_NONE, _AFTER_TOTAL, _SIGNATURES = range(3)
_MARKS = frozenset({"x", "v", "✓", "✔", "☑", "1", "đạt", "dat", "có", "yes", "true", "*", "×", "√"})


@dataclass(slots=True)
class ReadRow:
    """A row of the input with what it was taken for.

    ``fields`` holds the cells of the columns that the header names; ``heading`` what stands
    above it; ``header`` the columns in force.
    """

    sheet: str
    row: Row
    kind: str
    fields: dict[str, Cell] = field(default_factory=dict)
    heading: Heading = field(default_factory=Heading)
    has_star_column: bool = False


def read_layout(sheets: Sequence[Sheet], find_unit: FindUnit) -> list[ReadRow]:
    """Every row of every sheet, in order. What the first sheets' titles say holds for later ones."""
    found: list[ReadRow] = []
    heading = Heading()
    for sheet in sheets:
        reader = _SheetReader(sheet, find_unit, heading)
        found += reader.read()
        heading = replace(reader.title, star=None, place="")
    return found


class _SheetReader:
    def __init__(self, sheet: Sheet, find_unit: FindUnit, heading: Heading) -> None:
        self._sheet = sheet
        self._find_unit = find_unit
        self._heading = heading
        #: What the rows above the table said; sections below do not carry over to other sheets.
        self.title = heading
        self._header: Header | None = None
        self._foot = _NONE
        self._repeated: set[tuple[str, ...]] = set()

    def read(self) -> Iterator[ReadRow]:
        rows = self._sheet.rows
        position = 0
        while position < len(rows):
            header = self._header_at(rows, position)
            if header is None:
                yield self._one(rows[position])
                position += 1
                continue
            if self._header is None:
                self.title = self._heading
            self._header, self._foot = header, _NONE
            end = position + header.depth
            while end < len(rows) and is_numbering(rows[end]):
                end += 1
            self._repeated.add(_keys(rows[position]))
            for row in rows[position:end]:
                yield ReadRow(self._sheet.name, row, HEADER)
            position = end
        if self._header is None:
            self.title = self._heading

    def _header_at(self, rows: list[Row], position: int) -> Header | None:
        row = rows[position]
        texts = sum(isinstance(cell, str) for cell in row.cells)
        if texts < 2 and not row.across:  # noqa: PLR2004 – no list has one column
            return None
        if self._header is not None and not self._may_repeat(row):
            return None
        return find_header(rows[position : position + 3])

    def _may_repeat(self, row: Row) -> bool:
        """A cheap look at a row inside a table: the header again, or another one."""
        keys = _keys(row)
        return keys in self._repeated or not PRODUCT_TITLES.isdisjoint(keys)

    def _one(self, row: Row) -> ReadRow:
        if row.is_blank:
            return ReadRow(self._sheet.name, row, BLANK)
        if self._header is None:
            self._absorb(row, is_section=False)
            return ReadRow(self._sheet.name, row, TITLE)
        fields = _fields(row, self._header)
        kind = self._kind(row, fields, self._header)
        if kind == TITLE:
            self._absorb(row, is_section=True)
        if kind != PRODUCT:
            return ReadRow(self._sheet.name, row, kind)
        self._foot = _NONE
        return ReadRow(self._sheet.name, row, kind, fields, self._heading, self._header.has_star)

    def _kind(self, row: Row, fields: dict[str, Cell], header: Header) -> str:
        """What a row below a header is. Whatever says two things about a product is one."""
        first = next((text for text in map(_text, row.cells) if text), "")
        stated = {name for name in _TELLING if name in fields}
        if _TOTAL.fullmatch(fold(first)) and not stated >= {"product", "producer", "star"}:
            self._foot = max(self._foot, _AFTER_TOTAL)
            return TOTAL
        if _FOOT.match(fold(first)):
            self._foot = _SIGNATURES
            return NOTE
        if self._foot == _SIGNATURES and not _is_whole(fields):
            return TITLE if _SECTION.match(fold(first)) else NOTE
        if len(stated) > 1 and len({str(fields[name]) for name in stated}) > 1:
            return PRODUCT
        return self._kind_of_little(row, fields, header)

    def _kind_of_little(self, row: Row, fields: dict[str, Cell], header: Header) -> str:
        """A row that says at most one thing about a product: "5 | Mật ong" lacks the rest and is
        reported, "I | Huyện Cao Lãnh" and what is merged across the table is a title."""
        index = _text(fields.get("index"))
        position = header.columns.get("index")
        texts = [_text(c) for i, c in enumerate(row.cells) if c is not None and i != position]
        if not texts:
            return BLANK if _NUMBER.fullmatch(index) else TITLE
        if len(set(texts)) > 1:
            return PRODUCT if _TELLING & set(fields) or len(texts) > _FEW else NOTE
        numbered = bool(_NUMBER.fullmatch(index))
        if row.across or _ROMAN.fullmatch(index) or _SECTION.match(fold(texts[0])):
            return TITLE
        if not numbered and (self._foot or not _TELLING & set(fields)):
            return NOTE
        return PRODUCT

    def _absorb(self, row: Row, *, is_section: bool) -> None:
        for cell in dict.fromkeys(_said(row)):
            said = read_heading(cell, self._find_unit)
            if is_section:
                said = _section(said, cell, self._heading)
            self._heading = self._heading.then(said)


def _said(row: Row) -> list[str]:
    """What the cells of a title row say; from a label on, the rest of the row is read with it."""
    texts = [text for text in map(_text, row.cells) if text]
    label = next((i for i, text in enumerate(texts) if _LABEL.fullmatch(fold(text))), None)
    if label is None:
        return texts
    return [*texts[:label], " ".join(texts[label:])]


def _section(said: Heading, text: str, above: Heading) -> Heading:
    """A title between the rows: a unit alone is a place there, not another authority."""
    if said.level and not said.authority and above.level:
        return replace(said, level="", province_code="", place=_named(text))
    return said


def _named(text: str) -> str:
    """A section's title without its number: "II. Huyện Cao Lãnh (5 sản phẩm)" → "Huyện Cao Lãnh"."""
    text = re.sub(r"\([^)]*\)", " ", clean(text))
    text = re.sub(r"^\s*(?:[IVX]{1,5}|[A-H]|\d{1,2})\s*[.)/:-]\s*", "", text)
    return clean(text.split(":", maxsplit=1)[0])


def _fields(row: Row, header: Header) -> dict[str, Cell]:
    fields = {
        name: row.cells[column]
        for name, column in header.columns.items()
        if column < len(row.cells) and row.cells[column] is not None
    }
    if header.stars:
        marked = [star for star, column in header.stars.items() if _is_marked(row, column, star)]
        if len(marked) == 1:
            fields["star"] = marked[0]
        elif marked:
            fields["star"] = ", ".join(map(str, marked))
    return fields


def _is_marked(row: Row, column: int, star: int) -> bool:
    text = _text(row.cells[column]) if column < len(row.cells) else ""
    return text.lower() in _MARKS or text == str(star) or fold(text) == f"{star} sao"


def _is_whole(fields: dict[str, Cell]) -> bool:
    """Whether a row below signatures is a product all the same."""
    numbered = bool(_NUMBER.fullmatch(_text(fields.get("index"))))
    return {"product", "producer"} <= set(fields) and (numbered or "star" in fields)


def _keys(row: Row) -> tuple[str, ...]:
    return tuple(key(cell) for cell in row.cells if isinstance(cell, str))


def _text(cell: Cell) -> str:
    return "" if cell is None else clean(str(cell))
