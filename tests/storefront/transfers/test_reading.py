"""Amounts, days and columns as banks write them; what cannot be read is never guessed."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storefront.transfers.reading import find_mapping, read_rows
from storefront.transfers.reading.amounts import read_amount
from storefront.transfers.references import LENGTH, nearly_in, new_reference, references_in

TODAY = datetime.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1.234.567", 1_234_567),
        ("1,234,567", 1_234_567),
        ("1,234,567.00", 1_234_567),
        ("1.234.567,00", 1_234_567),
        ("150000", 150_000),
        ("150000.00", 150_000),
        ("+150.000 VND", 150_000),
        ("150.000đ", 150_000),
        ("1 234 567", 1_234_567),
        ("-62,000", -62_000),
        ("(62.000)", -62_000),
        ("62.000 CR", 62_000),
        ("62.000 DR", -62_000),
        ("0", 0),
        ("", None),
        ("-", None),
        (None, None),
        (62_000, 62_000),
        (62_000.0, 62_000),
    ],
)
def test_amounts_in_both_fashions(written, amount):
    assert read_amount(written) == amount


@pytest.mark.parametrize(
    "written",
    ["1.23", "1,234.50", "12.34.567", "1.234,567", "abc", "1e5", "٦٢٠٠٠", 62_000.5, "1 ₫ 2 x"],
)
def test_what_is_no_whole_amount_is_refused(written):
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the cell
        read_amount(written)


@given(
    st.integers(-(10**12), 10**12), st.sampled_from([".", ","]), st.sampled_from(["", "00", "0"])
)
def test_an_amount_is_read_as_it_was_written(amount, sign, zeros):
    other = "," if sign == "." else "."
    written = f"{amount:,}".replace(",", sign) + (other + zeros if zeros else "")

    assert read_amount(written) == amount


_HEADERS: list[tuple[list[Any], dict[str, int]]] = [
    (
        ["STT", "Ngày giao dịch", "Số tham chiếu", "Ghi nợ", "Ghi có", "Số dư", "Nội dung"],
        {"day": 1, "bank_id": 2, "debit": 3, "credit": 4, "description": 6},
    ),
    (
        ["Date", "Ref No", "Debit", "Credit", "Balance", "Description"],
        {"day": 0, "bank_id": 1, "debit": 2, "credit": 3, "description": 5},
    ),
    (
        ["Ngày\nTransaction date", "Số tiền ghi nợ (VND)", "Số tiền ghi có (VND)", "Diễn giải"],
        {"day": 0, "debit": 1, "credit": 2, "description": 3},
    ),
    (["Ngày GD", "Số tiền", "Mô tả"], {"day": 0, "amount": 1, "description": 2}),
    (
        ["No.", "Transaction Date", "Value date", "Amount", "Details", "Remitter"],
        {"day": 1, "amount": 3, "description": 4, "payer": 5},
    ),
]


@pytest.mark.parametrize(("header", "columns"), _HEADERS)
def test_the_titles_of_banks_name_the_columns(header, columns):
    rows = [["SAO KÊ TÀI KHOẢN"], ["Từ ngày", "01/11/2026"], header, ["…"]]

    mapping = find_mapping(rows)

    assert mapping is not None
    found = {name: at for name, at in mapping.as_dict().items() if at is not None}
    assert found == {"header": 2, **columns}


@pytest.mark.parametrize(
    "header",
    [
        ["Ngày", "Ghi có", "Ghi có", "Nội dung"],
        ["Ngày", "Ghi có"],
        ["Khi nào", "Bao nhiêu", "Vì sao"],
    ],
)
def test_a_doubt_is_left_to_a_person(header):
    assert find_mapping([header]) is None


def read(*rows: list[Any]) -> Any:
    table = [["Ngày giao dịch", "Ghi nợ", "Ghi có", "Nội dung"], *rows]
    mapping = find_mapping(table)
    assert mapping is not None
    return read_rows(list(enumerate(table, start=1)), mapping, today=TODAY)


@pytest.mark.parametrize(
    ("written", "day", "time"),
    [
        ("24/11/2026", datetime.date(2026, 11, 24), ""),
        ("24/11/2026 14:05:33", datetime.date(2026, 11, 24), "14:05:33"),
        ("14:05 24/11/2026", datetime.date(2026, 11, 24), "14:05:00"),
        ("24-11-2026", datetime.date(2026, 11, 24), ""),
        ("2026-11-24 08:00:00", datetime.date(2026, 11, 24), "08:00:00"),
        ("03/04/2026", datetime.date(2026, 4, 3), ""),
    ],
)
def test_days_are_day_first_with_or_without_a_time(written, day, time):
    (row,) = read([written, "", "62.000", "x"]).incoming

    assert (row.day, row.time, row.amount) == (day, time, 62_000)


def test_words_around_the_table_are_no_rows_and_money_out_is_counted():
    found = read(
        ["24/11/2026", "11.000", "", "phí"],
        ["24/11/2026", "", "", "Số dư đầu kỳ"],
        ["Tổng cộng", "11.000", "62.000", ""],
        ["", "", "", ""],
        ["24/11/2026", "0", "62.000", "tiền xoài"],
        ["Người lập", None, None, None],
    )

    assert [(row.number, row.amount) for row in found.incoming] == [(6, 62_000)]
    assert (found.outgoing, found.problems) == (1, [])


@pytest.mark.parametrize(
    "row",
    [
        ["24/11/2026", "", "62.00.0", "x"],
        ["24/11/2026", "", "=1+1", "x"],
        ["24/11/2026", "1.000", "2.000", "x"],
        ["11/24/2026", "", "62.000", "x"],
        ["32/11/2026", "", "62.000", "x"],
        ["26/11/2026", "", "62.000", "to come"],
        ["24/11/2026 25/11/2026", "", "62.000", "x"],
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_number(row):
    found = read(["24/11/2026", "", "1.000", "good"], row)

    assert [problem.number for problem in found.problems] == [3]
    assert found.problems[0].words


_NOISE = st.text("ABCXYZ 0123456789.-/", max_size=20)


@given(_NOISE, _NOISE, st.booleans(), st.integers(1, 9))
def test_a_reference_is_found_amid_a_banks_noise(before, after, is_lower, cut):
    reference = new_reference()
    written = f"{reference[:cut]} {reference[cut:]}".lower() if is_lower else reference

    assert reference in references_in(f"{before}{written}{after}")


def test_look_alikes_typed_by_hand_are_read():
    assert "DH10V0ABC1" in references_in("ck dh-ioUo abcl")


@given(st.text(max_size=80))
def test_any_text_is_searched_without_harm(text):
    assert all(len(found) == LENGTH for found in references_in(text))


def test_a_mistyped_reference_is_nearly_right():
    assert nearly_in("DHABCDEFGH", "CT DHABCDXFGH cam on")
    assert not nearly_in("DHABCDEFGH", "CT DHXXXXXFGH cam on")
