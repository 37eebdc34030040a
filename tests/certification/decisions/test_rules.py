"""What happens to rows: taken, refused, unchanged, asked."""

import json

import pytest
from django.core.management import call_command

from catalog.catalogue.models import Product
from catalog.certification.models import Certificate, DecisionImport, ImportRow, WorklistItem
from catalog.producers.models import Producer
from tests.certification.decisions.conftest import HEADER, TITLE, counts, errors

pytestmark = pytest.mark.django_db
GOOD = [1, "Mật ong", "HTX Tân Tiến", "xã Ninh Gia", "4 sao"]
BAD = [2, "Cà phê", "HTX Tân Tiến", "xã Ninh Gia", "2 sao"]


def written() -> tuple[int, int, int, int]:
    return (
        Producer.objects.count(),
        Product.objects.count(),
        Certificate.objects.count(),
        WorklistItem.objects.count(),
    )


def test_one_rejected_row_stops_everything(workbook, take):
    before = written()

    report = take(workbook([[TITLE], HEADER, GOOD, BAD]))

    assert counts(report) == (1, 0, 0, 1, 0)
    assert errors(report) == [(4, "star", "star")]
    assert written() == before
    assert not report.is_taken
    assert ImportRow.objects.count() == 4


def test_take_good_takes_the_others(workbook, take):
    report = take(workbook([[TITLE], HEADER, GOOD, BAD]), take_good=True)

    assert counts(report) == (1, 0, 0, 1, 0)
    assert Certificate.objects.count() == 1
    assert report.run.document.original_name == "quyet-dinh.xlsx"


def test_dry_run_reports_the_same_and_takes_nothing(workbook, take):
    before = written()

    report = take(workbook([[TITLE], HEADER, GOOD]), is_dry_run=True)

    assert counts(report) == (1, 0, 0, 0, 0)
    assert written() == before
    run = DecisionImport.objects.get()
    assert (run.is_dry_run, run.is_applied, run.document) == (True, False, None)


def test_the_same_file_twice_changes_nothing(workbook, take):
    path = workbook(
        [
            [TITLE],
            HEADER,
            GOOD,
            [2, "Trà", "Tân Tiến", "xã Ninh Gia", "3 sao"],
            [3, "Mắm", "Công ty A", "xã Ninh Gia", "5 sao"],
        ]
    )
    take(path)
    before = written()

    report = take(path)

    assert counts(report) == (0, 0, 1, 0, 2)
    assert written() == before
    assert [code for _row, _column, code in errors(report)] == ["identity", "authority"]


def test_a_later_paper_fills_blanks_and_contradicts_nothing(workbook, take):
    header = [*HEADER, "Điểm"]
    take(workbook([[TITLE], HEADER, GOOD]))

    filled = take(workbook([[TITLE], header, [*GOOD, "85,5"]]))
    same = take(workbook([[TITLE], header, [*GOOD, "85.50"]]))
    other_score = take(workbook([[TITLE], header, [*GOOD, 75]]))
    other_star = take(workbook([[TITLE], HEADER, [*GOOD[:4], "3 sao"]]))

    assert counts(filled) == (0, 1, 0, 0, 0)
    assert counts(same) == (0, 0, 1, 0, 0)
    assert errors(other_score) == [(3, "score", "conflict")]
    assert errors(other_star) == [(3, "star", "conflict")]
    assert str(Certificate.objects.get().score) == "85.50"


def test_renewal_attaches_to_the_same_product(workbook, take):
    older = "Quyết định số 12/QĐ-UBND ngày 12/05/2024 của UBND tỉnh Lâm Đồng"
    take(workbook([[older], HEADER, [1, "Mật ong", "Hợp tác xã Tân Tiến", "xã Ninh Gia", 3]]))

    report = take(workbook([[TITLE], HEADER, [1, "MẬT ONG", "HTX Tân Tiến", "", "4 sao"]]))

    assert counts(report) == (1, 0, 0, 0, 0)
    assert Product.objects.filter(certificates__isnull=False).distinct().count() == 1
    assert list(Certificate.objects.order_by("star").values_list("star", flat=True)) == [3, 4]


@pytest.mark.parametrize(
    ("product", "producer", "address"),
    [
        ("Trà đậu", "HTX Tân Tiến", "xã Ninh Gia"),
        ("Trà gừng", "Tân Tiến", "xã Ninh Gia"),
        ("Trà dâu", "Tổ hợp tác Tân Tiến", "xã Ninh Gia"),
        ("Trà gừng", "HTX Tân Tiến", "xã Đức Trọng"),
        ("Dâu trà", "HTX Tân Tiến", "xã Ninh Gia"),
    ],
)
def test_identity_is_asked_never_guessed(workbook, take, product, producer, address):
    take(workbook([[TITLE], HEADER, [1, "Trà dâu", "HTX Tân Tiến", "xã Ninh Gia", 3]]))
    before = written()

    report = take(workbook([[TITLE], HEADER, [1, product, producer, address, 3]]))

    assert counts(report) == (0, 0, 0, 0, 1)
    assert errors(report)[0][2] == "identity"
    assert written() == (*before[:3], 1)
    assert "Trà dâu" in [c["title"] for c in WorklistItem.objects.get().candidates]


def test_official_code_goes_before_the_name(workbook, take):
    header = [*HEADER, "Mã sản phẩm"]
    older = "Quyết định số 12/QĐ-UBND ngày 12/05/2024 của UBND tỉnh Lâm Đồng"
    take(workbook([[older], header, [*GOOD, "68-24958-12-2024"]]))

    renamed = take(
        workbook([[TITLE], header, [1, "Mật ong hoa", *GOOD[2:], "68 - 24958 - 012 - 2024"]])
    )

    assert counts(renamed) == (1, 0, 0, 0, 0)
    assert Certificate.objects.values("product").distinct().count() == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({1: "=A1"}, "formula"),
        ({4: '=IF(1,"4 sao","")'}, "formula"),
        ({1: None}, "missing"),
        ({2: None}, "missing"),
        ({4: None}, "missing"),
        ({4: "1 sao"}, "star"),
        ({4: "85"}, "star"),
        ({1: "A" * 256}, "too_long"),
    ],
)
def test_rows_that_lack_what_they_need_are_rejected(workbook, take, changed, code):
    row = [changed.get(place, cell) for place, cell in enumerate(GOOD)]

    report = take(workbook([[TITLE], HEADER, row]))

    assert counts(report) == (0, 0, 0, 1, 0)
    assert errors(report)[0][2] == code


def test_formulas_elsewhere_are_passed_over(workbook, take):
    path = workbook(
        [[TITLE], [*HEADER, "Điểm", "Ghi chú"], ["=ROW()", *GOOD[1:], "=80+5", "=NOW()"]]
    )

    assert counts(take(path)) == (1, 0, 0, 0, 0)
    assert Certificate.objects.get().score is None


@pytest.mark.parametrize("day", ["13/13/2026", "tháng 5/2026", "2026", "12/05/26", "24/11/2026"])
def test_days_that_are_unclear_or_in_the_future_are_rejected(workbook, take, day):
    path = workbook(
        [["UBND TỈNH LÂM ĐỒNG"], [*HEADER, "Số QĐ", "Ngày QĐ"], [*GOOD, "5/QĐ-UBND", day]]
    )

    report = take(path)

    assert errors(report) == [(3, "decision_date", "date")]


def test_points_that_are_too_few_for_the_stars_are_rejected(workbook, take):
    path = workbook([[TITLE], [*HEADER, "Điểm"], [*GOOD, "69,5"], [*GOOD[:4], 3, "95"]])

    assert errors(take(path)) == [(3, "score", "score")]


def test_without_any_decision_nothing_is_taken(workbook, take):
    report = take(workbook([HEADER, GOOD]))

    assert errors(report) == [(2, "decision_number", "missing")]


def test_the_command_prints_one_document_and_tells_by_its_exit(workbook, capsys, today):
    path = workbook([[TITLE], HEADER, GOOD, BAD])

    with pytest.raises(SystemExit) as exit_:
        call_command("import_decision", str(path), "--take-good", "--json")

    assert exit_.value.code == 1
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [
        "rows", "created", "updated", "unchanged", "rejected", "worklist", "errors",
    ]  # fmt: skip
    assert list(found["errors"][0]) == ["row", "column", "code", "message"]


def test_queries_grow_by_parts_and_not_by_rows(workbook, take, django_assert_max_num_queries):
    rows = [[n, f"Sản phẩm {n}", f"HTX Số {n}", "xã Ninh Gia", "4 sao"] for n in range(1, 401)]
    take(workbook([[TITLE], HEADER, [1, "A", "B", "", 3]]))

    with django_assert_max_num_queries(100):
        report = take(workbook([[TITLE], HEADER, *rows]))

    assert counts(report) == (400, 0, 0, 0, 0)
