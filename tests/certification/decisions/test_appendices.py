"""Appendices of a decision as offices that nobody has asked would write them."""

import datetime
import unicodedata
import zipfile
from pathlib import Path

import pytest

from catalog.catalogue.models import Product
from catalog.certification.decisions.columns import find_header
from catalog.certification.decisions.parsing.dates import read_date
from catalog.certification.decisions.parsing.unclear import Unclear
from catalog.certification.decisions.reading import Row
from catalog.certification.models import Certificate, RecognitionDecision
from catalog.producers.models import Producer
from tests.certification.decisions.conftest import HEADER, TITLE, counts, errors

pytestmark = pytest.mark.django_db

PLACE = "xã Ninh Gia, tỉnh Lâm Đồng"


def product(number: int, star: object = 4) -> list[object]:
    return [number, f"Trà số {number}", f"HTX {number}", PLACE, star]


def decisions() -> list[tuple[str, datetime.date]]:
    return sorted(RecognitionDecision.objects.values_list("number", "issued_on"))


@pytest.mark.parametrize(
    ("titles", "number"),
    [
        ([["Số:", 512, "/QĐ-UBND", None, "Đà Lạt, ngày 07 tháng 4 năm 2026"]], "512/QĐ-UBND"),
        (
            [["Số:", "513/QĐ-UBND"], ["Ngày:", datetime.datetime(2026, 4, 7)]],  # noqa: DTZ001
            "513/QĐ-UBND",
        ),
        ([["Quyết định số", "514/QĐ-UBND", "Ngày ký", "07/4/2026"]], "514/QĐ-UBND"),
    ],
)
def test_number_and_day_in_cells_beside_their_labels(workbook, take, titles, number):
    path = workbook([["UBND TỈNH LÂM ĐỒNG"], *titles, [], HEADER, product(1), product(2)])

    report = take(path)

    assert counts(report) == (2, 0, 0, 0, 0)
    assert decisions() == [(number, datetime.date(2026, 4, 7))]


def test_a_draft_without_number_and_day_is_rejected(workbook, take):
    path = workbook(
        [
            ["UBND TỈNH LÂM ĐỒNG"],
            ["Số:        /QĐ-UBND", None, "Lâm Đồng, ngày      tháng     năm 2026"],
            HEADER,
            product(1),
        ]
    )

    report = take(path)

    assert counts(report) == (0, 0, 0, 1, 0)
    assert errors(report) == [(4, "decision_number", "missing")]
    assert not RecognitionDecision.objects.exists()


def test_sections_by_star_with_sums_of_sections_that_hold_a_count(workbook, take):
    path = workbook(
        [
            [TITLE],
            HEADER[:4],
            ["I. SẢN PHẨM ĐẠT 4 SAO"],
            product(1)[:4],
            ["Cộng I: 01 sản phẩm"],
            ["II", "SẢN PHẨM ĐẠT 3 SAO"],
            product(2)[:4],
            ["Cộng II", None, 1],
            ["Cộng mục III", None, 0],
            ["Tổng cộng (I+II)", 2],
        ]
    )

    report = take(path)

    assert counts(report) == (2, 0, 0, 0, 0)
    stars = Certificate.objects.order_by("printed_product").values_list("star", flat=True)
    assert list(stars) == [4, 3]


def test_products_whose_names_begin_like_a_sum(workbook, take):
    path = workbook(
        [
            [TITLE],
            HEADER,
            [1, "Tổng hợp hạt sấy", "HTX A", PLACE, 4],
            [2, "Cộng hưởng trà", "HTX A", PLACE, 4],
            ["Tổng số: 2"],
            [3, "29", "HTX A", PLACE, 4],
        ]
    )

    report = take(path)

    assert counts(report) == (3, 0, 0, 0, 0)


def test_a_column_for_each_star_under_one_title(workbook, take):
    path = workbook(
        [
            [TITLE],
            ["TT", "Chủ thể OCOP", "Tên, quy cách sản phẩm", "Địa chỉ", "Kết quả phân hạng"],
            [None, None, None, None, "3 sao", "4 sao", "5 sao"],
            [1, "HTX A", "Gạo", PLACE, "x"],
            [2, "HTX B", "Nếp", PLACE, None, "X"],
            [3, "HTX C", "Bột", PLACE, "x", "x"],
        ],
        merged=["E2:G2"],
    )

    report = take(path, take_good=True)

    assert counts(report) == (2, 0, 0, 1, 0)
    assert errors(report) == [(6, "star", "star")]
    assert sorted(Certificate.objects.values_list("printed_product", "star")) == [
        ("Gạo", 3),
        ("Nếp", 4),
    ]


def test_many_columns_with_number_and_day_in_one_cell(workbook, take):
    path = workbook(
        [
            ["DANH SÁCH SẢN PHẨM OCOP TỈNH LÂM ĐỒNG"],
            ["STT", "Mã sản phẩm", "Nhóm sản phẩm", "Tên sản phẩm OCOP", "Loại hình chủ thể",
             "Tên chủ thể sản xuất", "Người đại diện", "Số điện thoại", "Địa chỉ sản xuất",
             "Điểm TB", "Đạt sao", "Quyết định công nhận", "Năm"],
            [1, None, "Thực phẩm", "Gạo", "HTX", "HTX A", "Ông B", "0912345678", PLACE,
             "85,50 điểm", "4 sao", "412/QĐ-UBND ngày 05/03/2026", 2026],
            [2, None, "Đồ uống", "Rượu", "HKD", "Hộ kinh doanh C", "Bà D", "0912", PLACE,
             "62.5/100", "3 sao", "Số 412/QÐ-UBND, ngày 5/3/2026 của UBND tỉnh", 2026],
        ]
    )  # fmt: skip

    report = take(path)

    assert counts(report) == (2, 0, 0, 0, 0)
    assert decisions() == [("412/QĐ-UBND", datetime.date(2026, 3, 5))]


def test_one_product_written_in_four_ways_is_one(workbook, take):
    names = ("Đường thốt nốt", "Hợp tác xã Đồng Tâm", PLACE)
    path = workbook(
        [
            [TITLE],
            HEADER,
            [1, *names, 4],
            [2, *(unicodedata.normalize("NFD", name) for name in names), 4],
            [3, "Ðường  thốt\u00a0nốt ", "HTX Ðồng Tâm\u00a0", PLACE, 4],
            [4, *(name.upper() for name in names), 4],
        ]
    )

    report = take(path)

    assert counts(report) == (1, 0, 3, 0, 0)
    assert Product.objects.count() == 1
    assert Producer.objects.count() == 1


def test_spacer_columns_and_formulas_that_nobody_needs(workbook, take):
    path = workbook(
        [
            [TITLE],
            ["STT", None, "Tên sản phẩm", None, "Chủ thể", None, "Địa chỉ", None, "Sao", "Ghi chú"],
            ["=1", None, "Trà", None, "HTX A", None, PLACE, None, 4, "=I3*2"],
            ["=A3+1", None, "Mật", None, "HTX A", None, PLACE, None, 3, '=IF(I4>3,"tốt","khá")'],
            ["=A4+1", None, None, None, None, None, None, None, None, "=SUM(I3:I4)"],
            ["Tổng", None, "=COUNTA(C3:C4)"],
        ]
    )

    report = take(path)

    assert counts(report) == (2, 0, 0, 0, 0)


def test_an_upgrade_in_a_later_decision_is_a_second_certificate(workbook, take):
    path = workbook(
        [["UBND TỈNH LÂM ĐỒNG"], ["Số 20/QĐ-UBND ngày 5/12/2025"], HEADER, product(1, 3)],
        sheets={
            "Giải thích": [["Hướng dẫn"], ["Cột sao ghi số sao 3, 4"]],
            "Đợt 2": [["Số 30/QĐ-UBND ngày 5/3/2026"], HEADER, product(1, 4)],
        },
    )

    report = take(path)

    assert counts(report) == (2, 0, 0, 0, 0)
    assert Product.objects.count() == 1
    assert list(Certificate.objects.order_by("star").values_list("star", "decision__number")) == [
        (3, "20/QĐ-UBND"),
        (4, "30/QĐ-UBND"),
    ]


def test_a_workbook_of_other_software_is_counted_as_excel_counts_it(tmp_path, take):
    """Texts in their cells, no shared strings, no styles, rows left out."""
    rows = {3: ["UBND TỈNH LÂM ĐỒNG"], 5: ["Số 40/QĐ-UBND ngày 5/3/2026"], 9: HEADER}
    rows |= {15: product(1), 20: product(2, "9 sao"), 30: product(3)}
    path = tmp_path / "phan-mem.xlsx"
    write_bare_workbook(path, rows)

    report = take(path, take_good=True)

    assert counts(report) == (2, 0, 0, 1, 0)
    assert errors(report) == [(20, "star", "star")]


@pytest.mark.parametrize(
    ("field", "title"),
    [
        ("product", "Tên và quy cách sản phẩm"),
        ("product", "Sản phẩm đề nghị công nhận"),
        ("product", "Sản phẩm đạt chứng nhận OCOP"),
        ("producer", "THT/HTX/DN"),
        ("producer", "Họ tên chủ hộ"),
        ("star", "Kết quả đạt sao"),
        ("star", "Tiêu chuẩn sao"),
        ("address", "Đ/c"),
        ("address", "Trụ sở"),
        ("commune", "Xã/TT"),
        ("district", "Quận/huyện/thị xã"),
        ("decision_number", "Văn bản công nhận"),
        ("decision_date", "Thời điểm công nhận"),
        ("last_day", "Hết hạn"),
    ],
)
def test_what_offices_call_their_columns(field, title):
    known = {"product": "Tên sản phẩm", "producer": "Chủ thể", "star": "Số sao"} | {field: title}

    header = find_header([Row(1, list(known.values()))])

    assert header is not None
    assert header.columns[field] == list(known).index(field)


def test_a_day_that_cannot_be_is_shown_as_the_sheet_shows_it():
    with pytest.raises(Unclear, match="05/03/2206"):
        read_date(datetime.datetime(2206, 3, 5))  # noqa: DTZ001


def write_bare_workbook(path: Path, rows: dict[int, list[object]]) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    cells = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c t="inlineStr"><is><r><t>{str(cell)[:2]}</t></r>'
            f'<r><t xml:space="preserve">{str(cell)[2:]}</t></r></is></c>'
            for cell in row
        )
        + "</row>"
        for number, row in rows.items()
    )
    relation = (
        '<Relationships xmlns="{0}/relationships">'
        '<Relationship Id="r1" Type="{1}/{2}" Target="{3}"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        archive.writestr(
            "_rels/.rels", relation.format(package, office, "officeDocument", "xl/workbook.xml")
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="DS" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            relation.format(package, office, "worksheet", "/xl/worksheets/sheet1.xml"),
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>',
        )
