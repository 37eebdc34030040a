"""Lists as provinces write them, each with something that the others do not have."""

import datetime
import unicodedata

import pytest

from catalog.certification.models import Certificate, ImportRow, WorklistItem
from tests.certification.decisions.conftest import HEADER, TITLE, counts, errors

pytestmark = pytest.mark.django_db


def taken() -> list[tuple[str, str, int]]:
    """(product, producer, star) of all certificates, by product."""
    return sorted(Certificate.objects.values_list("printed_product", "printed_producer", "star"))


def test_titles_merged_header_of_two_rows_numbered_columns_and_signatures(workbook, take):
    path = workbook(
        [
            ["ỦY BAN NHÂN DÂN", None, None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            ["TỈNH LÂM ĐỒNG", None, None, None, "Độc lập - Tự do - Hạnh phúc"],
            ["Số: 3981/QĐ-UBND", None, None, None, "Lâm Đồng, ngày 12 tháng 5 năm 2026"],
            ["DANH SÁCH SẢN PHẨM OCOP CẤP TỈNH NĂM 2026"],
            [],
            ["TT", "Thông tin sản phẩm", None, "Chủ thể", None, "Kết quả", None, "Ghi chú"],
            [None, "Tên", "Bộ sản phẩm", "Tên", "Địa chỉ", "Điểm", "Hạng sao", None],
            [1, 2, 3, 4, 5, 6, 7, 8],
            ["I", "NHÓM THỰC PHẨM"],
            [1, "Mật ong rừng", "B05", "HTX Tân Tiến", "xã Ninh Gia", "85,5", "4 sao"],
            [2, "Cà phê bột", "B13", None, "xã Ninh Gia", 52.5, "03 sao"],
            ["Tổng cộng: 2 sản phẩm"],
            [None, "Nơi nhận:", None, None, None, None, "TM. ỦY BAN NHÂN DÂN"],
            [None, "- Như Điều 3;", None, None, None, None, "KT. CHỦ TỊCH"],
            [None, "- Lưu: VT.", None, None, None, None, "Nguyễn Văn A"],
        ],
        merged=["B6:C6", "D6:E6", "F6:G6", "A6:A7", "H6:H7", "D10:D11", "A4:H4"],
    )

    report = take(path)

    assert counts(report) == (2, 0, 0, 0, 0)
    assert taken() == [("Cà phê bột", "HTX Tân Tiến", 3), ("Mật ong rừng", "HTX Tân Tiến", 4)]
    certificate = Certificate.objects.select_related("decision__province").get(star=4)
    assert certificate.decision.number == "3981/QĐ-UBND"
    assert certificate.decision.issued_on == datetime.date(2026, 5, 12)
    assert certificate.decision.province.slug == "lam-dong"
    assert str(certificate.score) == "85.50"
    assert certificate.product.criteria_set.code == "B05"
    assert certificate.product.producer.organisation.legal_form == "cooperative"
    kinds = list(ImportRow.objects.order_by("number").values_list("kind", flat=True))
    assert kinds == (
        ["title"] * 4 + ["blank"] + ["header"] * 3 + ["title"] + ["product"] * 2 + ["total"]
        + ["note"] * 3
    )  # fmt: skip


def test_other_names_and_order_of_columns_decision_in_columns(workbook, take):
    path = workbook(
        [
            ["Xếp hạng", "Đơn vị", "Sản phẩm", "Xã", "Huyện", "Tỉnh", "Số QĐ", "Ngày ký"],
            ["★★★★", "Cty TNHH Seagull", "Mắm nêm", "Phường Phan Thiết", None, "Lâm Đồng",
             "3981/QĐ-UBND", datetime.date(2026, 5, 12)],
            [3, "Cty TNHH Seagull", "Nước mắm", "Xã Tiến Lợi", "Phan Thiết", "Bình Thuận",
             "12/QĐ-UBND", "15.03.2024"],
        ]
    )  # fmt: skip

    report = take(path)

    assert counts(report) == (2, 0, 0, 0, 0)
    rows = Certificate.objects.order_by("star").values_list(
        "star", "decision__number", "issued_on", "decision__province__slug"
    )
    assert list(rows) == [
        (3, "12/QĐ-UBND", datetime.date(2024, 3, 15), "lam-dong"),
        (4, "3981/QĐ-UBND", datetime.date(2026, 5, 12), "lam-dong"),
    ]


def test_star_columns_with_marks_and_repeated_header(workbook, take):
    header = ["STT", "Tên sản phẩm", "Tên chủ thể", "Địa chỉ", "Kết quả phân hạng", None]
    below = [None, None, None, None, "3 sao", "4 sao"]
    path = workbook(
        [
            [TITLE],
            header,
            below,
            [1, "Trà atiso", "HTX Langbiang", "xã Ninh Gia", "x", None],
            header,
            below,
            [2, "Hồng treo gió", "HTX Langbiang", "xã Ninh Gia", None, "X"],
            [3, "Dâu sấy", "HTX Langbiang", "xã Ninh Gia", None, None],
            [4, "Mứt dâu", "HTX Langbiang", "xã Ninh Gia", "x", "x"],
        ],
        merged=["E2:F2", "E5:F5"],
    )

    report = take(path, take_good=True)

    assert counts(report) == (2, 0, 0, 2, 0)
    assert errors(report) == [(8, "star", "missing"), (9, "star", "star")]
    assert taken() == [("Hồng treo gió", "HTX Langbiang", 4), ("Trà atiso", "HTX Langbiang", 3)]


def test_star_and_district_from_section_rows(workbook, take):
    path = workbook(
        [
            ["UBND TỈNH ĐỒNG THÁP"],
            ["Ban hành kèm theo Quyết định số 45/QĐ-UBND ngày 05 tháng 3 năm 2025"],
            ["TT", "Sản phẩm", "Cơ sở sản xuất", "Địa chỉ"],
            ["A", "SẢN PHẨM ĐẠT 4 SAO"],
            ["I", "Huyện Tháp Mười"],
            [1, "Gạo hữu cơ", "HTX Thắng Lợi", "xã Láng Biển"],
            ["B. SẢN PHẨM ĐẠT 3 SAO"],
            [2, "Trà sen", "HTX Thắng Lợi", "xã Láng Biển"],
        ]
    )

    report = take(path)

    assert counts(report) == (2, 0, 0, 0, 0)
    assert taken() == [("Gạo hữu cơ", "HTX Thắng Lợi", 4), ("Trà sen", "HTX Thắng Lợi", 3)]
    assert Certificate.objects.get(star=4).printed_address == "xã Láng Biển, Huyện Tháp Mười"


def test_english_header_and_several_sheets(workbook, take):
    path = workbook(
        [[TITLE], ["Only a cover sheet"]],
        sheets={
            "One": [
                ["No", "Product name", "Producer", "Address", "Stars", "Score"],
                [1, "Arabica coffee", "Cau Dat Farm", "xã Ninh Gia", "4 stars", "85.5"],
            ],
            "Notes": [["Contact", "0912"], ["a", "b"]],
            "Two": [
                ["Stars", "Product", "Entity", "Address"],
                [3, "Artichoke tea", "Langbiang Tea", "xã Ninh Gia"],
                [9, "Strange", "Langbiang Tea", "xã Ninh Gia"],
            ],
        },
    )

    report = take(path, take_good=True)

    assert counts(report) == (2, 0, 0, 1, 0)
    assert taken() == [("Arabica coffee", "Cau Dat Farm", 4), ("Artichoke tea", "Langbiang Tea", 3)]
    assert "“Two”" in report.as_dict()["errors"][0]["message"]


def test_names_that_span_lines_decomposed_marks_and_another_d(workbook, take):
    decomposed = unicodedata.normalize("NFD", "HỢP TÁC XÃ ĐỨC TRỌNG")
    path = workbook(
        [
            [TITLE],
            ["STT", "Tên sản phẩm\nOCOP", "Chủ thể\n(HTX, DN)", "Địa chỉ", "Hạng sao\n(3-5)"],
            [1, "Ðậu phộng\nrang", decomposed, "xã Ninh Gia", "Bốn sao"],
            [2, "Khoai lang", "Hợp tác xã Đức Trọng", "xã Ninh Gia", "OCOP 3 sao"],
            [3, "Chuối sấy", "HTX Ðức Trọng", "xã Ninh Gia", 4.0],
        ]
    )

    report = take(path)

    assert counts(report) == (3, 0, 0, 0, 0)
    assert Certificate.objects.values("product__producer").distinct().count() == 1
    assert set(Certificate.objects.values_list("printed_product", flat=True)) == {
        "Đậu phộng rang", "Khoai lang", "Chuối sấy",
    }  # fmt: skip


def test_blank_repeated_and_total_rows_are_kept_but_only_products_counted(workbook, take):
    row = [1, "Mật ong", "HTX Tân Tiến", "xã Ninh Gia", "4 sao"]
    path = workbook([[TITLE], [], HEADER, row, [], row, ["Cộng", None, None, None, "2 SP"], []])

    report = take(path)

    assert counts(report) == (1, 0, 1, 0, 0)
    assert ImportRow.objects.count() == 7


def test_last_day_by_term_date_or_nothing(workbook, take):
    path = workbook(
        [
            [TITLE],
            [*HEADER, "Thời hạn", "Ngày cấp", "Mã sản phẩm"],
            [1, "A ong", "HTX Tân Tiến", "", 4, "36 tháng", "20/05/2026", "68-24958-12-2026"],
            [2, "B ong", "HTX Tân Tiến", "", 4, "30/06/2028", None, None],
            [3, "C ong", "HTX Tân Tiến", "", 4, None, None, None],
            [4, "D ong", "HTX Tân Tiến", "", 4, "30/06/2020", None, None],
        ]
    )

    report = take(path, take_good=True)

    assert counts(report) == (3, 0, 0, 1, 0)
    assert errors(report) == [(6, "last_day", "date")]
    days = Certificate.objects.order_by("printed_product").values_list(
        "issued_on", "last_day", "official_code"
    )
    day = datetime.date
    assert list(days) == [
        (day(2026, 5, 20), day(2029, 5, 20), "68-24958-12-2026"),
        (day(2026, 5, 12), day(2028, 6, 30), ""),
        (day(2026, 5, 12), day(2029, 5, 12), ""),
    ]


def test_district_decision_before_the_reform(workbook, take):
    path = workbook(
        [
            ["ỦY BAN NHÂN DÂN"],
            ["HUYỆN THÁP MƯỜI"],
            ["(Kèm theo Quyết định số 77/QĐ-UBND ngày 10/4/2024 của UBND huyện Tháp Mười)"],
            HEADER,
            [1, "Trà sen", "HTX Thắng Lợi", "xã Láng Biển", "3 sao"],
            [2, "Gạo", "HTX Thắng Lợi", "xã Láng Biển", "4 sao"],
        ]
    )

    report = take(path)

    assert counts(report) == (1, 0, 0, 0, 1)
    assert errors(report) == [(6, "star", "authority")]
    decision = Certificate.objects.get().decision
    assert (decision.authority_level, decision.authority_name, decision.province.slug) == (
        "district", "UBND huyện Tháp Mười", "dong-thap",
    )  # fmt: skip


def test_ministry_decision_takes_provinces_from_addresses(workbook, take):
    path = workbook(
        [
            ["BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG"],
            ["(Kèm theo Quyết định số 2361/QĐ-BNNMT ngày 26/6/2025)"],
            HEADER,
            [1, "Mắm", "Công ty A", "phường Phan Thiết, tỉnh Lâm Đồng", "5 sao"],
            [2, "Gạo", "Công ty B", "xã Không Có", "5 sao"],
            [3, "Trà", "Công ty C", "Đà Lạt, Lâm Đồng", "4 sao"],
        ]
    )

    report = take(path, take_good=True)

    assert counts(report) == (1, 0, 0, 1, 1)
    assert errors(report) == [(5, "address", "province"), (6, "star", "authority")]
    assert Certificate.objects.get().decision.authority_level == "ministry"
    assert WorklistItem.objects.get().province is None


def test_five_stars_of_a_province_go_to_the_worklist(workbook, take):
    path = workbook([[TITLE], HEADER, [1, "Mắm", "Công ty A", "xã Ninh Gia", "5 sao"]])

    report = take(path)

    assert counts(report) == (0, 0, 0, 0, 1)
    assert errors(report) == [(3, "star", "authority")]
    assert Certificate.objects.count() == 0


def test_named_province_goes_before_the_titles(workbook, take):
    path = workbook([[TITLE], HEADER, [1, "Sen", "HTX Sen", "", "3 sao"]])

    report = take(path, province="dong-thap")

    assert counts(report) == (1, 0, 0, 0, 0)
    assert Certificate.objects.get().decision.province.slug == "dong-thap"


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16"), (";", "utf-16-le")],
)
def test_csv_variants(text_file, take, delimiter, encoding):
    path = text_file(
        [
            ["UBND TỈNH LÂM ĐỒNG", "", "", ""],
            [TITLE, "", "", ""],
            ["Tên sản phẩm", "Chủ thể", "Hạng", "Điểm"],
            ["Cà phê\nbột", "HTX Tân Tiến", "4 sao", "85,5"],
        ],
        delimiter=delimiter,
        encoding=encoding,
    )

    report = take(path)

    assert counts(report) == (1, 0, 0, 0, 0)
    assert taken() == [("Cà phê bột", "HTX Tân Tiến", 4)]


def old(text: str) -> bytes:
    """Vietnamese as Windows wrote it before Unicode: letters with their quality, tones apart."""
    written = ""
    for character in unicodedata.normalize("NFD", text):
        joined = unicodedata.normalize("NFC", written[-1:] + character)
        is_quality = character in "\u0302\u0306\u031b"
        written = written[:-1] + joined if is_quality and len(joined) == 1 else written + character
    return written.encode("cp1258")


def test_csv_of_the_old_code_page(tmp_path, take):
    path = tmp_path / "cu.csv"
    path.write_bytes(
        b"\r\n".join(
            [
                old(TITLE),
                old("Tên sản phẩm;Chủ thể;Hạng sao"),
                old("Nước mắm nhĩ;HTX Tân Tiến;4 sao"),
            ]
        )
    )

    report = take(path)

    assert counts(report) == (1, 0, 0, 0, 0)
    assert taken() == [("Nước mắm nhĩ", "HTX Tân Tiến", 4)]


def test_a_title_of_two_cells_above_the_header_is_no_header(workbook, take):
    path = workbook(
        [
            ["ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH"],
            ["Quyết định số 100/QĐ-UBND", "ngày 02/02/2026"],
            ["No.", "Sản phẩm", "Doanh nghiệp", "Xếp hạng OCOP", "Hiệu lực đến"],
            [1, "Khô cá", "HTX Cần Giờ", "****", datetime.date(2029, 2, 2)],
        ]
    )

    report = take(path)

    assert counts(report) == (1, 0, 0, 0, 0)
    decision = Certificate.objects.get().decision
    assert (decision.number, decision.province.slug) == ("100/QĐ-UBND", "ho-chi-minh")


def test_header_of_two_rows_without_merged_cells_repeated_and_lettered(text_file, take):
    header = [
        ["STT", "Sản phẩm", "", "Chủ thể", "", "Kết quả", ""],
        ["", "Tên", "Mã", "Tên", "Địa chỉ", "Điểm", "Sao"],
        ["A", "B", "C", "D", "E", "F", "G"],
    ]
    path = text_file(
        [
            [TITLE],
            *header,
            ["1", "Mật ong", "", "HTX A", "xã Ninh Gia", "70", "4"],
            *header,
            ["2", "Trà", "", "HTX A", "xã Ninh Gia", "50", "3"],
            ["3", "", "", "", "", "", ""],
            ["", "", "TỔNG CỘNG", "", "", "", "2"],
        ]
    )

    report = take(path)

    assert counts(report) == (2, 0, 0, 0, 0)
    assert taken() == [("Mật ong", "HTX A", 4), ("Trà", "HTX A", 3)]


def test_two_decisions_in_one_list(workbook, take):
    path = workbook(
        [
            ["DANH SÁCH SẢN PHẨM OCOP TỈNH ĐỒNG THÁP"],
            ["STT", "Tên sản phẩm", "Chủ thể", "Hạng"],
            ["Quyết định số 1/QĐ-UBND ngày 5/1/2026"],
            [1, "Mật ong", "HTX A", "3 sao"],
            ["Quyết định số 2/QĐ-UBND ngày 6/2/2026"],
            [2, "Trà", "HTX B", "3 sao"],
        ],
        merged=["A3:D3", "A5:D5"],
    )

    report = take(path)

    assert counts(report) == (2, 0, 0, 0, 0)
    numbers = Certificate.objects.order_by("issued_on").values_list("decision__number", "issued_on")
    assert list(numbers) == [
        ("1/QĐ-UBND", datetime.date(2026, 1, 5)),
        ("2/QĐ-UBND", datetime.date(2026, 2, 6)),
    ]


def test_addresses_tell_the_province_where_nothing_else_does(workbook, take):
    path = workbook(
        [
            ["Tên sản phẩm OCOP", "Chủ thể OCOP", "Địa chỉ", "Số sao", "Quyết định công nhận"],
            ["Chè", "HTX Chè", "xã Tân Cương, TP Thái Nguyên, tỉnh Thái Nguyên", 4,
             "Quyết định số 15/QĐ-UBND ngày 10/1/2025"],
            ["Na", "HTX Na", "Chi Lăng, Lạng Sơn", "4 sao", "16/QĐ-UBND, 11.01.2025"],
            ["Ổi", "HTX Ổi", "thôn 3", "4 sao", "16/QĐ-UBND, 11.01.2025"],
        ]
    )  # fmt: skip

    report = take(path, take_good=True)

    assert counts(report) == (2, 0, 0, 1, 0)
    assert errors(report) == [(4, "address", "province")]
    slugs = Certificate.objects.order_by("pk").values_list("decision__province__slug", flat=True)
    assert sorted(slugs) == ["lang-son", "thai-nguyen"]
