"""Which column holds what: the names that provinces give to the columns of their lists."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from marketplace.kernel.text import key

from .reading import Cell, Row

#: Field → how its column is called, folded. Compared after brackets and noise words are dropped.
NAMES: dict[str, tuple[str, ...]] = {
    "index": ("stt", "tt", "so tt", "so thu tu", "no", "nr", "order", "index"),
    "product": (
        "san pham du thi", "ten san pham va quy cach", "ten", "mat hang", "ten mat hang",
        "ten san pham", "san pham", "ten sp", "sp", "ten san pham dich vu", "san pham dich vu",
        "ten goi san pham", "ten hang hoa", "product", "product name", "name of product",
        "products", "danh muc san pham", "ten quy cach san pham", "ten va quy cach san pham",
        "ten thuong mai san pham", "ten thuong mai",
    ),
    "producer": (
        "ten chu the ocop", "chu ho", "ten ho", "nguoi san xuat", "maker",
        "business", "ho kinh doanh", "hkd", "co so che bien", "ten co so che bien",
        "don vi chu the",
        "chu the", "ten chu the", "chu the san xuat", "ten chu the san xuat", "chu the san pham",
        "chu the co san pham", "ten chu the san pham", "chu the san xuat kinh doanh",
        "chu the kinh te", "co so san xuat", "ten co so san xuat", "co so", "ten co so", "don vi",
        "ten don vi", "don vi san xuat", "ten don vi san xuat", "don vi san xuat kinh doanh",
        "co so san xuat kinh doanh", "nha san xuat", "to chuc ca nhan", "doanh nghiep",
        "ten doanh nghiep", "htx", "hop tac xa", "ten htx", "ten hop tac xa", "htx doanh nghiep",
        "cong ty", "ten cong ty", "ho san xuat", "ten to chuc ca nhan", "chu so huu",
        "producer", "producer name", "name of producer", "entity", "ocop entity", "manufacturer",
        "owner", "company", "cooperative", "enterprise", "nha cung cap", "ten chu co so",
        "ten chu ho", "ho ten chu ho", "ho va ten chu ho", "ten cong ty htx", "tht htx dn",
        "htx tht dn", "ho htx dn", "htx dn ho", "dn htx ho", "htx tht ho", "dn htx tht",
    ),
    "address": (
        "producer address", "entity address", "production address", "business address",
        "dia chi", "dia chi chu the", "dia chi san xuat", "dia chi co so san xuat", "dia chi htx",
        "dia chi don vi", "dia chi co so", "noi san xuat", "dia diem san xuat", "dia diem",
        "dia phuong", "dia ban", "d c", "tru so", "tru so chinh", "noi o", "noi sx",
        "vung san xuat", "address", "location", "place",
    ),
    "village": ("thon", "ap", "thon ap", "khu pho", "thon to", "to dan pho", "so nha", "village"),
    "commune": (
        "xa", "xa phuong", "xa phuong thi tran", "phuong xa", "xa thi tran", "phuong", "ten xa",
        "xa phuong dac khu", "xa tt", "xa phuong tt", "don vi hanh chinh", "commune", "ward", "commune ward",
    ),
    "district": (
        "huyen", "quan huyen", "huyen thi xa thanh pho", "huyen thi xa", "huyen thanh pho",
        "huyen tp", "quan huyen thi xa", "quan huyen tx tp", "huyen tx tp", "huyen thi",
        "ten huyen", "district",
    ),
    "province": (
        "tinh", "tinh thanh pho", "tinh thanh", "tinh tp", "tinh cu", "ten tinh", "province",
        "province city",
    ),
    "star": (
        "hang sao", "hang", "sao", "so sao", "phan hang", "phan hang sao", "xep hang", "muc sao",
        "xep hang sao", "ket qua", "ket qua phan hang", "ket qua xep hang", "xep loai", "cap sao",
        "ket qua danh gia phan hang", "hang dat", "hang san pham", "sao dat", "dat sao", "dat hang",
        "hang sao dat", "sao cong nhan", "hang sao cong nhan", "muc dat", "cap hang", "cap do sao",
        "star", "stars", "star rating", "rating", "grade", "number of stars", "rank", "result",
        "ket qua danh gia", "ket qua cong nhan", "phan hang san pham", "xep hang san pham",
        "hang sao san pham", "danh gia phan hang", "ket qua dat sao", "ket qua dat",
        "ket qua xep hang sao", "ket qua phan hang sao", "dat chuan", "tieu chuan sao",
        "chung nhan sao", "cong nhan hang", "cong nhan", "loai sao", "dat so sao", "so sao dat",
    ),
    "score": (
        "diem", "tong diem", "so diem", "diem so", "diem danh gia", "diem trung binh", "diem tb",
        "tong so diem", "diem dat", "diem cham", "ket qua diem", "score", "points", "total score",
        "total points", "ket qua cham diem", "so diem dat",
    ),
    "decision_number": (
        "recognition decision", "decision ref", "qd ubnd", "so qd ngay ky", "so quyet dinh ngay ky",
        "so qd", "so quyet dinh", "quyet dinh so", "quyet dinh", "qd", "so hieu quyet dinh",
        "qd cong nhan", "quyet dinh cong nhan", "so van ban", "so qd cong nhan", "qd so",
        "quyet dinh phe duyet", "so ky hieu van ban", "van ban cong nhan", "van ban",
        "quyet dinh so ngay thang", "so ky hieu", "qd phe duyet",
        "so quyet dinh cong nhan", "so ngay quyet dinh", "quyet dinh so ngay", "so ngay qd",
        "decision", "decision number", "decision no", "number of decision",
    ),
    "decision_date": (
        "date of recognition", "recognition date", "recognised on", "recognized on",
        "ngay qd", "ngay quyet dinh", "ngay ky", "ngay ban hanh", "ngay cong nhan", "ngay ra qd",
        "ngay ra quyet dinh", "thoi diem cong nhan", "ngay phe duyet", "ngay van ban",
        "ngay ky quyet dinh", "ngay ky qd", "ngay ban hanh quyet dinh", "ngay thang nam",
        "ngay thang", "ngay", "ngay duoc cong nhan", "ngay quyet dinh cong nhan",
        "thoi gian cong nhan", "decision date", "date of decision", "date", "signed on",
    ),
    "issued_on": (
        "issuing date", "valid from", "hieu luc tu", "ngay hieu luc", "co hieu luc tu",
        "ngay cap", "ngay cap giay chung nhan", "ngay cap gcn", "ngay cap chung nhan",
        "issued", "issued on", "issue date", "date of issue", "certificate date",
    ),
    "last_day": (
        "expiration date", "valid through", "end date", "expiry day", "thoi han hieu luc den",
        "thoi gian het han", "het han",
        "thoi han", "hieu luc den", "ngay het han", "co gia tri den", "thoi han hieu luc",
        "het hieu luc", "gia tri den", "ngay het hieu luc", "thoi han den", "han su dung gcn",
        "co hieu luc den", "hieu luc", "thoi han giay chung nhan", "thoi han cong nhan",
        "valid until", "valid to", "expiry", "expires", "expiry date", "expires on", "validity",
        "hieu luc den ngay", "co gia tri den ngay", "thoi han gcn", "last day",
    ),
    "official_code": (
        "ma san pham", "ma so san pham", "ma so", "ma", "ma sp", "ma ho so", "ma so sp",
        "product code", "code", "official code",
    ),
    "authority": (
        "co quan cap", "co quan ban hanh", "co quan cong nhan", "noi cap", "cap cong nhan",
        "don vi cap", "co quan ra quyet dinh", "authority", "issued by", "issuing authority",
    ),
    "group": (
        "bo san pham", "nhom", "phan nhom", "nhom san pham", "nganh", "nganh hang", "nhom nganh",
        "linh vuc", "bo tieu chi", "loai san pham", "phan nhom san pham", "nganh san pham",
        "category", "group", "sector", "product group", "criteria set", "set",
    ),
    "scope": (
        "quy cach", "pham vi", "quy cach dong goi", "quy cach san pham", "dung tich khoi luong",
        "khoi luong", "dung tich", "packaging", "pack", "pack size", "scope",
    ),
    "legal_form": (
        "loai hinh", "loai hinh chu the", "loai hinh to chuc", "hinh thuc to chuc",
        "loai hinh san xuat", "legal form", "type", "producer type",
    ),
    "note": ("ghi chu", "note", "notes", "remark", "remarks"),
    "other": (
        "dien thoai", "so dien thoai", "sdt", "nguoi dai dien", "dai dien", "ho va ten", "email",
        "phone", "representative", "nam", "nam cong nhan", "nam danh gia", "hinh anh", "dot",
        "so giay chung nhan", "so gcn", "ma so thue", "mst", "don vi tinh", "dvt", "so luong",
        "website", "year", "tax code", "toa do", "cong nhan moi", "danh gia lai", "gia ban",
    ),
}  # fmt: skip
_FIELD_OF = {name: field_ for field_, names in NAMES.items() for name in names}
#: By one of these titles a header is known again in the middle of a table.
PRODUCT_TITLES = frozenset(NAMES["product"])
_STAR_COLUMN = re.compile(r"(?:hang |dat |ocop |san pham )*0?([345]) sao")
_NOISE = re.compile(
    r"\b(?:ocop|du thi|tham gia|duoc cong nhan|duoc cap|de nghi|chi tiet|hien nay|cua|theo|dang ky)\b"
)
#: Said beneath a wider title: "Tên" under "Chủ thể", "Số" and "Ngày" under "Quyết định".
_INCOMPLETE = {
    "ten": {"product": "product", "producer": "producer"},
    "ten goi": {"product": "product", "producer": "producer"},
    "name": {"product": "product", "producer": "producer"},
    "so": {"decision_number": "decision_number", "certificate": "other"},
    "number": {"decision_number": "decision_number"},
    "so hieu": {"decision_number": "decision_number"},
    "ngay": {"decision_number": "decision_date", "certificate": "issued_on"},
    "date": {"decision_number": "decision_date", "certificate": "issued_on"},
    "ngay thang": {"decision_number": "decision_date", "certificate": "issued_on"},
    "ma": {"product": "official_code"},
    "loai": {"star": "star", "producer": "legal_form"},
}
_TOPICS = (
    ("certificate", re.compile(r"\b(?:giay chung nhan|gcn|certificate)\b")),
    ("decision_number", re.compile(r"\b(?:quyet dinh|qd|decision)\b")),
    ("producer", re.compile(r"\b(?:chu the|co so|don vi|producer|htx|doanh nghiep)\b")),
    ("product", re.compile(r"\b(?:san pham|product)\b")),
    ("star", re.compile(r"\b(?:ket qua|phan hang|xep hang|hang)\b")),
)
#: Longer titles than the list knows: what they begin with decides, in this order.
_BEGINNINGS = (
    ("last_day", re.compile(r"(?:thoi han|hieu luc|ngay het|co gia tri)\b")),
    ("issued_on", re.compile(r"ngay cap\b")),
    ("decision_date", re.compile(r"(?:ngay (?:qd|quyet dinh|ky|ban hanh|cong nhan)|ngay thang)\b")),
    ("decision_number", re.compile(r"(?:so |quyet dinh|so hieu )(?:quyet dinh|qd|cong nhan|so)\b")),
    ("official_code", re.compile(r"ma (?:so )?san pham\b")),
    ("group", re.compile(r"(?:bo|nhom|phan nhom|nganh|loai) (?:san pham|hang|nganh)\b")),
    (
        "product",
        re.compile(
            r"ten (?:goi )?(?:san pham|sp)\b|product name\b"
            r"|san pham (?:cong nhan|danh gia|dat(?! (?:\d )?sao| hang| diem))\b"
        ),
    ),
    ("address", re.compile(r"dia chi\b|address\b")),
    (
        "producer",
        re.compile(
            r"(?:ten )?(?:chu the|co so san xuat|co so|don vi san xuat|to chuc|doanh nghiep|htx"
            r"|hop tac xa|don vi)\b|producer\b"
        ),
    ),
    ("star", re.compile(r"(?:hang sao|xep hang|phan hang|so sao|hang|ket qua phan hang)\b|star")),
    ("score", re.compile(r"(?:tong diem|diem|so diem|tong so diem)\b")),
    ("scope", re.compile(r"quy cach\b")),
    ("note", re.compile(r"ghi chu\b")),
)
_LONGEST_TITLE = 90
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DEEPEST = 3
#: How a column that is worked out is numbered: "(7)=(5)+(6)".
_SUM = re.compile(r"[\d()=+\s:/]+")


@dataclass(frozen=True)
class Header:
    """Field → column, counted from 0; ``stars`` where each star level has a column of its own."""

    columns: dict[str, int]
    stars: dict[int, int] = field(default_factory=dict)
    depth: int = 1

    @property
    def is_table(self) -> bool:
        """Whether these are the columns of a list of recognised products."""
        named = set(self.columns)
        others = {"producer", "star", "address", "decision_number", "score"} & named
        return "product" in named and ("producer" in named or bool(others and self.has_star))

    @property
    def has_star(self) -> bool:
        return "star" in self.columns or bool(self.stars)

    @property
    def worth(self) -> int:
        return len(set(self.columns) - {"other", "note"}) + len(self.stars)


def find_header(rows: Sequence[Row]) -> Header | None:
    """The header that begins in the first of these rows and takes one to three of them."""
    best: Header | None = None
    titles: list[list[str]] = []
    for depth, row in enumerate(rows[:_DEEPEST], start=1):
        begins = bool(row.across) or any(map(_recognised, _titles(row)))
        if row.is_blank or not (_continues(row, best) if depth > 1 else begins):
            break
        titles.append(_titles(row))
        header = _header(titles, depth)
        if header.is_table and (best is None or header.worth > best.worth):
            best = header
    return best


def _continues(row: Row, so_far: Header | None) -> bool:
    """Whether a row can still be part of the header: it names columns and holds no figures."""
    texts = [cell for cell in row.cells if cell is not None]
    if any(not isinstance(text, str) or len(text) > _LONGEST_TITLE for text in texts):
        return False
    known = sum(_recognised(key(str(text))) for text in texts)
    return known * 2 >= len(texts) if so_far else known >= 1


def _recognised(title: str) -> bool:
    title = _reduced(title)
    return title in _FIELD_OF or title in _INCOMPLETE or bool(_STAR_COLUMN.fullmatch(title))


def is_numbering(row: Row) -> bool:
    """The row under a header that numbers the columns: 1 2 3 …, (1) (2) …, A B 1 2 …"""
    written = [str(cell).strip("() .") for cell in row.cells if cell is not None]
    figures = [int(w) for w in written if re.fullmatch(r"\d{1,2}", w)]
    letters = [w for w in written if re.fullmatch(r"[A-Z]", w)]
    others = set(written) - {str(figure) for figure in figures} - set(letters)
    if len(figures) + len(letters) < _DEEPEST or any(not _SUM.fullmatch(w) for w in others):
        return False
    if letters != sorted(set(letters)) or letters[:1] not in ([], ["A"]):
        return False
    return figures == sorted(set(figures)) and figures[:1] in ([], [1], [2])


def _titles(row: Row) -> list[str]:
    """The folded titles of a header row, those merged over several columns standing in each."""
    titles = [_title(cell) for cell in row.cells]
    for first, last in row.across:
        if first < len(titles):
            titles += [""] * (last + 1 - len(titles))
            titles[first : last + 1] = [titles[first]] * (last + 1 - first)
    return titles


def _title(cell: Cell) -> str:
    """A column's title folded, without what stands in brackets, stars in words."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_TITLE:
        return ""
    text = _BRACKETS.sub(" ", cell) if _BRACKETS.sub("", cell).strip() else cell
    if key(text).startswith("ket qua") and "diem" in key(cell):
        return "ket qua diem"  # "Kết quả đánh giá (điểm)"
    text = re.sub(r"(\d)\s*[★⭐*]", r"\1 sao", text)
    text = re.sub(r"[★⭐*]+", lambda drawn: f" {len(drawn[0])} sao", text)
    return key(text)


def _header(titles: list[list[str]], depth: int) -> Header:
    width = max((len(row) for row in titles), default=0)
    exact: dict[str, int] = {}
    likely: dict[str, int] = {}
    stars: dict[int, int] = {}
    stacks = [_stack(titles, column) for column in range(width)]
    for column, stack in enumerate(stacks):
        star = _STAR_COLUMN.fullmatch(stack[-1]) if stack else None
        if star:
            stars.setdefault(int(star[1]), column)
            continue
        named, is_exact = _field(stack)
        if named:
            (exact if is_exact else likely).setdefault(named, column)
    used = set(exact.values())
    columns = {f: c for f, c in likely.items() if f not in exact and c not in used} | exact
    if stars:
        columns.pop("star", None)
    return Header(columns, stars if len(stars) > 1 or "star" not in columns else {}, depth)


def _stack(titles: list[list[str]], column: int) -> list[str]:
    """The titles over a column from the top, each once; a blank top is filled from its left."""
    stack: list[str] = []
    for level, row in enumerate(titles):
        title = row[column] if column < len(row) else ""
        below = level + 1 < len(titles) and column < len(titles[level + 1])
        if not title and below and titles[level + 1][column]:
            title = next((t for t in reversed(row[:column]) if t), "")
        if title and title not in stack:
            stack.append(title)
    return stack


def _field(stack: list[str]) -> tuple[str, bool]:
    """The field that a stack of titles names, and whether by a known name."""
    if not stack:
        return ("", False)
    lowest = _reduced(stack[-1])
    above = " ".join(stack[:-1])
    if above and lowest in _INCOMPLETE:
        for topic, pattern in _TOPICS:
            if pattern.search(above) and topic in _INCOMPLETE[lowest]:
                return (_INCOMPLETE[lowest][topic], True)
    if lowest in _FIELD_OF:
        return (_FIELD_OF[lowest], True)
    for name, pattern in _BEGINNINGS:
        if pattern.match(lowest):
            return (name, False)
    return ("", False)


def _reduced(title: str) -> str:
    return " ".join(_NOISE.sub(" ", title).split())
