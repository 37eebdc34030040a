"""Which column of a bank's table is what: by its titles, else somebody is asked."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from marketplace.kernel.text import key

Cells = Sequence[Any]

#: What a column can be. One of day, one of credit or signed amount, and a description are needed.
FIELDS = ("day", "credit", "debit", "amount", "description", "bank_id", "payer")
_NAMES: dict[str, tuple[str, ...]] = {
    "day": (
        "ngay giao dich", "ngay gd", "ngay", "ngay hieu luc", "ngay hach toan", "thoi gian",
        "ngay thuc hien", "thoi gian giao dich", "ngay gio giao dich", "ngay gio", "ngay ct",
        "transaction date", "date", "tran date", "trans date", "posting date", "value date",
        "booking date", "effective date", "txn date", "date time", "transaction time",
        "ngay giao dich transaction date", "ngay transaction date",
    ),
    "credit": (
        "ghi co", "so tien ghi co", "phat sinh co", "co", "tien vao", "so tien co", "so tien vao",
        "ps co", "thu", "credit", "credit amount", "amount credit", "deposit", "deposits", "money in",
        "paid in", "ghi co credit", "so tien ghi co credit", "phat sinh co credit",
    ),
    "debit": (
        "ghi no", "so tien ghi no", "phat sinh no", "no", "tien ra", "so tien no", "so tien ra",
        "ps no", "chi", "debit", "debit amount", "amount debit", "withdrawal", "withdrawals",
        "money out", "paid out", "ghi no debit", "so tien ghi no debit", "phat sinh no debit",
    ),
    "amount": (
        "so tien", "so tien giao dich", "gia tri", "gia tri giao dich", "amount",
        "transaction amount", "so tien vnd", "amount vnd", "so tien amount",
    ),
    "description": (
        "noi dung", "dien giai", "mo ta", "noi dung giao dich", "noi dung chuyen khoan", "chi tiet",
        "dien giai giao dich", "mo ta giao dich", "chi tiet giao dich", "ghi chu",
        "noi dung chi tiet", "description", "details", "transaction details", "narrative",
        "remark", "remarks", "transaction description", "particulars", "content",
        "noi dung chi tiet transactions in detail", "mo ta description", "dien giai description",
    ),
    "bank_id": (
        "so tham chieu", "ma giao dich", "so giao dich", "so but toan", "so ct", "so chung tu",
        "ma gd", "so gd", "ma tham chieu", "reference", "reference number", "ref no", "ref",
        "transaction id", "transaction no", "transaction number", "doc no", "document no", "txn id",
        "reference no", "trace", "so tham chieu ref no", "so ct doc no", "fttid", "ft",
    ),
    "payer": (
        "nguoi chuyen", "don vi chuyen", "ten nguoi chuyen", "don vi thu huong don vi chuyen",
        "ten don vi chuyen", "doi tac", "ten doi ung", "ten tai khoan doi ung", "tai khoan doi ung",
        "ten tk doi ung", "nguoi chuyen tien", "remitter", "payer", "sender", "from",
        "counterparty", "counterparty name", "corresponsive name", "corresponsive account name",
    ),
}  # fmt: skip
_FIELD_OF = {name: field for field, names in _NAMES.items() for name in names}
#: Titles deeper than this are none: banks print the customer's data above the table.
_DEEPEST = 60
_LANGUAGES = re.compile(r"[\n/|]")


@dataclass(frozen=True)
class Mapping:
    """Field → column from 0. ``header`` is the row of titles, counted from 0, -1 without one."""

    header: int
    day: int
    description: int
    credit: int | None = None
    debit: int | None = None
    amount: int | None = None
    bank_id: int | None = None
    payer: int | None = None

    def as_dict(self) -> dict[str, int | None]:
        return asdict(self)


def find_mapping(rows: Sequence[Cells]) -> Mapping | None:
    """The mapping that the titles give, or None where they leave a doubt."""
    for position, row in enumerate(rows[:_DEEPEST]):
        named = _named(row)
        if "day" not in named or not {"credit", "amount"} & set(named):
            continue
        if any(len(columns) > 1 for field, columns in named.items() if field != "day"):
            return None
        single = {field: columns[0] for field, columns in named.items()}
        if "description" not in single:
            return None
        if "credit" in single:
            single.pop("amount", None)
        else:
            single.pop("debit", None)
        return Mapping(header=position, **single)
    return None


def header_of(rows: Sequence[Cells]) -> int:
    """The likeliest row of titles: the one that names most columns; -1 where none names two."""
    best, most = -1, 1
    for position, row in enumerate(rows[:_DEEPEST]):
        known = sum(1 for cell in row if _field(cell))
        if known > most:
            best, most = position, known
    return best


def signature_of(rows: Sequence[Cells]) -> str:
    """By what the next file of this kind is known: its titles, else how wide it is."""
    position = header_of(rows)
    if position < 0:
        titles = [f"{max((len(row) for row in rows), default=0)} columns"]
    else:
        titles = [_title(cell) for cell in rows[position]]
    return hashlib.sha256("|".join(titles).encode()).hexdigest()


def _named(row: Cells) -> dict[str, list[int]]:
    named: dict[str, list[int]] = {}
    for column, cell in enumerate(row):
        field = _field(cell)
        if field:
            named.setdefault(field, []).append(column)
    return named


def _field(cell: Any) -> str:
    """The field that a title names, as a whole or in one of its languages ("Ghi có / Credit")."""
    if not isinstance(cell, str) or cell.strip().lower().rstrip(".") == "no":
        return ""  # "No." numbers the rows; the debit is "Nợ"
    for part in (cell, *_LANGUAGES.split(cell)):
        if _title(part) in _FIELD_OF:
            return _FIELD_OF[_title(part)]
    return ""


def _title(cell: Any) -> str:
    """Folded, without what stands in brackets: "Số tiền ghi có (VND)" → "so tien ghi co"."""
    if not isinstance(cell, str):
        return ""
    return key(cell.split("(")[0]) or key(cell)
