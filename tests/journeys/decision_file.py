"""A recognition decision as a province's office might send it: titles, merged cells, own words."""

from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

PRODUCER = "Hợp tác xã Nông nghiệp Hòa Lộc Mới"


@dataclass(frozen=True)
class Decision:
    """What tells one decision's file from another's."""

    number: str
    product: str
    other: str


IN_THE_BROWSER = Decision("2611/QĐ-UBND", "Xoài cát Hòa Lộc sấy dẻo Mỹ Lương", "Mứt me Mỹ Lương")
BY_REQUESTS = Decision("2612/QĐ-UBND", "Chuối xiêm sấy giòn Mỹ Lương", "Mứt dừa Mỹ Lương")


def write_messy_decision(path: Path, decision: Decision) -> Path:
    """Two products of one cooperative, one of them at three stars, under a former district."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Phụ lục"
    for row in (
        ["ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["TỈNH ÐỒNG THÁP", None, None, "Độc lập - Tự do - Hạnh phúc"],
        [],
        ["PHỤ LỤC: DANH SÁCH SẢN PHẨM ĐƯỢC CÔNG NHẬN OCOP"],
        [
            f"(Kèm theo Quyết định số {decision.number} ngày 05 tháng 10 năm 2026 của Chủ tịch UBND tỉnh)"
        ],
        [],
        ["TT", "Chủ thể", "Địa chỉ", "Tên SP", "Kết quả phân hạng", "Tổng điểm"],
        [
            1,
            PRODUCER,
            "xã Hòa Hưng, huyện Cái Bè, tỉnh Tiền Giang",
            decision.product,
            "04 sao",
            "78,5",
        ],
        [2, None, None, decision.other, "★★★", "61"],
        ["", "Tổng cộng: 02 sản phẩm"],
    ):
        sheet.append(row)
    sheet.merge_cells("A4:F4")
    sheet.merge_cells("A5:F5")
    sheet.merge_cells("B8:B9")
    sheet.merge_cells("C8:C9")
    book.save(path)
    return path
